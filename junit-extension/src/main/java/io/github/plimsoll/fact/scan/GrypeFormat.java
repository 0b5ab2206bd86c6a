package io.github.plimsoll.fact.scan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import java.util.OptionalLong;
import java.util.Set;

/** What {@code grype -o json} writes. */
final class GrypeFormat implements ScanFormat {

    @Override
    public Set<String> fields() {
        return Set.of(
                "descriptor.name",
                "descriptor.timestamp",
                "source.type",
                "source.target.userInput",
                "source.target.imageID",
                "source.target.manifestDigest",
                "source.target.tags",
                "source.target.repoDigests",
                "matches.vulnerability.severity");
    }

    @Override
    public boolean isOf(JsonNode file) {
        return file.path("descriptor").path("name").asText("").equals("grype");
    }

    @Override
    public ImageScan read(JsonNode file, String origin) {
        if (!file.path("source").path("type").asText("").equals("image")) {
            throw new Unreadable("is of no image");
        }
        long critical = 0;
        for (JsonNode match : file.path("matches")) {
            critical += ScanFormat.isCritical(match.path("vulnerability").path("severity")) ? 1 : 0;
        }
        JsonNode image = file.path("source").path("target");
        return ScanFormat.scan(
                origin,
                "grype",
                ScanFormat.texts(
                        image.path("userInput"),
                        image.path("imageID"),
                        image.path("manifestDigest"),
                        image.path("tags"),
                        image.path("repoDigests")),
                file.path("descriptor").path("timestamp").asText(""),
                OptionalLong.of(critical));
    }
}
