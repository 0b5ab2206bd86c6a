package io.github.plimsoll.fact.kubernetes.escalation;

import static io.github.plimsoll.fact.kubernetes.escalation.Place.passage;

import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Ways by acting as somebody else: by the tokens of service accounts, and under the names of others. */
final class ByNames {

    private static final String ACT_AS_ACCOUNTS = "impersonate serviceaccounts";
    private static final String MAKE_TOKENS = "create serviceaccounts/token";

    /** Nobody is in a group only: whoever wants to be a member has to act as somebody. */
    static final String[] BECOME = {"impersonate users", ACT_AS_ACCOUNTS};

    private final Climber climber;
    private final Ground ground;
    private final Held held;

    ByNames(Climber climber) {
        this.climber = climber;
        this.ground = climber.ground();
        this.held = climber.held();
    }

    void through(Binding binding) {
        makeTokens(binding);
        actAsAccounts(binding);
        makeAccounts(binding);
        if (binding.isOfCluster()) {
            actAsOthers(binding);
        }
        if (binding.isOfCluster() || binding.namespace().equals(Terrain.SYSTEM)) {
            mapCloudIdentities(binding);
        }
    }

    private void makeTokens(Binding binding) {
        climber.each(binding, List.of(MAKE_TOKENS), (use, names) -> {
            if (names.isEmpty()) {
                climber.add(passage(Terrain.ACCOUNTS, binding.namespace()), use);
            }
            for (String namespace : names.isEmpty() ? Set.<String>of() : climber.namespaces(binding)) {
                names.stream()
                        .filter(ground.accounts(namespace)::contains)
                        .forEach(name -> climber.add(account(namespace, name), use));
            }
        });
    }

    /** Under the name of an account, whether there is one or not. */
    private void actAsAccounts(Binding binding) {
        climber.each(binding, List.of(ACT_AS_ACCOUNTS), (use, names) -> {
            if (names.isEmpty()) {
                climber.add(passage(Terrain.NAMES, binding.namespace()), use);
            }
            for (String namespace : names.isEmpty() ? Set.<String>of() : climber.namespaces(binding)) {
                names.stream()
                        .filter(name -> ground.accounts(namespace).contains(name)
                                || climber.isBound(Principal.serviceAccount(namespace, name)))
                        .forEach(name -> climber.add(account(namespace, name), use));
            }
        });
    }

    /** An account that a binding names already has its rights as soon as somebody makes it. */
    private void makeAccounts(Binding binding) {
        climber.uses(binding, "create serviceaccounts").ifPresent(use -> {
            String[] act =
                    Stream.concat(ByPods.MAKE.stream(), Stream.of(MAKE_TOKENS)).toArray(String[]::new);
            for (String namespace : held.scopesWith(binding)) {
                held.needUnnamed(namespace, act)
                        .ifPresent(need -> climber.add(passage(Terrain.NAMES, namespace), Need.of(use), need));
            }
        });
    }

    private void actAsOthers(Binding binding) {
        climber.each(binding, List.of("impersonate users"), (use, names) -> {
            if (names.isEmpty()) {
                climber.add(Terrain.USERS, use);
            }
            // Who wants to be a service account is asked for that, by whatever name.
            names.stream()
                    .map(Principal::user)
                    .filter(user -> !user.isServiceAccount())
                    .forEach(user -> climber.add(Place.holder(user), use));
        });
        climber.each(
                binding,
                List.of("impersonate groups"),
                (use, names) -> held.needAnywhere(BECOME).ifPresent(somebody -> {
                    if (names.isEmpty()) {
                        climber.add(Terrain.GROUPS, Need.of(use), somebody);
                    }
                    names.forEach(name -> climber.add(Place.holder(Principal.group(name)), Need.of(use), somebody));
                }));
    }

    /** Who is a member of the masters may stand there; newer clusters of Amazon can be told not to look. */
    private void mapCloudIdentities(Binding binding) {
        if (ground.cloudMap().orElse(true)) {
            climber.each(binding, List.of("update configmaps", "patch configmaps"), (use, names) -> {
                if (names.isEmpty() || names.contains(Ground.CLOUD_MAP)) {
                    climber.add(
                            Place.CLUSTER,
                            ground.cloudMap().isEmpty()
                                    ? "whether there is a ConfigMap " + Ground.CLOUD_MAP + " is not known"
                                    : "whether the cluster still goes by its ConfigMap " + Ground.CLOUD_MAP
                                            + " is for Amazon to tell",
                            Need.of(use));
                }
            });
        }
    }

    private static Place account(String namespace, String name) {
        return Place.holder(Principal.serviceAccount(namespace, name));
    }
}
