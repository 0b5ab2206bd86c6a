package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A member of the store that holds the cluster's objects: {@code node/control-plane › etcd}.
 *
 * <p>A setting is a flag, else a variable {@code ETCD_...}; a configuration file overrules both.
 */
public final class Etcd extends Component {

    /** What the names of the variables begin with that stand for its flags. */
    public static final String VARIABLES = "ETCD_";

    private static final String CLIENTS = "client-transport-security";
    private static final String PEERS = "peer-transport-security";

    private final CommandLine commandLine;

    Etcd(Reading place, CommandLine commandLine) {
        super(place, commandLine);
        this.commandLine = commandLine;
    }

    /** @throws Unreadable if none is seen: it may run outside the cluster */
    public static List<Found<Etcd>> locate(Reading snapshot) {
        return Components.of(snapshot, "etcd", Etcd::new);
    }

    /** The flag that a variable stands for. */
    public static String flagOf(String variable) {
        return variable.substring(VARIABLES.length()).replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** Where on its node it keeps what it stores: its log of changes, which holds the same, may be apart from the rest. */
    List<String> directories() {
        String directory = text("data-dir", "", "data-dir");
        if (directory.isEmpty()) {
            throw new Unreadable(
                    "where " + name() + " keeps what it stores is not said, and depends on where it was started");
        }
        String log = text("wal-dir", "", "wal-dir");
        return log.isEmpty() ? List.of(onNode(directory)) : List.of(onNode(directory), onNode(log));
    }

    /** The user it runs as. */
    long runsAs() {
        return commandLine.user();
    }

    /** Whether it has a certificate to serve clients by TLS with. */
    public boolean servesTls() {
        return !text("cert-file", CLIENTS, "cert-file").isEmpty()
                && !text("key-file", CLIENTS, "key-file").isEmpty();
    }

    /** The addresses at which clients are served without TLS, and so without a certificate of theirs, whatever is set beside. */
    public List<String> openListeners() {
        List<String> open = new ArrayList<>(plain("listen-client-urls", "http://localhost:2379"));
        open.addAll(plain("listen-client-http-urls", ""));
        return open;
    }

    /** The same for other members. */
    public List<String> openPeerListeners() {
        return plain("listen-peer-urls", "http://localhost:2380");
    }

    private List<String> plain(String flag, String effectiveDefault) {
        String given = text(flag, "", flag);
        return EtcdUrls.withoutTls(given.isEmpty() ? effectiveDefault : given);
    }

    /** Whether clients have to show a certificate. */
    public boolean knowsClients() {
        return flag("client-cert-auth", CLIENTS, "client-cert-auth");
    }

    /** Whether it makes the certificate that it shows to clients by itself, so that nobody can know it. */
    public boolean makesOwnCertificate() {
        return flag("auto-tls", CLIENTS, "auto-tls");
    }

    /** Whether members talk to each other by TLS. */
    public boolean servesTlsToPeers() {
        return !text("peer-cert-file", PEERS, "cert-file").isEmpty()
                && !text("peer-key-file", PEERS, "key-file").isEmpty();
    }

    /** Whether members have to show a certificate to each other. */
    public boolean knowsPeers() {
        return flag("peer-client-cert-auth", PEERS, "client-cert-auth");
    }

    /** Whether it makes the certificate that it shows to other members by itself. */
    public boolean makesOwnPeerCertificate() {
        return flag("peer-auto-tls", PEERS, "auto-tls");
    }

    /** The addresses of other nodes than its own at which it shows figures of itself to whoever asks. */
    public List<String> openMetricsAddresses() {
        return plain("listen-metrics-urls", "").stream()
                .filter(url -> !ListenAddress.isLocal(
                        url.substring("http:".length()).replaceFirst("^/+", "").replaceFirst("/.*", "")))
                .toList();
    }

    /**
     * Whether there are no other members, so that nothing is said between them. The first member was started alone, and does not
     * name those that joined it later.
     *
     * @throws Unreadable if others would not be seen
     */
    public boolean isAlone() {
        if (text("initial-cluster", "", "initial-cluster").contains(",")
                || !text("discovery", "", "discovery").isEmpty()
                || !text("discovery-srv", "", "discovery-srv").isEmpty()) {
            return false;
        }
        if (Nodes.isOneAlone(reading())) {
            throw new Unreadable("whether others have joined " + name() + " is not known on one node alone;"
                    + " -Dtarget=cluster looks at all");
        }
        int members = Etcd.locate(reading().unrecorded()).size();
        reading().recordDerived("members seen", String.valueOf(members));
        return members == 1;
    }

    /** The authority by which it knows clients; empty is none, so that whoever reaches it is let in. */
    public String clientAuthority() {
        return text("trusted-ca-file", CLIENTS, "trusted-ca-file");
    }

    /**
     * Whether it knows clients by an authority that also logs users in to an API server, so that each of them could read all
     * that is stored.
     *
     * @throws Unreadable if the files are called otherwise and it is not known what is in them
     */
    public boolean sharesItsAuthority() {
        String own = onNode(clientAuthority());
        boolean shared = false;
        List<Found<ApiServer>> servers = ApiServer.locate(reading());
        if (servers.isEmpty()) {
            throw new Unreadable("by which authority API servers know users is not known on node/" + node()
                    + ", which runs none; -Dtarget=cluster looks at them");
        }
        for (Found<ApiServer> found : servers) {
            ApiServer server = Components.open(found, reading());
            String other = server.onNode(server.clientAuthority());
            if (!other.isEmpty()) {
                shared |= (server.node().equals(node()) && own.equals(other)) || sharesCertificates(own, server, other);
            }
        }
        return shared;
    }

    private boolean sharesCertificates(String own, ApiServer server, String other) {
        Set<String> fingerprints = new HashSet<>(Certificates.fingerprints(reading(), node(), own));
        fingerprints.retainAll(Certificates.fingerprints(reading(), server.node(), other));
        return !fingerprints.isEmpty();
    }

    private boolean flag(String flag, String section, String key) {
        String config = configFile();
        if (config.isEmpty()) {
            return flagsOrVariables(flag).flag(flag, false);
        }
        return file(config).value(section + "." + key).asBoolean(false);
    }

    private String text(String flag, String section, String key) {
        String config = configFile();
        if (config.isEmpty()) {
            return flagsOrVariables(flag).text(flag, "");
        }
        return file(config).value(section.isEmpty() ? key : section + "." + key).asText("");
    }

    private String configFile() {
        return flagsOrVariables("config-file").text("config-file", "");
    }

    private Flags flagsOrVariables(String flag) {
        Flags flags = flags();
        return flags.has(flag)
                ? flags
                : commandLine.variable(
                        reading(), VARIABLES + flag.replace('-', '_').toUpperCase(Locale.ROOT), flag);
    }
}
