package io.github.plimsoll.catalogue;

import io.github.plimsoll.control.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a control is, apart from how it judges.
 *
 * @param id platform and method name, for example {@code docker/memory_is_limited}
 * @param numbers the control's lines by benchmark, for example {@code cis-docker-1.8.0 -> [5.11]}
 * @param level the lowest benchmark level it belongs to; 0 for a control of no benchmark
 * @param threats what it mitigates
 * @param mappings where it stands in other frameworks
 * @param question what a person has to answer; empty if the control decides by itself
 * @param formerly earlier ids
 */
public record ControlDescription(
        String id,
        String title,
        String why,
        String fix,
        Severity severity,
        Map<String, List<String>> numbers,
        int level,
        List<ThreatClaim> threats,
        List<Mapping> mappings,
        Optional<String> question,
        List<String> formerly) {

    /** The first part of the id. */
    public String platform() {
        return id.substring(0, id.indexOf('/'));
    }

    /** The first line number in that benchmark, if it has one there. */
    public Optional<String> number(String benchmark) {
        return numbers.getOrDefault(benchmark, List.of()).stream().findFirst();
    }

    /** Whether {@code id} is the control's id, now or formerly. */
    public boolean isCalled(String id) {
        return this.id.equals(id) || formerly.contains(id);
    }

    /**
     * A threat that the control says it mitigates.
     *
     * @param category for example {@code denial-of-service}
     * @param threat for example {@code D1}
     */
    public record ThreatClaim(String category, String threat) {

        @Override
        public String toString() {
            return category + ":" + threat;
        }
    }
}
