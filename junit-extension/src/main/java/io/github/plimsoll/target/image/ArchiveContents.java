package io.github.plimsoll.target.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The images that an archive says to hold, by its list of the older layout and by its index of OCI. */
final class ArchiveContents {

    /**
     * One image.
     *
     * @param config the path of its configuration in the archive
     * @param layers the paths of its layers, the lowest first
     * @param names by which it was saved, as they stand there
     * @param manifests the digests of the manifests that name it
     * @param indexes the digests of the indexes that lead to one of these
     * @param asPushed whether a manifest is as a registry has it, its layers packed, and not made for the archive
     */
    record Candidate(
            String config,
            List<String> layers,
            Set<String> names,
            Set<String> manifests,
            Set<String> indexes,
            boolean asPushed) {}

    private static final String ATTESTATION = "attestation-manifest";
    private static final List<String> NAMES =
            List.of("io.containerd.image.name", "org.opencontainers.image.ref.name", "com.docker.official-images.name");

    private final ImageArchive archive;
    /** By what its configuration digests to. */
    private final Map<String, Candidate> candidates = new LinkedHashMap<>();
    /** Which index names a manifest or an index, each by its digest. */
    private final Map<String, Set<String>> namedBy = new LinkedHashMap<>();

    private final List<JsonNode> attestations = new ArrayList<>();

    private ArchiveContents(ImageArchive archive) {
        this.archive = archive;
    }

    static ArchiveContents of(ImageArchive archive) {
        ArchiveContents contents = new ArchiveContents(archive);
        contents.readList();
        contents.readIndex();
        return contents;
    }

    /** Each image once, those that the older list names first. */
    Collection<Candidate> candidates() {
        return candidates.values();
    }

    /** The kinds of statement about its images that came with them. */
    List<String> attestations() {
        List<String> kinds = new ArrayList<>();
        for (JsonNode manifest : attestations) {
            for (JsonNode layer : manifest.path("layers")) {
                kinds.add(layer.path("annotations")
                        .path("in-toto.io/predicate-type")
                        .asText("of an unknown kind"));
            }
        }
        return kinds;
    }

    private void readList() {
        for (JsonNode entry : archive.description("manifest.json")) {
            List<String> layers = new ArrayList<>();
            entry.path("Layers").forEach(layer -> layers.add(TarNames.path(layer.asText())));
            Set<String> names = new TreeSet<>();
            entry.path("RepoTags").forEach(tag -> names.add(tag.asText()));
            add(TarNames.path(entry.path("Config").asText()), layers, names, false);
        }
    }

    /** Each description is looked at once, however often and by however many others it is named. */
    private void readIndex() {
        Deque<JsonNode> ahead = new ArrayDeque<>(List.of(archive.description("index.json")));
        Deque<String> digests = new ArrayDeque<>(List.of(""));
        Map<String, Candidate> byManifest = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        while (!ahead.isEmpty()) {
            JsonNode index = ahead.remove();
            String own = digests.remove();
            for (JsonNode descriptor : index.path("manifests")) {
                String digest = descriptor.path("digest").asText();
                JsonNode described = archive.blob(digest);
                if (!own.isEmpty()) {
                    namedBy.computeIfAbsent(digest, key -> new LinkedHashSet<>())
                            .add(own);
                }
                if (isAttestation(descriptor)) {
                    if (seen.add(digest)) {
                        attestations.add(described);
                    }
                } else if (described.has("config")) {
                    byManifest
                            .computeIfAbsent(digest, key -> image(described))
                            .names()
                            .addAll(names(descriptor));
                } else if (seen.add(digest)) {
                    ahead.add(described);
                    digests.add(digest);
                }
            }
        }
        byManifest.forEach(this::trace);
    }

    private Candidate image(JsonNode manifest) {
        List<String> layers = new ArrayList<>();
        boolean packed = false;
        for (JsonNode layer : manifest.path("layers")) {
            layers.add(ImageArchive.blobPath(layer.path("digest").asText()));
            packed |= layer.path("mediaType").asText().matches(".*[.+](gzip|zstd)");
        }
        String config =
                ImageArchive.blobPath(manifest.path("config").path("digest").asText());
        return add(config, layers, new TreeSet<>(), packed);
    }

    /** What an image goes by in a registry; a description that digests to something else than its name counts for nothing. */
    private void trace(String manifest, Candidate image) {
        if (!digestsToItsName(manifest)) {
            return;
        }
        image.manifests().add(manifest);
        Deque<String> ahead = new ArrayDeque<>(namedBy.getOrDefault(manifest, Set.of()));
        while (!ahead.isEmpty()) {
            String index = ahead.remove();
            if (digestsToItsName(index) && image.indexes().add(index)) {
                ahead.addAll(namedBy.getOrDefault(index, Set.of()));
            }
        }
    }

    private boolean digestsToItsName(String digest) {
        return archive.digest(ImageArchive.blobPath(digest)).equals(digest);
    }

    private Candidate add(String config, List<String> layers, Set<String> names, boolean asPushed) {
        String digest = archive.digest(config);
        Candidate known = candidates.get(digest);
        Candidate candidate = known == null
                ? new Candidate(config, layers, names, new TreeSet<>(), new TreeSet<>(), asPushed)
                : new Candidate(
                        known.config(),
                        known.layers(),
                        known.names(),
                        known.manifests(),
                        known.indexes(),
                        known.asPushed() || asPushed);
        candidate.names().addAll(names);
        candidates.put(digest, candidate);
        return candidate;
    }

    /** A bare tag, as OCI has it, is no name. */
    private static Set<String> names(JsonNode descriptor) {
        Set<String> names = new TreeSet<>();
        for (String annotation : NAMES) {
            String name = descriptor.path("annotations").path(annotation).asText();
            if (name.indexOf(':') > 0 || name.indexOf('/') > 0) {
                names.add(name);
            }
        }
        return names;
    }

    private static boolean isAttestation(JsonNode descriptor) {
        return descriptor
                .path("annotations")
                .path("vnd.docker.reference.type")
                .asText()
                .equals(ATTESTATION);
    }
}
