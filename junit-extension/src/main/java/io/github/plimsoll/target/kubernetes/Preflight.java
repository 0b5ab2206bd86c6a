package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.target.Crew;
import io.github.plimsoll.target.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Asks the server beforehand which of the rights that an audit takes this user has. */
final class Preflight {

    private static final String REVIEW = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    private static final int IN_FLIGHT = 4;

    private Preflight() {}

    /** The rights that the server says are missing; one that it does not speak about may be there. */
    static Set<Right> missing(ClusterApi api, Collection<Right> rights) {
        Set<Right> missing = ConcurrentHashMap.newKeySet();
        try (Crew crew = new Crew(IN_FLIGHT, Progress.silent())) {
            crew.work(() -> rights.forEach(right -> crew.take(() -> {
                if (!isAllowed(api, right)) {
                    missing.add(right);
                }
            })));
        }
        return missing;
    }

    private static boolean isAllowed(ClusterApi api, Right right) {
        ObjectNode review = JsonNodeFactory.instance.objectNode();
        review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
        review.putObject("spec")
                .putObject("resourceAttributes")
                .put("group", right.group())
                .put("resource", right.resource())
                .put("subresource", right.subresource())
                .put("verb", right.verb());
        try {
            JsonNode allowed = api.post(REVIEW, review).path("status").path("allowed");
            return !allowed.isBoolean() || allowed.booleanValue();
        } catch (RequestFailed e) {
            // The request itself will show.
            return true;
        }
    }

    /** What is missing and what that costs, one line for each thing that cannot be judged. */
    static List<String> told(Collection<Right> missing, String user) {
        Map<String, List<Right>> costs = new LinkedHashMap<>();
        missing.stream()
                .sorted(Comparator.comparing(Right::needed).thenComparing(Right::toString))
                .forEach(right -> costs.computeIfAbsent(right.needed(), needed -> new ArrayList<>())
                        .add(right));
        String who = user.isEmpty() ? "this user" : user;
        return costs.entrySet().stream()
                .map(cost -> who + " may not "
                        + cost.getValue().stream().map(Right::toString).collect(Collectors.joining(", "))
                        + " in all namespaces: not judged for that are " + cost.getKey())
                .toList();
    }
}
