package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.network.Direction;
import io.github.plimsoll.fact.kubernetes.network.Endpoint;
import io.github.plimsoll.fact.kubernetes.network.Network;
import io.github.plimsoll.fact.kubernetes.network.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What NetworkPolicies say of namespaces and workloads.
 *
 * <p>Some plugins have policies of other kinds. Where there are such, nobody is said to be open for want of a NetworkPolicy; and nobody to be
 * closed by one, where another policy opens a way to everybody.
 */
final class Policies {

    private final OtherPolicies others;
    private final Network network;
    private final Map<String, List<Workloads.Form>> workloads = new HashMap<>();

    private Policies(Reading snapshot) {
        this.others = OtherPolicies.of(snapshot);
        this.network = Network.of(key -> snapshot.document(key).raw());
        for (Workloads.Form form : Workloads.of(snapshot).complete()) {
            workloads
                    .computeIfAbsent(namespaceOf(form), namespace -> new ArrayList<>())
                    .add(form);
        }
    }

    /** @throws Unreadable if not every policy and every workload is known */
    static Policies of(Reading snapshot) {
        return snapshot.derived(Policies.class, Policies::new);
    }

    List<String> in(String namespace, Reading reader) {
        List<String> policies = network.policiesIn(namespace);
        note(reader, "policies", policies.isEmpty() ? "none" : String.join(", ", policies));
        return policies.isEmpty() ? orOtherKinds(policies, namespace) : policies;
    }

    boolean deniesByDefault(String namespace, Direction direction, Reading reader) {
        boolean denies = network.isolatesByDefault(namespace, direction);
        note(reader, direction + " of all pods isolated", String.valueOf(denies));
        return denies ? unlessOpened(true, namespace, direction) : orOtherKinds(false, namespace);
    }

    List<String> notIsolated(String namespace, Reading reader) {
        List<String> open = workloads.getOrDefault(namespace, List.of()).stream()
                .filter(form -> {
                    Endpoint.Pod pod = endpoint(form);
                    return !pod.onHostNetwork() && !network.isIsolated(pod, Direction.INGRESS);
                })
                .map(Workloads.Form::name)
                .toList();
        note(reader, "workloads that no policy isolates", open.isEmpty() ? "none" : String.join(", ", open));
        return open.isEmpty() ? open : orOtherKinds(open, namespace);
    }

    String openToEverybody(Workloads.Form form, Reading reader) {
        String why = network.openToEverybody(endpoint(form)).orElse("");
        note(reader, "open to everybody", why.isEmpty() ? "no" : why);
        return why.isEmpty()
                ? unlessOpened(why, namespaceOf(form), Direction.INGRESS)
                : orOtherKinds(why, namespaceOf(form));
    }

    /** Whether everybody inside and outside is let in, on one port at least, as far as NetworkPolicies go. */
    boolean admitsEverybody(Workloads.Form form) {
        return network.isOpenOnSomePort(endpoint(form));
    }

    /** Whether it may connect to whomever it likes, as far as NetworkPolicies go. */
    boolean mayTurnToAnybody(Workloads.Form form) {
        return !network.isIsolated(endpoint(form), Direction.EGRESS);
    }

    /** What may deny, in the namespace of a workload, what NetworkPolicies let through; empty if nothing. */
    String mayBeDenied(Workloads.Form form) {
        return others.kindsIn(namespaceOf(form)).stream()
                .findFirst()
                .map(kind -> "the cluster knows " + kind + ", and whether one of them denies it is not read")
                .orElse("");
    }

    /** What may let everybody through to a workload, or from it, though NetworkPolicies do not; none if nothing. */
    Optional<String> mayBeOpened(Workloads.Form form, Direction direction) {
        return others.opening(namespaceOf(form), direction, false);
    }

    List<String> reachable(Workloads.Form form, List<String> addresses, int port, Reading reader) {
        List<String> reachable = addresses.stream()
                .filter(address -> network.canReach(endpoint(form), new Endpoint.Outside(address), Port.tcp(port)))
                .toList();
        note(reader, "reachable of " + addresses, reachable.toString());
        if (reachable.isEmpty()) {
            addresses.forEach(
                    address -> others.openingTo(namespaceOf(form), address).ifPresent(Policies::refuse));
            return reachable;
        }
        return orOtherKinds(reachable, namespaceOf(form));
    }

    private <T> T unlessOpened(T closed, String namespace, Direction direction) {
        others.opening(namespace, direction, true).ifPresent(Policies::refuse);
        return closed;
    }

    private static void refuse(String why) {
        throw new Unreadable(why);
    }

    private <T> T orOtherKinds(T open, String namespace) {
        others.kindsIn(namespace).stream().findFirst().ifPresent(kind -> {
            throw new Unreadable("no NetworkPolicy denies it, but the cluster knows " + kind
                    + ", and whether one of them does is not read");
        });
        return open;
    }

    private static Endpoint.Pod endpoint(Workloads.Form form) {
        return Network.endpoint(namespaceOf(form), form.name(), form.pod().raw());
    }

    private static String namespaceOf(Workloads.Form form) {
        return form.object().raw().path("metadata").path("namespace").asText("");
    }

    private static void note(Reading reader, String what, String value) {
        reader.recordDerived("NetworkPolicies: " + what, value);
    }
}
