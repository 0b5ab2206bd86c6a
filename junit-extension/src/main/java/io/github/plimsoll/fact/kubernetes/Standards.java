package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.pss.Level;
import io.github.plimsoll.fact.kubernetes.pss.PodSecurity;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The Pod Security Standards of the version that pods meet; of all that are in use, where nobody knows which. */
record Standards(List<PodSecurity> versions) {

    static Standards of(int minor) {
        return new Standards(List.of(new PodSecurity(minor)));
    }

    static Standards ofAnyVersion() {
        return new Standards(
                IntStream.rangeClosed(25, 37).mapToObj(PodSecurity::new).toList());
    }

    boolean have(String check) {
        return versions.stream()
                .anyMatch(version -> version.checks(Level.RESTRICTED).contains(check));
    }

    /**
     * What a pod breaks by all of these versions; nothing if it breaks nothing by any.
     *
     * @throws Unreadable if it breaks something by some only
     */
    List<String> broken(Level level, JsonNode pod) {
        return agreed(version -> version.broken(level, pod));
    }

    /** @throws Unreadable if it breaks it by some of these versions only */
    boolean breaks(String check, JsonNode pod) {
        return !agreed(version -> version.broken(Level.RESTRICTED, pod).stream()
                        .filter(check::equals)
                        .toList())
                .isEmpty();
    }

    private List<String> agreed(Function<PodSecurity, List<String>> broken) {
        List<List<String>> each = versions.stream().map(broken).toList();
        List<String> always = each.get(0).stream()
                .filter(check -> each.stream().allMatch(list -> list.contains(check)))
                .toList();
        if (!always.isEmpty()) {
            return always;
        }
        List<String> sometimes =
                each.stream().flatMap(Collection::stream).distinct().toList();
        if (!sometimes.isEmpty()) {
            throw new Unreadable(
                    String.join(", ", sometimes) + ": broken by some versions of the Pod Security Standards and"
                            + " not by others, and which the pods will meet is not known; set kubernetes.pod-security-version");
        }
        return List.of();
    }
}
