package io.github.plimsoll.fact.scan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import java.util.OptionalLong;
import java.util.Set;

/** What {@code trivy image -f json} writes. */
final class TrivyFormat implements ScanFormat {

    /** Results about packages; without any nobody looked for flaws in some. */
    private static final Set<String> OF_PACKAGES = Set.of("os-pkgs", "lang-pkgs");

    @Override
    public Set<String> fields() {
        return Set.of(
                "SchemaVersion",
                "CreatedAt",
                "ArtifactName",
                "ArtifactType",
                "Metadata.ImageID",
                "Metadata.RepoTags",
                "Metadata.RepoDigests",
                "Results.Class",
                "Results.Vulnerabilities.Severity");
    }

    @Override
    public boolean isOf(JsonNode file) {
        return file.has("SchemaVersion") && file.has("ArtifactName");
    }

    @Override
    public ImageScan read(JsonNode file, String origin) {
        if (!file.path("ArtifactType").asText("").equals("container_image")) {
            throw new Unreadable("is of no image");
        }
        boolean isForFlaws = false;
        long critical = 0;
        for (JsonNode result : file.path("Results")) {
            isForFlaws |= OF_PACKAGES.contains(result.path("Class").asText(""));
            for (JsonNode flaw : result.path("Vulnerabilities")) {
                isForFlaws = true;
                critical += ScanFormat.isCritical(flaw.path("Severity")) ? 1 : 0;
            }
        }
        JsonNode image = file.path("Metadata");
        return ScanFormat.scan(
                origin,
                "trivy",
                ScanFormat.texts(
                        file.path("ArtifactName"),
                        image.path("ImageID"),
                        image.path("RepoTags"),
                        image.path("RepoDigests")),
                file.path("CreatedAt").asText(""),
                isForFlaws ? OptionalLong.of(critical) : OptionalLong.empty());
    }
}
