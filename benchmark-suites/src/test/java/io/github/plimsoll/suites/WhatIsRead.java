package io.github.plimsoll.suites;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Evidence;
import io.github.plimsoll.proof.ShownProof;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The places that a control reads, told from its proofs.
 *
 * @param document for example {@code /containers/{container}/json}
 * @param field for example {@code HostConfig.Memory}
 * @param absent what counts where the field is not there, if a proof showed that
 */
record WhatIsRead(String document, String field, Optional<JsonNode> absent) {

    static List<WhatIsRead> of(ShownProof proof) {
        Map<String, List<Evidence>> places = proof.evidence().stream()
                .filter(evidence -> !evidence.isPolicy())
                .collect(Collectors.groupingBy(
                        evidence -> document(evidence) + "\t" + field(evidence), TreeMap::new, Collectors.toList()));
        return places.values().stream()
                .map(same -> new WhatIsRead(document(same.get(0)), field(same.get(0)), absent(same)))
                .toList();
    }

    /** The keys of the policy that it goes by. */
    static List<String> parameters(ShownProof proof) {
        return proof.evidence().stream()
                .filter(Evidence::isPolicy)
                .map(Evidence::path)
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<JsonNode> absent(List<Evidence> same) {
        List<JsonNode> defaults = same.stream()
                .filter(Evidence::isDefault)
                .map(Evidence::value)
                .distinct()
                .toList();
        return defaults.size() == 1 ? Optional.of(defaults.get(0)) : Optional.empty();
    }

    /** Names that only the proofs have are taken out. */
    private static String document(Evidence evidence) {
        return evidence.source()
                .replaceFirst("^/containers/[^/]+/", "/containers/{container}/")
                .replaceFirst("^/images/[^/]+/", "/images/{image}/")
                .replaceFirst("^/networks/[^/]+$", "/networks/{network}")
                .replaceFirst("^/exec/[^/]+/", "/exec/{session}/");
    }

    private static String field(Evidence evidence) {
        String field = evidence.path().replaceAll("\\[\\d+\\]", "[]");
        return evidence.source().startsWith("host:") ? field.replaceFirst("^\"[^\"]*\"", "{name}") : field;
    }
}
