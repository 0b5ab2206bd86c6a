package io.github.plimsoll.fact.kubernetes.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** What there is in a cluster for rights to be used on. */
final class Ground {

    /** The resources whose templates say what pods are, as a request names them, by their lists. */
    static final Map<String, String> TEMPLATES = Map.of(
            "deployments.apps", KubernetesDocuments.DEPLOYMENTS,
            "daemonsets.apps", KubernetesDocuments.DAEMON_SETS,
            "statefulsets.apps", KubernetesDocuments.STATEFUL_SETS,
            "replicasets.apps", KubernetesDocuments.REPLICA_SETS,
            "replicationcontrollers", KubernetesDocuments.REPLICATION_CONTROLLERS,
            "cronjobs.batch", KubernetesDocuments.CRON_JOBS);

    /** Where Amazon's clusters may be told who is who. */
    static final String CLOUD_MAP = "aws-auth";

    private static final Set<String> ENFORCED = Set.of("baseline", "restricted");
    private static final Set<String> FINISHED = Set.of("Succeeded", "Failed");

    /** For each namespace, whether it refuses pods that are as good as root on their node; empty if that is not known. */
    private final Map<String, Optional<Boolean>> namespaces = new LinkedHashMap<>();

    private final Map<String, Set<String>> accounts = new HashMap<>();
    private final Map<String, List<RunningPod>> pods = new LinkedHashMap<>();
    private final Map<String, Map<String, Set<String>>> templates = new HashMap<>();
    /** For each namespace the accounts of which it has tokens in Secrets, by the names of the Secrets. */
    private final Map<String, Map<String, String>> tokens = new HashMap<>();

    private final Map<String, Boolean> nodes = new LinkedHashMap<>();
    private final Set<String> mutatingWebhooks = new HashSet<>();
    private final Map<String, BootstrapToken> bootstrapTokens = new LinkedHashMap<>();
    private final NodeClaims claims;
    /** Whether there is what maps identities of AWS to users and groups; empty if that is not known. */
    private final Optional<Boolean> cloudMap;

    private final ServerSettings settings;
    private final PodGuards guards;

    /** @throws Unreadable if a list could not be read */
    Ground(Function<String, JsonNode> list, ServerSettings settings) {
        this.settings = settings;
        this.claims = NodeClaims.of(items(list, KubernetesDocuments.PERSISTENT_VOLUMES));
        this.cloudMap = cloudMap(list);
        items(list, KubernetesDocuments.NAMESPACES).forEach(namespace -> addNamespace(namespace, settings.standards()));
        items(list, KubernetesDocuments.SERVICE_ACCOUNTS)
                .forEach(account -> accounts.computeIfAbsent(namespace(account), key -> new LinkedHashSet<>())
                        .add(name(account)));
        items(list, KubernetesDocuments.PODS).forEach(this::addPod);
        TEMPLATES.forEach((resource, key) -> items(list, key)
                .forEach(object -> templates
                        .computeIfAbsent(resource, kind -> new HashMap<>())
                        .computeIfAbsent(namespace(object), where -> new HashSet<>())
                        .add(name(object))));
        items(list, KubernetesDocuments.SECRETS).forEach(this::addSecret);
        items(list, KubernetesDocuments.NODES)
                .forEach(node -> nodes.put(
                        name(node), node.path("metadata").path("labels").has("node-role.kubernetes.io/control-plane")));
        items(list, KubernetesDocuments.MUTATING_WEBHOOKS).forEach(webhook -> mutatingWebhooks.add(name(webhook)));
        this.guards = PodGuards.of(list);
    }

    Set<String> namespaces() {
        return namespaces.keySet();
    }

    Set<String> accounts(String namespace) {
        return accounts.getOrDefault(namespace, Set.of());
    }

    List<RunningPod> pods(String namespace) {
        return pods.getOrDefault(namespace, List.of());
    }

    List<RunningPod> pods() {
        return pods.values().stream().flatMap(List::stream).toList();
    }

    /** Whether there is such an object; of any name if none is given. */
    boolean hasTemplate(String resource, String namespace, List<String> names) {
        Set<String> known = templates.getOrDefault(resource, Map.of()).getOrDefault(namespace, Set.of());
        return names.isEmpty() ? !known.isEmpty() : names.stream().anyMatch(known::contains);
    }

    /** The accounts whose tokens stand in Secrets of a namespace, by the names of the Secrets. */
    Map<String, String> tokens(String namespace) {
        return tokens.getOrDefault(namespace, Map.of());
    }

    /** The nodes, and whether each is of the control plane. */
    Map<String, Boolean> nodes() {
        return nodes;
    }

    boolean hasMutatingWebhook(List<String> names) {
        return names.isEmpty() ? !mutatingWebhooks.isEmpty() : names.stream().anyMatch(mutatingWebhooks::contains);
    }

    /** Whether there is such a token; of any name if none is given. */
    boolean hasBootstrapToken(List<String> names) {
        return names.isEmpty() ? !bootstrapTokens.isEmpty() : names.stream().anyMatch(bootstrapTokens::containsKey);
    }

    Optional<BootstrapToken> bootstrapToken(String name) {
        return Optional.ofNullable(bootstrapTokens.get(name));
    }

    Collection<BootstrapToken> bootstrapTokens() {
        return bootstrapTokens.values();
    }

    /** Where whoever mounts what was claimed in a namespace gets to. */
    List<Place> nodesBehindClaims(String namespace) {
        return places(claims.nodesBehind(namespace));
    }

    /** Where whoever claims what is free gets to. */
    List<Place> nodesBehindFreeVolumes() {
        return places(claims.nodesBehindFree());
    }

    /** A node is named by its label there, which may be another than its name. */
    private List<Place> places(Optional<Set<String>> names) {
        return names.isEmpty() || !nodes.keySet().containsAll(names.get())
                ? List.of(Terrain.NODES)
                : names.get().stream().map(Place::node).toList();
    }

    Optional<Boolean> cloudMap() {
        return cloudMap;
    }

    ServerSettings settings() {
        return settings;
    }

    /** Why a namespace may refuse pods that have power over their node, empty if it takes them; no answer if it refuses them. */
    Optional<String> doubtOfPods(String namespace) {
        return doubt(namespace, guards.ofPods(), "pods");
    }

    /** The same of containers that are put into pods to debug them. */
    Optional<String> doubtOfDebugging(String namespace) {
        return doubt(namespace, guards.ofDebugging(), "containers");
    }

    private Optional<String> doubt(String namespace, String guard, String what) {
        Optional<Boolean> refuses = namespaces.getOrDefault(namespace, Optional.of(false));
        if (refuses.orElse(false)) {
            return Optional.empty();
        }
        String who = refuses.isEmpty() ? "Pod Security admission, whose settings are not known," : guard;
        return Optional.of(who.isEmpty() ? "" : who + " may refuse " + what + " that have power over their node");
    }

    private static Optional<Boolean> cloudMap(Function<String, JsonNode> list) {
        try {
            for (JsonNode map : items(list, KubernetesDocuments.CONFIG_MAPS)) {
                if (namespace(map).equals(Terrain.SYSTEM) && name(map).equals(CLOUD_MAP)) {
                    return Optional.of(true);
                }
            }
            return Optional.of(false);
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }

    private void addNamespace(JsonNode namespace, BinaryOperator<String> standards) {
        String label = namespace
                .path("metadata")
                .path("labels")
                .path("pod-security.kubernetes.io/enforce")
                .asText("");
        try {
            namespaces.put(name(namespace), Optional.of(ENFORCED.contains(standards.apply(name(namespace), label))));
        } catch (Unreadable e) {
            namespaces.put(name(namespace), Optional.empty());
        }
    }

    private void addPod(JsonNode pod) {
        if (!FINISHED.contains(pod.path("status").path("phase").asText(""))) {
            pods.computeIfAbsent(namespace(pod), key -> new ArrayList<>())
                    .add(RunningPod.of(pod, claim -> claims.path(namespace(pod), claim)));
        }
    }

    private void addSecret(JsonNode secret) {
        if (secret.path("type").asText("").equals("bootstrap.kubernetes.io/token")
                && namespace(secret).equals(Terrain.SYSTEM)
                && name(secret).startsWith(BootstrapToken.PREFIX)) {
            bootstrapTokens.put(name(secret), BootstrapToken.of(secret));
        }
        String account = secret.path("metadata")
                .path("annotations")
                .path("kubernetes.io/service-account.name")
                .asText("");
        if (!account.isEmpty()) {
            tokens.computeIfAbsent(namespace(secret), key -> new LinkedHashMap<>())
                    .put(name(secret), account);
        }
    }

    private static JsonNode items(Function<String, JsonNode> list, String key) {
        return list.apply(key).path("items");
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText("");
    }

    private static String namespace(JsonNode object) {
        return object.path("metadata").path("namespace").asText("");
    }
}
