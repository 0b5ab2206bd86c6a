package io.github.plimsoll.fact.kubernetes.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.network.Endpoint.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The namespaces, pods and policies of a cluster, and who can reach whom by them. Safe for use by several threads. */
public final class Network {

    private final Map<String, Map<String, String>> namespaces = new HashMap<>();
    private final List<Pod> pods = new ArrayList<>();
    private final Map<String, List<Policy>> policies = new HashMap<>();
    /** Pods of one template have the same policies, and there may be many. */
    private final Map<Selected, List<Policy>> selecting = new ConcurrentHashMap<>();

    private Network() {}

    /**
     * @param list gives the raw list of a key of {@link KubernetesDocuments}
     * @throws Unreadable if a list could not be read, or a policy makes no sense
     */
    public static Network of(Function<String, JsonNode> list) {
        Network network = new Network();
        for (JsonNode namespace : list.apply(KubernetesDocuments.NAMESPACES).path("items")) {
            String name = namespace.path("metadata").path("name").asText("");
            Map<String, String> labels = Pods.labels(namespace);
            // The API server sees to this label; a file need not have it.
            labels.put("kubernetes.io/metadata.name", name);
            network.namespaces.put(name, labels);
        }
        for (JsonNode pod : list.apply(KubernetesDocuments.PODS).path("items")) {
            if (!Pods.isFinished(pod)) {
                network.pods.add(Pods.pod(pod));
            }
        }
        for (JsonNode item : list.apply(KubernetesDocuments.NETWORK_POLICIES).path("items")) {
            network.policies
                    .computeIfAbsent(item.path("metadata").path("namespace").asText(""), key -> new ArrayList<>())
                    .add(Policy.of(item));
        }
        return network;
    }

    /**
     * A pod as policies see it, or one that will be made of a template.
     *
     * @param pod with {@code metadata.labels} and {@code spec}
     */
    public static Pod endpoint(String namespace, String name, JsonNode pod) {
        return Pods.pod(namespace, name, Pods.labels(pod), pod.path("spec"), pod.path("status"));
    }

    public List<Pod> pods() {
        return java.util.Collections.unmodifiableList(pods);
    }

    public Optional<Pod> pod(String namespace, String name) {
        return pods.stream()
                .filter(pod -> pod.namespace().equals(namespace) && pod.name().equals(name))
                .findFirst();
    }

    /** Whether a connection can be made; a pod can always reach itself, and a node the pods that run on it. */
    public boolean canReach(Endpoint from, Endpoint to, Port port) {
        return from.equals(to)
                || isNodeOf(from, to)
                || isNodeOf(to, from)
                || (lets(Direction.EGRESS, from, to, port, to) && lets(Direction.INGRESS, to, from, port, to));
    }

    /** The pods that can reach an endpoint. */
    public List<Pod> whoCanReach(Endpoint to, Port port) {
        return pods.stream().filter(pod -> canReach(pod, to, port)).toList();
    }

    /** Whether any policy isolates the pod in that direction, so that only what is let through passes. */
    public boolean isIsolated(Pod pod, Direction direction) {
        return !policiesOf(pod, direction).isEmpty();
    }

    /** Whether a namespace isolates all pods that are put into it, whatever their labels, and does not let everything through to them all. */
    public boolean isolatesByDefault(String namespace, Direction direction) {
        List<Policy> ofAll = inNamespace(namespace).stream()
                .filter(policy -> policy.isolatesAll(direction))
                .toList();
        return !ofAll.isEmpty() && !letEverythingThrough(ofAll, direction);
    }

    /** The policies of a namespace, for example {@code networkpolicy/shop/web}. */
    public List<String> policiesIn(String namespace) {
        return inNamespace(namespace).stream().map(Policy::toString).toList();
    }

    /** Why everybody can come in on every port, for a person; empty if that is not so. */
    public Optional<String> openToEverybody(Pod pod) {
        if (pod.onHostNetwork()) {
            return Optional.of("it is on its node's network, where no policy reaches it");
        }
        List<Policy> isolating = policiesOf(pod, Direction.INGRESS);
        if (isolating.isEmpty()) {
            return Optional.of("no policy isolates it");
        }
        Optional<Policy> alone = isolating.stream()
                .filter(policy -> letEverythingThrough(List.of(policy), Direction.INGRESS))
                .findFirst();
        return alone.isPresent() || !letEverythingThrough(isolating, Direction.INGRESS)
                ? alone.map(policy -> policy + " lets everybody in")
                : Optional.of(isolating.stream().map(Policy::toString).collect(Collectors.joining(", "))
                        + " together let everybody in");
    }

    /** Whether everybody passes on every port, by one rule or by several that let halves through: of peers, or of ports. */
    private boolean letEverythingThrough(List<Policy> all, Direction direction) {
        List<PeerRule> rules =
                all.stream().flatMap(policy -> policy.rules(direction).stream()).toList();
        List<PeerRule> onEveryPort =
                rules.stream().filter(PeerRule::admitsEveryPort).toList();
        List<PeerRule> forEverybody =
                rules.stream().filter(rule -> rule.admitsEverybody(this)).toList();
        return admit(onEveryPort)
                || (!forEverybody.isEmpty() && PeerRule.together(forEverybody).admitsEveryPort());
    }

    private boolean admit(List<PeerRule> rules) {
        return !rules.isEmpty() && PeerRule.together(rules).admitsEverybody(this);
    }

    /** Whether everybody can come in, on one port at least. */
    public boolean isOpenOnSomePort(Pod pod) {
        List<Policy> isolating = policiesOf(pod, Direction.INGRESS);
        return isolating.isEmpty()
                || admit(isolating.stream()
                        .flatMap(policy -> policy.rules(Direction.INGRESS).stream())
                        .toList());
    }

    Map<String, String> labelsOf(String namespace) {
        return namespaces.getOrDefault(namespace, Map.of());
    }

    boolean allNamespaces(Predicate<Map<String, String>> labels) {
        return namespaces.values().stream().allMatch(labels);
    }

    private boolean lets(Direction direction, Endpoint side, Endpoint peer, Port port, Endpoint receiver) {
        if (!(side instanceof Pod pod)) {
            return true;
        }
        List<Policy> isolating = policiesOf(pod, direction);
        return isolating.isEmpty()
                || isolating.stream()
                        .flatMap(policy -> policy.rules(direction).stream())
                        .anyMatch(rule -> rule.admits(peer, port, receiver, this));
    }

    private List<Policy> policiesOf(Pod pod, Direction direction) {
        if (pod.onHostNetwork()) {
            return List.of();
        }
        return selecting.computeIfAbsent(
                new Selected(pod.namespace(), pod.labels(), direction),
                key -> inNamespace(pod.namespace()).stream()
                        .filter(policy -> policy.isolates(pod, direction))
                        .toList());
    }

    private List<Policy> inNamespace(String namespace) {
        return policies.getOrDefault(namespace, List.of());
    }

    /** Whether one is on the network of the node that the other runs on: no policy stands between a node and its pods. */
    private static boolean isNodeOf(Endpoint node, Endpoint endpoint) {
        return node instanceof Pod host
                && host.onHostNetwork()
                && !host.node().isEmpty()
                && endpoint instanceof Pod pod
                && pod.node().equals(host.node());
    }

    private record Selected(String namespace, Map<String, String> labels, Direction direction) {}
}
