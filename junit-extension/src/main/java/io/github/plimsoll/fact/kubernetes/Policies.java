package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Set;

/**
 * What NetworkPolicies say of namespaces and workloads.
 *
 * <p>Some plugins have policies of other kinds, which could deny what these let through. Where such kinds are installed, nobody is
 * said to be open for want of a NetworkPolicy.
 */
final class Policies {

    private static final Set<String> OTHER_KINDS = Set.of(
            "ciliumnetworkpolicies.cilium.io",
            "ciliumclusterwidenetworkpolicies.cilium.io",
            "networkpolicies.crd.projectcalico.org",
            "globalnetworkpolicies.crd.projectcalico.org",
            "networkpolicies.projectcalico.org",
            "globalnetworkpolicies.projectcalico.org",
            "networkpolicies.crd.antrea.io",
            "clusternetworkpolicies.crd.antrea.io",
            "adminnetworkpolicies.policy.networking.k8s.io",
            "baselineadminnetworkpolicies.policy.networking.k8s.io",
            "clusternetworkpolicies.policy.networking.k8s.io",
            "egressfirewalls.k8s.ovn.org",
            "egressnetworkpolicies.network.openshift.io",
            "applicationnetworkpolicies.networking.k8s.aws",
            "clusternetworkpolicies.networking.k8s.aws");

    private final Reading snapshot;
    private final Network network;
    private final Map<String, List<Workloads.Form>> workloads = new HashMap<>();

    private Policies(Reading snapshot) {
        this.snapshot = snapshot;
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
        return denies || orOtherKinds(false, namespace);
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
        return why.isEmpty() ? why : orOtherKinds(why, namespaceOf(form));
    }

    /** Whether everybody inside and outside is let in, on one port at least, as far as NetworkPolicies go. */
    boolean admitsEverybody(Workloads.Form form) {
        return network.isOpenOnSomePort(endpoint(form));
    }

    /** Whether it may connect to whomever it likes, as far as NetworkPolicies go. */
    boolean mayTurnToAnybody(Workloads.Form form) {
        return !network.isIsolated(endpoint(form), Direction.EGRESS);
    }

    /** The kinds of policies besides NetworkPolicies, of which there may be one that denies what these let through in a namespace. */
    List<String> otherKinds(String namespace) {
        List<String> kinds = new ArrayList<>();
        for (JsonNode definition : snapshot.document(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS)
                .raw()
                .path("items")) {
            String kind = definition.path("metadata").path("name").asText("");
            if (OTHER_KINDS.contains(kind) && mayBeIn(namespace, definition)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** Whether there is one in the namespace, or for all of them; that much is known only of kinds that are listed. */
    private boolean mayBeIn(String namespace, JsonNode definition) {
        String list = CustomResources.list(definition).orElse("");
        if (list.isEmpty() || !snapshot.document(list).isReadable()) {
            return true;
        }
        return Objects.of(snapshot, list, "policy").stream()
                .map(policy -> policy.raw().path("metadata").path("namespace").asText(""))
                .anyMatch(place -> place.isEmpty() || place.equals(namespace));
    }

    List<String> reachable(Workloads.Form form, List<String> addresses, int port, Reading reader) {
        List<String> reachable = addresses.stream()
                .filter(address -> network.canReach(endpoint(form), new Endpoint.Outside(address), Port.tcp(port)))
                .toList();
        note(reader, "reachable of " + addresses, reachable.toString());
        return reachable.isEmpty() ? reachable : orOtherKinds(reachable, namespaceOf(form));
    }

    private <T> T orOtherKinds(T open, String namespace) {
        otherKinds(namespace).stream().findFirst().ifPresent(kind -> {
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
