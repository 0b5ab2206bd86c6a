package io.github.plimsoll.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.plimsoll.fact.Evidence;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Verdict;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a proof showed of a control, as it is published in an entry of JUnit's report for whoever documents controls.
 *
 * @param control its id
 * @param verdicts one for each target that it was shown
 * @param evidence what it read, each place once
 */
public record ShownProof(String control, List<Verdict> verdicts, List<Evidence> evidence) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String CONTROL = "control";
    private static final String VERDICTS = "verdicts";
    private static final String EVIDENCE = "evidence";

    static ShownProof of(String control, List<ControlResult> results) {
        return new ShownProof(
                control,
                results.stream().map(ControlResult::verdict).toList(),
                results.stream()
                        .flatMap(result -> result.findings().stream())
                        .flatMap(finding -> finding.evidence().stream())
                        .distinct()
                        .toList());
    }

    /** Reads an entry of a report; empty if it is another's. */
    public static Optional<ShownProof> of(Map<String, String> entry) {
        if (!entry.keySet().equals(Set.of(CONTROL, VERDICTS, EVIDENCE))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ShownProof(
                    entry.getOrDefault(CONTROL, ""),
                    Arrays.stream(entry.getOrDefault(VERDICTS, "").split(" "))
                            .filter(name -> !name.isEmpty())
                            .map(Verdict::valueOf)
                            .toList(),
                    MAPPER.readValue(entry.getOrDefault(EVIDENCE, "[]"), new TypeReference<>() {})));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> entry() {
        try {
            return Map.of(
                    CONTROL, control,
                    VERDICTS,
                            String.join(
                                    " ", verdicts.stream().map(Verdict::name).toList()),
                    EVIDENCE, MAPPER.writeValueAsString(evidence));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
