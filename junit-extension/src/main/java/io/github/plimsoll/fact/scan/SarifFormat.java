package io.github.plimsoll.fact.scan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import java.util.Set;

/** SARIF, which scanners write as well, and by which nobody can tell when they looked. */
final class SarifFormat implements ScanFormat {

    @Override
    public Set<String> fields() {
        return Set.of("runs.tool.driver.name");
    }

    @Override
    public boolean isOf(JsonNode file) {
        return file.has("runs");
    }

    @Override
    public ImageScan read(JsonNode file, String origin) {
        throw new Unreadable(
                "is SARIF, in which scanners do not say when they looked at an image; hand in their own JSON, or CycloneDX");
    }
}
