package io.github.plimsoll.fact.kubernetes.escalation;

import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import io.github.plimsoll.fact.kubernetes.rbac.BuiltIns;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Right;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be taken away by one change: what a binding gives to one of those whom it names, or to all of them.
 *
 * @param holder none if the whole binding is meant
 */
public record Given(Binding binding, Optional<Principal> holder) {

    /**
     * Those without which somebody lacks what a way takes, the narrowest first; none if it comes by several. What Kubernetes gives to its
     * own parts is nothing to take away.
     */
    public static List<Given> behind(Need need) {
        Right right = need.use().right();
        if (BuiltIns.shipped().bind(right.principal(), right.binding())) {
            return List.of();
        }
        Given own = new Given(right.binding(), Optional.of(right.principal()));
        Stream<Given> all = right.binding().principals().size() < 2
                ? Stream.of(own)
                : Stream.of(own, new Given(right.binding(), Optional.empty()));
        return all.filter(grant -> need.alternatives().stream().allMatch(grant::gives))
                .toList();
    }

    boolean gives(Use use) {
        return use.right().binding().equals(binding)
                && holder.map(use.right().principal()::equals).orElse(true);
    }

    /** By what tells bindings apart: one may name thousands. */
    @Override
    public int hashCode() {
        return Objects.hash(binding.namespace(), binding.name(), holder);
    }

    /** For a person: {@code clusterrole/edit that clusterrolebinding/deployers gives to user/alice}. */
    @Override
    public String toString() {
        return binding.role() + " that " + binding + " gives to "
                + holder.map(Principal::toString)
                        .orElseGet(() -> "all " + binding.principals().size() + " whom it names");
    }
}
