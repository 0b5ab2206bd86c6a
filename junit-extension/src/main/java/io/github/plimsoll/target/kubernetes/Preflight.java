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
import java.util.stream.Stream;

/** Asks the server beforehand which of the rights that an audit takes this user has. */
final class Preflight {

    private static final String API = "authorization.k8s.io/v1";
    private static final String ACCESS = "/apis/" + API + "/selfsubjectaccessreviews";
    private static final String RULES = "/apis/" + API + "/selfsubjectrulesreviews";

    /** No namespace can be called so, and rules that hold there hold in all. */
    private static final String NOWHERE = "-";

    private static final int IN_FLIGHT = 4;

    private final ClusterApi api;
    private final List<JsonNode> rules;

    /** One question brings the rules that grant most. */
    Preflight(ClusterApi api) {
        this.api = api;
        this.rules = rules(api);
    }

    /**
     * The rights that the server says are missing; one that it does not speak about may be there.
     *
     * <p>Authorizers need not tell all they would grant, so each right that no rule grants takes a question of its own.
     */
    Set<Right> missing(Collection<Right> rights) {
        List<Right> open = rights.stream()
                .filter(right -> rules.stream().noneMatch(rule -> grants(rule, right)))
                .toList();
        Set<Right> missing = ConcurrentHashMap.newKeySet();
        try (Crew crew = new Crew(IN_FLIGHT, Progress.silent())) {
            crew.work(() -> open.forEach(right -> crew.take(() -> {
                if (!isAllowed(right)) {
                    missing.add(right);
                }
            })));
        }
        return missing;
    }

    private static List<JsonNode> rules(ClusterApi api) {
        ObjectNode review = review("SelfSubjectRulesReview");
        review.putObject("spec").put("namespace", NOWHERE);
        List<JsonNode> rules = new ArrayList<>();
        try {
            api.post(RULES, review).path("status").path("resourceRules").forEach(rules::add);
        } catch (RequestFailed e) {
            // Then each right is asked about.
            return List.of();
        }
        return rules;
    }

    private static boolean grants(JsonNode rule, Right right) {
        return rule.path("resourceNames").isEmpty()
                && names(rule, "verbs", right.verb())
                && names(rule, "apiGroups", right.group())
                && resources(right).anyMatch(resource -> names(rule, "resources", resource));
    }

    /** The names by which a rule may mean what a right is about. */
    private static Stream<String> resources(Right right) {
        return right.subresource().isEmpty()
                ? Stream.of(right.target())
                : Stream.of(right.target(), "*/" + right.subresource());
    }

    private static boolean names(JsonNode rule, String list, String wanted) {
        for (JsonNode name : rule.path(list)) {
            if (name.asText().equals("*") || name.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode review(String kind) {
        return JsonNodeFactory.instance.objectNode().put("apiVersion", API).put("kind", kind);
    }

    private boolean isAllowed(Right right) {
        ObjectNode review = review("SelfSubjectAccessReview");
        review.putObject("spec")
                .putObject("resourceAttributes")
                .put("group", right.group())
                .put("resource", right.resource())
                .put("subresource", right.subresource())
                .put("verb", right.verb());
        try {
            JsonNode allowed = api.post(ACCESS, review).path("status").path("allowed");
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
