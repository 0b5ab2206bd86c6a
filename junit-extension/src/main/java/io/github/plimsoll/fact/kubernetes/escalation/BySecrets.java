package io.github.plimsoll.fact.kubernetes.escalation;

import static io.github.plimsoll.fact.kubernetes.escalation.Place.passage;

import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ways by Secrets that are tokens: those that are there, those that Kubernetes fills, and those that let in whom they say. */
final class BySecrets {

    /** A patch that changes nothing and the mere trial of a deletion are answered with the whole Secret, or with all of them. */
    private static final List<String> READ = List.of(
            "get secrets",
            "list secrets",
            "watch secrets",
            "patch secrets",
            "delete secrets",
            "deletecollection secrets");

    private static final String[] CHANGE = {"update secrets", "patch secrets"};

    private final Climber climber;
    private final Ground ground;
    private final Held held;

    BySecrets(Climber climber) {
        this.climber = climber;
        this.ground = climber.ground();
        this.held = climber.held();
    }

    void through(Binding binding) {
        climber.each(binding, READ, (use, names) -> {
            read(binding, use, names);
            fill(binding, use);
            refill(binding, use, names);
        });
        if (binding.isOfCluster() || binding.namespace().equals(Terrain.SYSTEM)) {
            makeBootstrapTokens(binding);
        }
    }

    private void read(Binding binding, Use use, List<String> names) {
        if (names.isEmpty()) {
            climber.add(passage(Terrain.SECRETS, binding.namespace()), use);
        }
        for (String namespace : names.isEmpty() ? Set.<String>of() : climber.namespaces(binding)) {
            ground.tokens(namespace).forEach((secret, account) -> {
                if (names.contains(secret)) {
                    climber.add(Place.holder(Principal.serviceAccount(namespace, account)), use);
                }
            });
            if (namespace.equals(Terrain.SYSTEM)) {
                names.stream()
                        .flatMap(name -> ground.bootstrapToken(name).stream())
                        .forEach(token -> climber.add(token.place(), use));
            }
        }
    }

    /** A Secret made for an account is filled with its token by Kubernetes itself. */
    private void fill(Binding binding, Use read) {
        for (String namespace : held.scopesWith(binding)) {
            held.need(namespace, "create secrets")
                    .ifPresent(create -> climber.add(passage(Terrain.ACCOUNTS, namespace), create, Need.of(read)));
        }
    }

    /** One that is there already is filled anew when it is emptied and given to another account. */
    private void refill(Binding binding, Use read, List<String> names) {
        for (String namespace : climber.namespaces(binding)) {
            ground.tokens(namespace).keySet().stream()
                    .filter(secret -> names.isEmpty() || names.contains(secret))
                    .map(secret -> held.needNamed(namespace, secret, CHANGE))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(change -> climber.add(passage(Terrain.ACCOUNTS, namespace), change, Need.of(read)));
        }
    }

    /** A Secret of that type in that namespace logs in whomever it says, one that is there as well. */
    private void makeBootstrapTokens(Binding binding) {
        climber.uses(binding, "create secrets").ifPresent(use -> climber.add(Terrain.BOOTSTRAP_TOKENS, use));
        climber.each(binding, List.of(CHANGE), (use, names) -> {
            if (ground.hasBootstrapToken(names)) {
                climber.add(Terrain.BOOTSTRAP_TOKENS, use);
            }
        });
    }
}
