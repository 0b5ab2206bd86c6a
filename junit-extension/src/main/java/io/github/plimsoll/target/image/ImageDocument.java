package io.github.plimsoll.target.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.target.image.Accounts.Password;
import io.github.plimsoll.target.image.Sighting.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes down what is known of an image, in the form that {@link io.github.plimsoll.fact.image.ImageFiles} tells.
 */
final class ImageDocument {

    private final ImageManifest image;
    private final List<LayerFacts> facts;
    private final Layers layers;
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    private ImageDocument(ImageManifest image, List<LayerFacts> facts) {
        this.image = image;
        this.facts = facts;
        this.layers = new Layers(facts);
    }

    /** @throws BadArchive if one of the layers could not be read, without which nothing is known for certain */
    static ObjectNode of(ImageManifest image, ImageArchive archive) throws BadArchive {
        List<LayerFacts> facts = new ArrayList<>();
        for (String path : image.layers()) {
            LayerCache.Outcome outcome = archive.layer(path);
            if (outcome.facts() == null) {
                throw new BadArchive("cannot be read whole: layer " + (facts.size() + 1) + " " + outcome.reason());
            }
            facts.add(outcome.facts());
        }
        return new ImageDocument(image, facts).write(archive);
    }

    private ObjectNode write(ImageArchive archive) {
        ArrayNode mismatches = document.putArray("mismatches");
        image.mismatches().forEach(mismatches::add);
        digests(archive).forEach(mismatches::add);
        ArrayNode attestations = document.putArray("attestations");
        image.attestations().forEach(kind -> attestations.add(TarNames.shown(kind)));
        writeLayers();
        writeFiles("setuid", Kind.SETUID);
        writeFiles("capabilities", Kind.CAPABILITIES);
        writeFiles("worldWritable", Kind.WORLD_WRITABLE);
        writeFiles("programs", Kind.PROGRAM);
        writeFiles("unverified", Kind.UNVERIFIED);
        writeFiles("preload", Kind.PRELOAD);
        writeFiles("kernelLinks", Kind.KERNEL_LINK);
        writeCaches();
        writeUsers();
        ArrayNode cut = document.putArray("cut");
        layers.cut().forEach(kind -> cut.add(kind.name()));
        return document;
    }

    /** What digests otherwise than the configuration says, or the name of the blob. */
    private List<String> digests(ImageArchive archive) {
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            String expected = image.configuration()
                    .path("rootfs")
                    .path("diff_ids")
                    .path(i)
                    .asText("nothing");
            String found = facts.get(i).diffId();
            if (!found.equals(expected)) {
                wrong.add("layer " + (i + 1) + " digests to " + found + ", the configuration names " + expected);
            }
            String path = image.layers().get(i);
            String packed = archive.digest(path);
            if (path.startsWith("blobs/") && !ImageArchive.blobPath(packed).equals(path)) {
                wrong.add("layer " + (i + 1) + " digests to " + packed + " as it is stored, its name is " + path);
            }
        }
        return wrong;
    }

    private void writeLayers() {
        List<String> steps = new ArrayList<>();
        for (JsonNode step : image.configuration().path("history")) {
            if (!step.path("empty_layer").asBoolean(false)) {
                steps.add(step.path("created_by").asText(""));
            }
        }
        ArrayNode array = document.putArray("layers");
        for (int i = 0; i < facts.size(); i++) {
            LayerFacts layer = facts.get(i);
            ObjectNode node = array.addObject()
                    .put("number", i + 1)
                    .put("digest", layer.diffId())
                    .put("CreatedBy", steps.size() == facts.size() ? steps.get(i) : "")
                    .put("bytes", layer.bytes())
                    .put("entries", layer.entryCount())
                    .put("filesSearchedInPart", layer.filesSearchedInPart())
                    .put("credentialCount", layer.count(Kind.SECRET))
                    .put("trickCount", layer.count(Kind.HOSTILE));
            ArrayNode credentials = node.putArray("credentials");
            ArrayNode tricks = node.putArray("tricks");
            for (Sighting sighting : layer.lasting()) {
                ArrayNode place = sighting.kind() == Kind.SECRET ? credentials : tricks;
                ObjectNode file = place.addObject()
                        .put("path", shown(sighting.path()))
                        .put("detail", TarNames.shown(sighting.detail()));
                if (sighting.kind() == Kind.SECRET) {
                    file.put("removedBy", layers.removedBy(sighting.path(), i + 1));
                }
            }
        }
    }

    private void writeFiles(String name, Kind kind) {
        ArrayNode array = document.putArray(name);
        for (Layers.Seen seen : layers.effective(kind)) {
            Sighting sighting = seen.sighting();
            ObjectNode file =
                    array.addObject().put("path", shown(sighting.path())).put("layer", seen.layer());
            if (!sighting.detail().isEmpty()) {
                file.put("detail", TarNames.shown(sighting.detail()));
            }
            if (kind == Kind.SETUID || kind == Kind.WORLD_WRITABLE) {
                file.put("mode", String.format("%04o", sighting.mode()))
                        .put("owner", sighting.uid() + ":" + sighting.gid());
            }
        }
    }

    private void writeCaches() {
        Map<String, long[]> caches = new LinkedHashMap<>();
        for (Layers.Seen seen : layers.effective(Kind.CACHE)) {
            long[] sums = caches.computeIfAbsent(seen.sighting().detail(), cache -> new long[2]);
            sums[0]++;
            sums[1] += seen.sighting().size();
        }
        ArrayNode array = document.putArray("caches");
        caches.forEach((path, sums) ->
                array.addObject().put("path", shown(path)).put("files", sums[0]).put("bytes", sums[1]));
    }

    /** Who there is, and how each gets in: {@code locked} is never, {@code open} without being asked for anything. */
    private void writeUsers() {
        Optional<Accounts> passwd = layers.accounts(Accounts.PASSWD, LayerFacts::accounts);
        Optional<Accounts> shadow = layers.accounts(Accounts.SHADOW, LayerFacts::shadowed);
        ObjectNode accounts = document.putObject("accounts");
        boolean known = passwd.map(Accounts::known).orElse(true)
                && shadow.map(Accounts::known).orElse(true);
        accounts.put("known", known);
        Map<String, Password> passwords = new LinkedHashMap<>();
        shadow.ifPresent(file -> file.users().forEach(user -> passwords.putIfAbsent(user.name(), user.password())));
        ArrayNode users = accounts.putArray("users");
        passwd.ifPresent(file -> file.users()
                .forEach(user -> users.addObject()
                        .put("name", TarNames.shown(user.name()))
                        .put("uid", user.uid())
                        .put("login", login(user.password(), passwords.getOrDefault(user.name(), Password.LOCKED)))));
    }

    private static String login(Password passwd, Password shadow) {
        Password effective = passwd == Password.ELSEWHERE ? shadow : passwd;
        return switch (effective) {
            case EMPTY -> "open";
            case SET -> "by password";
            case LOCKED, ELSEWHERE -> "locked";
        };
    }

    private static String shown(String path) {
        return TarNames.shown("/" + path);
    }
}
