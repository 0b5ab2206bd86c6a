package io.github.plimsoll.fact.kubernetes.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rules of a Role or ClusterRole as the rules that the API server gave it, aggregated ones among them. */
public final class RuleSet {

    private final RoleKey key;
    private final int index;
    private final List<Rule> rules;
    private final @Nullable Unreadable failure;

    private RuleSet(RoleKey key, int index, List<Rule> rules, @Nullable Unreadable failure) {
        this.key = key;
        this.index = index;
        this.rules = List.copyOf(rules);
        this.failure = failure;
    }

    static RuleSet of(RoleKey key, int index, JsonNode role) {
        JsonNode list = role.path("rules");
        try {
            if (role.has(KubernetesDocuments.UNREAD)) {
                throw new Unreadable(role.path(KubernetesDocuments.UNREAD).asText());
            }
            if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
                throw new Unreadable("rules of " + key + " is not a list");
            }
            List<Rule> rules = new ArrayList<>();
            for (JsonNode rule : list) {
                rules.add(Rule.of(rule, "rule " + rules.size() + " of " + key));
            }
            return new RuleSet(key, index, rules, null);
        } catch (Unreadable e) {
            return new RuleSet(key, index, List.of(), e);
        }
    }

    /** One that nobody could look at. */
    static RuleSet unreadable(RoleKey key, Unreadable failure) {
        return new RuleSet(key, -1, List.of(), failure);
    }

    public RoleKey key() {
        return key;
    }

    /** Its place in the list that it came from; negative if it is in none. */
    public int index() {
        return index;
    }

    /** @throws Unreadable if the role could not be read, or makes no sense */
    public List<Rule> rules() {
        if (failure != null) {
            throw failure;
        }
        return rules;
    }

    /**
     * The numbers of the rules that allow something.
     *
     * @throws Unreadable if the role could not be read, or makes no sense
     */
    public List<Integer> rulesThatAllow(Request request) {
        List<Rule> readable = rules();
        return IntStream.range(0, readable.size())
                .filter(i -> readable.get(i).allows(request))
                .boxed()
                .toList();
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
