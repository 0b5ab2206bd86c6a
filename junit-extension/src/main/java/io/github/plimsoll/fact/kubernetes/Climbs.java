package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.component.Admission;
import io.github.plimsoll.fact.kubernetes.component.ApiServer;
import io.github.plimsoll.fact.kubernetes.escalation.Escalation;
import io.github.plimsoll.fact.kubernetes.escalation.Place;
import io.github.plimsoll.fact.kubernetes.escalation.ServerSettings;
import io.github.plimsoll.fact.kubernetes.rbac.BuiltIns;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Where rights lead to, and who holds them. */
final class Climbs {

    private final AccessRights rights;
    private final Escalation escalation;
    private final List<Principal> climbers;
    private final String bestCutToCluster;
    private final String bestCutToNode;

    private Climbs(Reading snapshot) {
        this.rights = AccessRights.of(snapshot);
        // Whoever is spared by Pod Security admission gets there, whether the site has decided to spare them or not.
        this.escalation = new Escalation(
                rights.rbac(),
                key -> snapshot.document(key).raw(),
                new ServerSettings(
                        Admission.standards(snapshot, List.of()),
                        ofAnyServer(snapshot, ApiServer::takesBootstrapTokens),
                        ofAnyServer(snapshot, server -> server.authorizers().contains("Node")),
                        ofAnyServer(snapshot, server -> server.obeysMutatingPolicies(ClusterVersion.minor(snapshot))),
                        ofAnyServer(snapshot, server -> server.limitsImpersonation(ClusterVersion.minor(snapshot)))));
        this.climbers = escalation.principals().stream()
                .filter(principal -> !escalation.isAdministrator(principal))
                .filter(this::hasMoreThanBuiltIns)
                .toList();
        this.bestCutToCluster = bestCut(Place.CLUSTER);
        this.bestCutToNode = bestCut(Place.ANY_NODE);
    }

    /** Empty where it is not known; ways that hang on it are in doubt then. */
    private static Optional<Boolean> ofAnyServer(Reading snapshot, Predicate<ApiServer> setting) {
        try {
            return Optional.of(ApiServer.locate(snapshot.unrecorded()).stream()
                    .map(server -> setting.test(server.opener().open(snapshot)))
                    .toList()
                    .contains(true));
        } catch (Absent | Unreadable e) {
            return Optional.empty();
        }
    }

    private String bestCut(Place goal) {
        return escalation
                .bestCut(climbers, goal)
                .map(cut -> "to take away " + cut.given() + " stops " + cut.chains() + " of the " + cut.of()
                        + " who get there")
                .orElse("no single grant stops anybody");
    }

    /** @throws io.github.plimsoll.fact.Unreadable if anything that matters could not be read */
    static Climbs of(Reading snapshot) {
        return snapshot.derived(Climbs.class, Climbs::new);
    }

    AccessRights rights() {
        return rights;
    }

    Escalation escalation() {
        return escalation;
    }

    /** Those who hold more than Kubernetes itself gives, and are no administrators. */
    List<Principal> climbers() {
        return climbers;
    }

    /** The grant without which fewest holders get to the whole cluster, for a person. */
    String bestCutToCluster() {
        return bestCutToCluster;
    }

    /** The grant without which fewest holders get to be root on a node, for a person. */
    String bestCutToNode() {
        return bestCutToNode;
    }

    List<Found<Holder>> holders() {
        return escalation.principals().stream()
                .map(principal -> new Found<>(
                        principal.toString(),
                        reading -> new Holder(
                                reading.document(KubernetesDocuments.CLUSTER_ROLE_BINDINGS)
                                        .named(principal.toString()),
                                this,
                                principal)))
                .toList();
    }

    private boolean hasMoreThanBuiltIns(Principal principal) {
        return rights.rbac().bindingsNaming(principal).stream()
                .anyMatch(binding -> !BuiltIns.shipped().bind(principal, binding));
    }
}
