package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.network.Direction;
import io.github.plimsoll.fact.kubernetes.network.OpenRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Policies of other kinds than NetworkPolicies, which may deny what these let through and let through what these deny. Which pods they choose
 * is not followed: it is known of each whether it is in a namespace, or for all of them, and whether it opens a way to everybody.
 */
final class OtherPolicies {

    static final Set<String> KINDS = Set.of(
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

    /** Those that come into play only where no NetworkPolicy chooses a pod, or only narrow what others let out. */
    private static final Set<String> NARROWING = Set.of(
            "baselineadminnetworkpolicies.policy.networking.k8s.io",
            "egressfirewalls.k8s.ovn.org",
            "egressnetworkpolicies.network.openshift.io");

    /** Of each kind that the cluster knows its policies, or why they are not known. */
    private final Map<String, List<Reading>> known = new LinkedHashMap<>();

    private final Map<String, String> unread = new LinkedHashMap<>();

    /** What was found out already, since each workload of a namespace asks the same. */
    private final Map<String, Optional<String>> openings = new ConcurrentHashMap<>();

    private OtherPolicies(Reading snapshot) {
        for (JsonNode definition : snapshot.document(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS)
                .raw()
                .path("items")) {
            String kind = definition.path("metadata").path("name").asText("");
            if (KINDS.contains(kind)) {
                read(snapshot, kind, CustomResources.list(definition).orElse(""));
            }
        }
    }

    /** @throws Unreadable if it is not known which kinds there are */
    static OtherPolicies of(Reading snapshot) {
        return snapshot.derived(OtherPolicies.class, OtherPolicies::new);
    }

    private void read(Reading snapshot, String kind, String list) {
        if (list.isEmpty()) {
            unread.put(kind, "they are not collected");
            return;
        }
        try {
            known.put(kind, Objects.of(snapshot, list, kind.substring(0, kind.indexOf('.'))));
        } catch (Unreadable e) {
            unread.put(kind, e.reason());
        }
    }

    /** The kinds of which there is, or may be, a policy in a namespace or for all of them. */
    List<String> kindsIn(String namespace) {
        List<String> kinds = new ArrayList<>(unread.keySet());
        known.forEach((kind, policies) -> {
            if (policies.stream().anyMatch(policy -> isFor(policy, namespace))) {
                kinds.add(kind);
            }
        });
        return kinds;
    }

    /**
     * Why everybody may be let through in a direction, whatever NetworkPolicies deny; none if no policy there does that.
     *
     * @param onEveryPort whether rules for some ports do not count
     */
    Optional<String> opening(String namespace, Direction direction, boolean onEveryPort) {
        return openings.computeIfAbsent(
                namespace + " " + direction + " " + onEveryPort,
                key -> findOpening(namespace, direction, onEveryPort ? OpenRules::onEveryPort : OpenRules::onSomePort));
    }

    private Optional<String> findOpening(String namespace, Direction direction, Predicate<OpenRules> rules) {
        for (Map.Entry<String, String> kind : unread.entrySet()) {
            if (!NARROWING.contains(kind.getKey())) {
                return Optional.of("the cluster knows " + kind.getKey() + ", and what they let through is not known: "
                        + kind.getValue());
            }
        }
        return known.entrySet().stream()
                .filter(kind -> !NARROWING.contains(kind.getKey()))
                .flatMap(kind -> kind.getValue().stream())
                .filter(policy -> isFor(policy, namespace) && rules.test(OpenRules.of(policy.raw(), direction)))
                .findFirst()
                .map(policy -> policy.subject() + " lets everybody through (" + direction
                        + "), whatever NetworkPolicies deny, and for which pods is not read");
    }

    /** The same for an address outside, which a policy may let pods turn to by itself. */
    Optional<String> openingTo(String namespace, String address) {
        Optional<String> everybody = opening(namespace, Direction.EGRESS, false);
        return everybody.isPresent()
                ? everybody
                : known.values().stream()
                        .flatMap(List::stream)
                        .filter(policy -> isFor(policy, namespace)
                                && OpenRules.of(policy.raw(), Direction.EGRESS).name(address))
                        .findFirst()
                        .map(policy ->
                                policy.subject() + " lets pods turn to " + address + ", and which pods is not read");
    }

    private static boolean isFor(Reading policy, String namespace) {
        String place = policy.raw().path("metadata").path("namespace").asText("");
        return place.isEmpty() || place.equals(namespace);
    }
}
