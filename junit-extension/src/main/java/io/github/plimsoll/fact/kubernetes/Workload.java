package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.Value;
import io.github.plimsoll.fact.kubernetes.escalation.PowerOverNode;
import io.github.plimsoll.fact.kubernetes.escalation.TokenVolumes;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pods of one form: the template of a Deployment or another owner, whether pods run of it or not, or a pod that stands for itself.
 *
 * <p>Pods that are not as their owner's template says are a workload of their own, {@code deployment/shop/web › pods}.
 */
public final class Workload extends Subject {

    private static final Set<String> REPLICATED =
            Set.of("deployment", "statefulset", "replicaset", "replicationcontroller");

    private final Workloads.Form form;
    private final Reading pod;

    Workload(Reading object, Workloads.Form form) {
        super(object);
        this.form = form;
        this.pod = object.at(form.pod());
    }

    /** How many pods there are of this form, or the phase of a pod that stands for itself. */
    @Override
    public String state() {
        return form.state();
    }

    public String namespace() {
        return read("metadata.namespace").requiredText();
    }

    /**
     * Whether it is one of those with these names, in which {@code *} stands for anything. A pod that stands for itself is one only
     * if a node runs it from a file of its own, for anybody can give a pod a name.
     */
    public boolean isOneOf(Collection<String> names) {
        return form.isOneOf(names, reading());
    }

    /** Whether processes of the node are seen, and can be signalled, from inside. */
    public boolean sharesHostPids() {
        return pod("spec.hostPID").asBoolean(false);
    }

    /** Whether shared memory and semaphores of the node are reached from inside. */
    public boolean sharesHostIpc() {
        return pod("spec.hostIPC").asBoolean(false);
    }

    /** Whether the network of the node, its loopback included, is the pod's own. */
    public boolean sharesHostNetwork() {
        return pod("spec.hostNetwork").asBoolean(false);
    }

    /** The service account that its pods act as. */
    public String serviceAccount() {
        return pod("spec.serviceAccountName").asText("default");
    }

    /** Whether its pods get the token of their service account: their own word counts, else that of the account. */
    public boolean mountsToken() {
        if (pod("spec.automountServiceAccountToken").isPresent()) {
            return pod("spec.automountServiceAccountToken").asBoolean(true);
        }
        boolean byAccount = ServiceAccounts.of(reading()).mountToken(namespace(), serviceAccount());
        reading().recordDerived("automountServiceAccountToken of " + serviceAccount(), String.valueOf(byAccount));
        return byAccount;
    }

    /** Whether its pods hold such a token that the API server takes, the usual one or one that they ask for in a volume. */
    public boolean holdsToken() {
        List<String> volumes = TokenVolumes.forApiServer(pod.raw().path("spec"));
        pod.recordDerived("volumes with a token", volumes.isEmpty() ? "none" : String.join(", ", volumes));
        return !volumes.isEmpty() || mountsToken();
    }

    /** Those of some programs that it is, as its labels and its images tell. */
    public List<String> programs(List<String> known) {
        List<String> found = ServedWorkloads.programs(known, ServedWorkloads.namesOf(form));
        reading().recordDerived("programs", found.isEmpty() ? "none that is known" : String.join(", ", found));
        return found;
    }

    /**
     * The ports of its node at which others reach it.
     *
     * @throws Unreadable if it is on the network of its node and does not say where it listens
     */
    public List<String> portsOfItsNode() {
        boolean onHostNetwork = sharesHostNetwork();
        List<String> ports = HostPorts.of(pod.raw().path("spec")).stream()
                .map(String::valueOf)
                .toList();
        pod.recordDerived("ports of its node", ports.isEmpty() ? "none" : String.join(", ", ports));
        if (onHostNetwork && ports.isEmpty()) {
            throw new Unreadable("it is on the network of its node and does not say on which ports it listens");
        }
        return ports;
    }

    /** What bindings that name its service account, or all accounts like it, give it. */
    public List<String> accountGrants() {
        return AccessRights.of(reading()).heldBy(namespace(), serviceAccount(), reading());
    }

    /** Why everybody can connect to its pods on every port as far as policies go, as one line for a person; empty if they cannot. */
    public String openToEverybody() {
        return Policies.of(reading()).openToEverybody(form, reading());
    }

    /** Those of some addresses outside the cluster that its pods can connect to on a port of TCP, as far as policies go. */
    public List<String> reachable(List<String> addresses, int port) {
        return Policies.of(reading()).reachable(form, addresses, port, reading());
    }

    /** Whether so many pods of it are kept running as it says, on whichever nodes. */
    public boolean isReplicated() {
        return !name().contains(" › ") && REPLICATED.contains(name().substring(0, name().indexOf('/')));
    }

    /** How many pods of it are kept running at least. */
    public long replicas() {
        return Autoscalers.of(reading())
                .leastOf(name())
                .map(least -> {
                    reading().recordDerived("pods that its autoscaler leaves", String.valueOf(least));
                    return least;
                })
                .orElseGet(() -> read("spec.replicas").asLong(1));
    }

    /** The nodes that its pods run on, each once for each pod. */
    public List<String> nodes() {
        List<String> nodes = form.pods().stream()
                .map(Reading::raw)
                .filter(pod -> !Pods.isFinished(pod))
                .map(running -> running.path("spec").path("nodeName").asText(""))
                .filter(node -> !node.isEmpty())
                .sorted()
                .toList();
        reading().recordDerived("nodes of its pods", String.join(", ", nodes));
        return nodes;
    }

    /**
     * The annotations, its own, those of what it is made of and those of its pods, that hold a secret by what they are called or by what was
     * found when they were taken out.
     */
    public List<String> secretsInAnnotations() {
        OpenSecrets secrets = new OpenSecrets();
        Stream.concat(
                        Stream.of(
                                read("metadata.annotations"),
                                read("spec.jobTemplate.metadata.annotations"),
                                pod("metadata.annotations")),
                        // Whoever marks a pod that runs does not mark the template.
                        form.pods().stream().map(running -> running.value("metadata.annotations")))
                .forEach(annotations -> secrets.annotations(annotations.asTextMap()));
        return secrets.found();
    }

    /** How long the longest of the tokens holds that its pods ask for besides the usual one; zero if they ask for none. */
    public Duration longestToken() {
        return Duration.ofSeconds(furtherTokens()
                .mapToLong(token -> token.value("expirationSeconds").asLong(3600))
                .max()
                .orElse(0));
    }

    /** The files of those tokens besides the usual one that are for the API server, since they name nobody else. */
    public List<String> tokensWithoutAudience() {
        return furtherTokens()
                .filter(token -> token.value("audience").asText("").isEmpty())
                .map(token -> token.value("path").asText(""))
                .toList();
    }

    private Stream<Reading> furtherTokens() {
        return pod.elements("spec.volumes").stream()
                .filter(volume -> !volume.value("name").asText("").startsWith(PodForm.TOKEN_VOLUME))
                .flatMap(volume -> volume.elements("projected.sources").stream())
                .filter(source -> source.value("serviceAccountToken").isPresent())
                .map(source -> source.part("serviceAccountToken"));
    }

    /** The paths of the node that are mounted. */
    public List<String> hostPaths() {
        return pod.elements("spec.volumes").stream()
                .filter(volume -> volume.value("hostPath").isPresent())
                .map(volume -> volume.value("hostPath.path").requiredText())
                .toList();
    }

    /**
     * Those from which the whole node can be had: its keys, its programs, or what controls its containers; by a claim for storage as well.
     *
     * @throws Unreadable if it mounts claims, and what they stand for could not be listed
     */
    public List<String> hostPathsToNode() {
        hostPaths();
        List<String> paths = PowerOverNode.decisivePaths(
                pod.raw().path("spec"), claim -> NodeVolumes.of(reading()).path(namespace(), claim, reading()));
        pod.recordDerived("paths that lead to the node", paths.isEmpty() ? "none" : String.join(", ", paths));
        return paths;
    }

    /** The paths of the node that one of its containers may write to. */
    public List<String> writableHostPaths() {
        List<String> writable = new ArrayList<>();
        for (Reading volume : pod.elements("spec.volumes")) {
            if (volume.value("hostPath").isPresent()) {
                String name = volume.value("name").asText("");
                boolean written = PodForm.CONTAINERS.stream()
                        .flatMap(kind -> pod.elements("spec." + kind).stream())
                        .flatMap(container -> container.elements("volumeMounts").stream())
                        .filter(mount -> mount.value("name").asText("").equals(name))
                        .anyMatch(mount -> !mount.value("readOnly").asBoolean(false));
                if (written) {
                    writable.add(volume.value("hostPath.path").requiredText());
                }
            }
        }
        return writable;
    }

    /**
     * The name servers that its pods are told to ask, and that are neither the cluster's own nor on their node. That they ask whom their
     * node asks is one answer; pods in the network of the node do so anyway.
     */
    public List<String> foreignNameServers() {
        List<String> servers = new ArrayList<>(pod("spec.dnsConfig.nameservers").asTexts());
        servers.removeIf(server -> NameServers.of(reading()).have(server));
        if (pod("spec.dnsPolicy").asText("ClusterFirst").equals("Default") && !sharesHostNetwork()) {
            servers.add("those that their node asks");
        }
        return servers;
    }

    /** How its pods stand to the Pod Security Standards. */
    public HeldToStandards standards() {
        return new HeldToStandards(reading(), pod);
    }

    /** What stands before its pods in the mesh of Linkerd. */
    public LinkerdProxy linkerdProxy() {
        return new LinkerdProxy(reading(), pod);
    }

    /** A field of the pod or of the template it is made of. */
    private Value pod(String path) {
        return pod.value(path);
    }
}
