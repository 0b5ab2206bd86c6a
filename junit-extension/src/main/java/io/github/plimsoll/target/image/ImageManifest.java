package io.github.plimsoll.target.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.target.image.ArchiveContents.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /**
     * Finds the image in its archive.
     *
     * @throws BadArchive if there is none, or not the one that the engine told of
     */
    static ImageManifest of(ImageArchive archive, JsonNode inspected) throws BadArchive {
        ArchiveContents contents = ArchiveContents.of(archive);
        if (contents.candidates().isEmpty()) {
            throw new BadArchive("holds no image");
        }
        Candidate chosen = contents.candidates().stream()
                .filter(candidate -> isSamePlatform(archive.description(candidate.config()), inspected))
                .findFirst()
                .orElseThrow(() -> new BadArchive(
                        "holds no image for " + inspected.path("Os").asText("?") + "/"
                                + inspected.path("Architecture").asText("?")));
        ImageManifest manifest = of(archive, chosen, contents.attestations());
        identity(archive, chosen, inspected)
                .ifPresent(mismatch -> manifest.mismatches().add(0, mismatch));
        return manifest;
    }

    /** What an archive says one of its images is made of. */
    static ImageManifest of(ImageArchive archive, Candidate chosen, List<String> attestations) {
        JsonNode configuration = archive.description(chosen.config());
        List<String> mismatches = new ArrayList<>();
        int expected = configuration.path("rootfs").path("diff_ids").size();
        if (expected != chosen.layers().size()) {
            mismatches.add("the configuration names " + expected + " layers, the archive has "
                    + chosen.layers().size());
        }
        return new ImageManifest(chosen.config(), configuration, chosen.layers(), attestations, mismatches);
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
    private static Optional<String> identity(ImageArchive archive, Candidate chosen, JsonNode inspected) {
        String id = inspected.path("Id").asText("");
        String configDigest = archive.digest(chosen.config());
        if (id.isEmpty() || configDigest.equals(id)) {
            return Optional.empty();
        }
        JsonNode described = archive.blob(id);
        if (described.isMissingNode()) {
            return Optional.of("the image goes by " + id + ", its configuration digests to " + configDigest);
        }
        if (!archive.digest(ImageArchive.blobPath(id)).equals(id)) {
            return Optional.of("what goes by " + id + " digests to " + archive.digest(ImageArchive.blobPath(id)));
        }
        return leadsTo(archive, described, chosen, 0)
                ? Optional.empty()
                : Optional.of("what goes by " + id + " does not lead to the image in the archive");
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
}
