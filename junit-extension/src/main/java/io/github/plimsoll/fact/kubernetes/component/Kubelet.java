package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.Value;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.Objects;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The agent of a node, with the settings that it really has: {@code node/worker-1 › kubelet}.
 *
 * <p>It tells them itself, flags, files, drop-ins and defaults put together, but leaves out what is false, zero or empty.
 */
public final class Kubelet extends Subject {

    /** The authority that a kubelet makes up when it makes a certificate for itself. */
    private static final Pattern MADE_BY_ITSELF = Pattern.compile("CN=.*-ca@\\d+(,.*)?");

    /** A threshold that is never met; a kubelet takes the whole for none as well. */
    private static final Pattern NEVER = Pattern.compile("[-+]?0*(?:\\.0*)?(?:%|[a-zA-Z]*)|-.*|100%");

    private final String node;

    private Kubelet(Reading settings, String node) {
        super(settings);
        this.node = node;
    }

    public static List<Found<Kubelet>> locate(Reading snapshot) {
        return Nodes.names(snapshot).stream()
                .map(node -> new Found<>(title(node), reading -> of(reading, node)))
                .toList();
    }

    /** The kubelet of a node. */
    public static Kubelet of(Reading snapshot, String node) {
        String settings = Nodes.isOneAlone(snapshot)
                ? KubernetesDocuments.ofNode(node, KubernetesDocuments.KUBELET)
                : KubernetesDocuments.kubeletConfig(node);
        return new Kubelet(snapshot.document(settings).named(title(node)), node);
    }

    private static String title(String node) {
        return "node/" + node + " › kubelet";
    }

    /** Whether requests without credentials are taken. */
    public boolean admitsAnonymous() {
        return setting("authentication.anonymous.enabled").requiredBoolean();
    }

    /** Who decides on requests: {@code Webhook} asks the API server, {@code AlwaysAllow} nobody. */
    public String authorizer() {
        return setting("authorization.mode").requiredText();
    }

    /** The authority whose certificates log clients in; empty is none. */
    public String clientAuthority() {
        return setting("authentication.x509.clientCAFile").asText("");
    }

    /** The port on which it answers whoever asks; 0 is none. */
    public long openPort() {
        return setting("readOnlyPort").asLong(0);
    }

    /** How long a stream to a container may stay silent; zero is for ever. */
    public Duration idleTimeout() {
        String text = setting("streamingConnectionIdleTimeout").asText("0s");
        return GoDuration.parse(text)
                .orElseThrow(() -> new Unreadable("streamingConnectionIdleTimeout of " + name() + " is " + text));
    }

    /** Whether it keeps the packet filter rules that traffic to services needs. */
    public boolean managesPacketFilter() {
        return setting("makeIPTablesUtilChains").asBoolean(true);
    }

    /** How many events a second it may report; 0 is any number. */
    public long eventsPerSecond() {
        return setting("eventRecordQPS").asLong(0);
    }

    /** Whether it asks the cluster for the certificate that it serves with. */
    public boolean requestsCertificate() {
        return setting("serverTLSBootstrap").asBoolean(false);
    }

    /** The certificate that it serves with; empty is none. */
    public String servingCertificate() {
        return setting("tlsCertFile").asText("");
    }

    /**
     * Whether it serves with a certificate that somebody else issued, who vouches for it. One that it made itself stands in its
     * settings like any other; only what is in the file tells.
     */
    public boolean servesIssuedCertificate() {
        if (requestsCertificate()) {
            return true;
        }
        String file = servingCertificate();
        return !file.isEmpty()
                && !Certificates.isSelfIssued(reading(), node, file)
                && !MADE_BY_ITSELF
                        .matcher(Certificates.issuer(reading(), node, file))
                        .matches();
    }

    /** Whether it gets itself a new client certificate before the old one ends. */
    public boolean rotatesClientCertificate() {
        return setting("rotateCertificates").asBoolean(false);
    }

    /** Whether a certificate that it asked for is renewed. */
    public boolean rotatesServingCertificate() {
        Value gate = setting("featureGates.RotateKubeletServerCertificate");
        Value allBeta = setting("featureGates." + Flags.ALL_BETA);
        return (!gate.isPresent() && allBeta.isPresent()) ? allBeta.asBoolean(true) : gate.asBoolean(true);
    }

    /**
     * The cipher suites it offers that are not strong.
     *
     * @param allowed those that are taken for strong all the same
     */
    public List<String> weakSuites(List<String> allowed) {
        List<String> suites = setting("tlsCipherSuites").asTexts();
        return TlsSuites.weak(
                setting("tlsMinVersion").asText("VersionTLS12"),
                suites.isEmpty() ? TlsSuites.byDefault(reading().header().version()) : suites,
                allowed);
    }

    /** How many processes a pod may have; less than 1 is as many as the node. */
    public long processesPerPod() {
        return setting("podPidsLimit").asLong(-1);
    }

    /** Whether some memory is kept for the node's own programs, which pods do not get. */
    public boolean reservesMemory() {
        return Stream.of("systemReserved.memory", "kubeReserved.memory")
                .anyMatch(field -> !NEVER.matcher(setting(field).asText("0")).matches());
    }

    /** The signals, for example {@code memory.available}, on which it ends pods before the node itself runs out. */
    public List<String> evictsOn() {
        return setting("evictionHard").asTextMap().entrySet().stream()
                .filter(signal -> !NEVER.matcher(signal.getValue()).matches())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Whether the log of a container is begun anew at some size, and old parts of it are removed. */
    public boolean rotatesLogs() {
        return setting("containerLogMaxFiles").asLong(0) > 1
                && !NEVER.matcher(setting("containerLogMaxSize").asText("0")).matches();
    }

    /** Whether performance data and traces of the program are served, which needs both switches. */
    public boolean servesProfiles() {
        return setting("enableDebuggingHandlers").asBoolean(true)
                && setting("enableProfilingHandler").asBoolean(true);
    }

    /** Whether containers that choose no filter of system calls get that of the container runtime. */
    public boolean filtersSystemCallsByDefault() {
        return setting("seccompDefault").asBoolean(false);
    }

    /** The name under which it reports itself in place of the host's; empty is none. Only its command line tells. */
    public String hostnameOverride() {
        return flag("hostname-override");
    }

    /** The directory of the node's own pods; empty is none. */
    public String manifests() {
        return setting("staticPodPath").asText("");
    }

    /** A flag of its command line; empty if it is not given. */
    public String flag(String flag) {
        Optional<String> given = flagOfK3s(flag);
        if (given.isPresent()) {
            return given.get();
        }
        Reading processes = reading().document(KubernetesDocuments.ofNode(node, KubernetesDocuments.PROCESSES));
        for (Reading process : processes.elements("processes")) {
            if (process.value("program").requiredText().equals("kubelet")) {
                return CommandLine.ofProcess(node, process)
                        .flags(process.named(name()))
                        .text(flag, "");
            }
        }
        throw new Unreadable("no kubelet is seen among the processes of node/" + node);
    }

    /** Empty if k3s does not run it within itself, or notes nothing on its node. */
    private Optional<String> flagOfK3s(String flag) {
        boolean isOfK3s = !Nodes.isOneAlone(reading())
                && RancherHome.of(reading(), node)
                        .filter(home -> home.program().equals("k3s"))
                        .isPresent();
        if (!isOfK3s) {
            return Optional.empty();
        }
        for (Reading candidate : Objects.of(reading(), KubernetesDocuments.NODES, "node")) {
            if (candidate.value("metadata.name").asText("").equals(node)) {
                return K3s.commandLine(candidate, "kubelet")
                        .map(commandLine -> commandLine
                                .flags(reading().at(candidate).named(name()))
                                .text(flag, ""));
            }
        }
        return Optional.empty();
    }

    private Value setting(String path) {
        return read("kubeletconfig." + path);
    }
}
