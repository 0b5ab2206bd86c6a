package io.github.plimsoll.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * The threats against one platform.
 *
 * @param platform for example {@code docker}
 */
public record ThreatModel(String platform, List<Threat> threats) {

    public ThreatModel {
        threats = List.copyOf(threats);
    }

    static ThreatModel read(Tsv tsv) {
        return new ThreatModel(
                tsv.remark("platform"),
                tsv.rows().stream()
                        .map(row -> new Threat(
                                row.cell("id"),
                                row.cell("category"),
                                row.cell("element"),
                                row.cell("statement"),
                                row.cells().getOrDefault("matters", "")))
                        .toList());
    }

    public Optional<Threat> threat(String id) {
        return threats.stream().filter(threat -> threat.id().equals(id)).findFirst();
    }

    /**
     * One threat.
     *
     * @param id for example {@code D1}
     * @param category the STRIDE category, for example {@code denial-of-service}
     * @param element what is threatened
     * @param statement the threat as one sentence
     * @param matters why it matters, as one sentence; empty if the table does not say
     */
    public record Threat(String id, String category, String element, String statement, String matters) {

        /** One of which is not said why it matters. */
        public Threat(String id, String category, String element, String statement) {
            this(id, category, element, statement, "");
        }
    }
}
