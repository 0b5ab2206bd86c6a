package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.rbac.BuiltIns;
import io.github.plimsoll.fact.kubernetes.rbac.Rule;
import io.github.plimsoll.fact.kubernetes.rbac.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A Role or ClusterRole, with the rules that were aggregated into it. */
public final class Role extends KubernetesObject {

    private final AccessRights rights;
    private final RuleSet role;

    Role(Reading place, AccessRights rights, RuleSet role) {
        super(place);
        this.rights = rights;
        this.role = role;
    }

    /** Whether any binding gives it to anybody; one that none gives grants nothing. */
    public boolean isBound() {
        List<String> bindings = rights.rbac().bindingsOf(role.key()).stream()
                .filter(binding -> !binding.principals().isEmpty())
                .map(Object::toString)
                .toList();
        if (bindings.isEmpty()) {
            rights.requireBindings();
        }
        reading().recordDerived("bound by", bindings.isEmpty() ? "no binding" : String.join(", ", bindings));
        return !bindings.isEmpty();
    }

    /** The wildcards in its rules, for example {@code rules[0]: verbs *}. */
    public List<String> wildcards() {
        return wildcards(rule -> true);
    }

    /** The wildcards in its rules that it does not have from the beginning of every cluster. */
    public List<String> wildcardsBeyondBuiltIn() {
        return wildcards(rule -> !BuiltIns.shipped().cover(role.key(), rule));
    }

    private List<String> wildcards(Predicate<Rule> which) {
        List<String> wildcards = new ArrayList<>();
        List<Rule> rules = role.rules();
        for (int i = 0; i < rules.size(); i++) {
            String place = "rules[" + i + "]";
            if (which.test(rules.get(i))) {
                rules.get(i).wildcards().forEach(wildcard -> wildcards.add(place + ": " + wildcard));
            }
            read(place + ".verbs").asTexts();
            read(place + ".resources").asTexts();
        }
        return wildcards;
    }
}
