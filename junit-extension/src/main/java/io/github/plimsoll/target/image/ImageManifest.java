package io.github.plimsoll.target.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What an archive says its image is made of.
 *
 * @param config the digest under which the configuration goes, or the path that it has in the older layout
 * @param configuration its content
 * @param layers the paths of the layers in the archive, the lowest first
 * @param attestations the kinds of statement about the image that came with it, for example how it was built
 * @param mismatches what does not digest to what it should, one line each
 */
record ImageManifest(
        String config,
        JsonNode configuration,
        List<String> layers,
        List<String> attestations,
        List<String> mismatches) {

    private static final int DEEPEST = 4;
    private static final String ATTESTATION = "attestation-manifest";

    /**
     * Finds the image in its archive.
     *
     * @throws BadArchive if there is none, or not the one that the engine told of
     */
    static ImageManifest of(ImageArchive archive, JsonNode inspected) throws BadArchive {
        List<Candidate> candidates = candidates(archive);
        Candidate chosen = candidates.stream()
                .filter(candidate -> isSamePlatform(archive.description(candidate.config()), inspected))
                .findFirst()
                .orElseThrow(() -> new BadArchive(
                        "holds no image for " + inspected.path("Os").asText("?") + "/"
                                + inspected.path("Architecture").asText("?")));
        JsonNode configuration = archive.description(chosen.config());
        List<String> mismatches = new ArrayList<>();
        identity(archive, chosen, inspected).ifPresent(mismatches::add);
        int expected = configuration.path("rootfs").path("diff_ids").size();
        if (expected != chosen.layers().size()) {
            mismatches.add("the configuration names " + expected + " layers, the archive has "
                    + chosen.layers().size());
        }
        List<String> attestations = new ArrayList<>();
        attestations(archive, archive.description("index.json"), 0, attestations);
        return new ImageManifest(chosen.config(), configuration, chosen.layers(), attestations, mismatches);
    }

    private record Candidate(String config, List<String> layers) {}

    private static List<Candidate> candidates(ImageArchive archive) throws BadArchive {
        List<Candidate> candidates = new ArrayList<>();
        for (JsonNode entry : archive.description("manifest.json")) {
            List<String> layers = new ArrayList<>();
            entry.path("Layers").forEach(layer -> layers.add(TarNames.path(layer.asText())));
            candidates.add(new Candidate(TarNames.path(entry.path("Config").asText()), layers));
        }
        if (candidates.isEmpty()) {
            fromIndex(archive, archive.description("index.json"), 0, candidates);
        }
        if (candidates.isEmpty()) {
            throw new BadArchive("holds no image");
        }
        return candidates;
    }

    private static void fromIndex(ImageArchive archive, JsonNode index, int depth, List<Candidate> candidates) {
        for (JsonNode descriptor : index.path("manifests")) {
            JsonNode manifest = archive.blob(descriptor.path("digest").asText());
            if (manifest.has("config") && !isAttestation(descriptor)) {
                List<String> layers = new ArrayList<>();
                manifest.path("layers")
                        .forEach(layer -> layers.add(
                                ImageArchive.blobPath(layer.path("digest").asText())));
                candidates.add(new Candidate(
                        ImageArchive.blobPath(
                                manifest.path("config").path("digest").asText()),
                        layers));
            } else if (depth < DEEPEST) {
                fromIndex(archive, manifest, depth + 1, candidates);
            }
        }
    }

    private static boolean isSamePlatform(JsonNode configuration, JsonNode inspected) {
        return configuration.path("rootfs").has("diff_ids")
                && isSame(configuration, inspected, "os", "Os")
                && isSame(configuration, inspected, "architecture", "Architecture");
    }

    private static boolean isSame(JsonNode configuration, JsonNode inspected, String name, String engineName) {
        String wanted = inspected.path(engineName).asText("");
        return wanted.isEmpty() || configuration.path(name).asText("").equals(wanted);
    }

    /** An image goes by what its configuration digests to or, where the engine keeps more, its manifest or index. */
    private static java.util.Optional<String> identity(ImageArchive archive, Candidate chosen, JsonNode inspected) {
        String id = inspected.path("Id").asText("");
        String configDigest = archive.digest(chosen.config());
        if (id.isEmpty() || configDigest.equals(id)) {
            return java.util.Optional.empty();
        }
        JsonNode described = archive.blob(id);
        if (described.isMissingNode()) {
            return java.util.Optional.of("the image goes by " + id + ", its configuration digests to " + configDigest);
        }
        if (!archive.digest(ImageArchive.blobPath(id)).equals(id)) {
            return java.util.Optional.of(
                    "what goes by " + id + " digests to " + archive.digest(ImageArchive.blobPath(id)));
        }
        return leadsTo(archive, described, chosen, 0)
                ? java.util.Optional.empty()
                : java.util.Optional.of("what goes by " + id + " does not lead to the image in the archive");
    }

    /** Whether a manifest or an index names the image by the digests that its parts have. */
    private static boolean leadsTo(ImageArchive archive, JsonNode described, Candidate chosen, int depth) {
        if (described.has("config")) {
            List<String> layers = new ArrayList<>();
            described
                    .path("layers")
                    .forEach(layer -> layers.add(
                            ImageArchive.blobPath(layer.path("digest").asText())));
            return described.path("config").path("digest").asText().equals(archive.digest(chosen.config()))
                    && layers.equals(chosen.layers());
        }
        for (JsonNode descriptor : described.path("manifests")) {
            String digest = descriptor.path("digest").asText();
            if (depth < DEEPEST
                    && archive.digest(ImageArchive.blobPath(digest)).equals(digest)
                    && leadsTo(archive, archive.blob(digest), chosen, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAttestation(JsonNode descriptor) {
        return descriptor
                .path("annotations")
                .path("vnd.docker.reference.type")
                .asText()
                .equals(ATTESTATION);
    }

    private static void attestations(ImageArchive archive, JsonNode index, int depth, List<String> kinds) {
        for (JsonNode descriptor : index.path("manifests")) {
            JsonNode manifest = archive.blob(descriptor.path("digest").asText());
            if (isAttestation(descriptor)) {
                for (JsonNode layer : manifest.path("layers")) {
                    kinds.add(layer.path("annotations")
                            .path("in-toto.io/predicate-type")
                            .asText("of an unknown kind"));
                }
            } else if (depth < DEEPEST && manifest.has("manifests")) {
                attestations(archive, manifest, depth + 1, kinds);
            }
        }
    }
}
