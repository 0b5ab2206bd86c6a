package io.github.plimsoll.fact.scan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A CycloneDX document in JSON. It is a list of contents unless it names flaws: Trivy writes an empty list of them also where it looked
 * for none. Who rates a flaw is not ranked, so that one voice is enough to make it critical.
 */
final class CycloneDxFormat implements ScanFormat {

    /** Flaws that somebody has found to be none here. */
    private static final Set<String> HARMLESS =
            Set.of("resolved", "resolved_with_pedigree", "false_positive", "not_affected");

    @Override
    public Set<String> fields() {
        return Set.of(
                "bomFormat",
                "metadata.timestamp",
                "metadata.tools.name",
                "metadata.tools.components.name",
                "metadata.component.type",
                "metadata.component.name",
                "metadata.component.version",
                "metadata.component.purl",
                "metadata.component.properties.name",
                "metadata.component.properties.value",
                "vulnerabilities.id",
                "vulnerabilities.ratings.severity",
                "vulnerabilities.analysis.state");
    }

    @Override
    public boolean isOf(JsonNode file) {
        return file.path("bomFormat").asText("").equals("CycloneDX");
    }

    @Override
    public ImageScan read(JsonNode file, String origin) {
        JsonNode component = file.path("metadata").path("component");
        if (!component.path("type").asText("").equals("container")) {
            throw new Unreadable("is of no image");
        }
        long critical = 0;
        for (JsonNode flaw : file.path("vulnerabilities")) {
            critical += isCritical(flaw) ? 1 : 0;
        }
        List<String> tools = file.path("metadata").path("tools").findValuesAsText("name");
        // Grype does nothing but look for flaws, and has nothing else to say.
        boolean isForFlaws = !file.path("vulnerabilities").isEmpty() || tools.contains("grype");
        return ScanFormat.scan(
                origin,
                tools.isEmpty() ? "cyclonedx" : String.join(" ", tools),
                references(component),
                file.path("metadata").path("timestamp").asText(""),
                isForFlaws ? OptionalLong.of(critical) : OptionalLong.empty());
    }

    private static boolean isCritical(JsonNode flaw) {
        boolean critical = false;
        for (JsonNode rating : flaw.path("ratings")) {
            critical |= ScanFormat.isCritical(rating.path("severity"));
        }
        return critical
                && !HARMLESS.contains(flaw.path("analysis").path("state").asText(""));
    }

    private static List<String> references(JsonNode component) {
        List<String> references = new ArrayList<>();
        String name = component.path("name").asText("");
        String version = component.path("version").asText("");
        references.add(name + (version.isEmpty() || name.contains("@") ? "" : separator(version) + version));
        references.add(component
                .path("purl")
                .asText("")
                .replaceFirst("\\?.*", "")
                .replaceFirst("^[^@]*@?", "")
                .replaceFirst("%3[Aa]", ":"));
        for (JsonNode property : component.path("properties")) {
            String key = property.path("name").asText("");
            if (key.endsWith(":ImageID") || key.endsWith(":RepoDigest") || key.endsWith(":RepoTag")) {
                references.add(property.path("value").asText(""));
            }
        }
        return references;
    }

    private static String separator(String version) {
        return version.startsWith("sha256:") ? "@" : ":";
    }
}
