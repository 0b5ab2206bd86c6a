package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.probe.Answer;
import io.github.plimsoll.fact.probe.ProbedEndpoint;
import io.github.plimsoll.fact.probe.ServedCertificate;
import io.github.plimsoll.fact.probe.TlsServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An address at which somebody may serve the engine's API, looked at as a stranger would: {@code listener/0.0.0.0:2376}, or
 * {@code container/proxy › listener 0.0.0.0:2375} for one that a container has published.
 */
public final class Listener extends Subject implements TlsServer {

    private static final String BY_DAEMON = "daemon";

    private final Reading listed;
    private final ProbedEndpoint probed;

    private Listener(Reading probe, Reading listed) {
        super(probe);
        this.listed = listed;
        this.probed = new ProbedEndpoint(probe);
    }

    static List<Found<Listener>> locate(Reading snapshot) {
        Reading all = snapshot.document(DockerDocuments.PROBED_LISTENERS);
        List<Found<Listener>> found = new ArrayList<>();
        all.elements("listeners").forEach(listed -> found.add(found(listed, probe(snapshot, listed))));
        String unseen = all.value("unseen").asText("");
        if (!unseen.isEmpty()) {
            found.add(new Found<>("listener/others", reading -> {
                throw new Unreadable(unseen);
            }));
        }
        if (found.isEmpty()) {
            throw new Absent("the engine listens on no network address");
        }
        return found;
    }

    /** Those that a look brought something of; none if nobody looked. */
    static List<Found<Listener>> lookedAt(Reading snapshot) {
        Reading all = snapshot.document(DockerDocuments.PROBED_LISTENERS);
        return all.isReadable()
                ? all.elements("listeners").stream()
                        .filter(listed -> probe(snapshot, listed).isReadable())
                        .map(listed -> found(listed, probe(snapshot, listed)))
                        .toList()
                : List.of();
    }

    private static Found<Listener> found(Reading listed, Reading probe) {
        return new Found<>(
                probe.subject(),
                reading -> new Listener(reading.at(probe), reading.at(probe).at(listed)));
    }

    private static Reading probe(Reading snapshot, Reading listed) {
        String address = listed.value("address").requiredText();
        long port = listed.value("port").requiredLong();
        String owner = listed.value("owner").requiredText();
        String shown = HostAddress.withPort(address, port);
        return snapshot.document(DockerDocuments.probe(address, port))
                .named(owner.startsWith("container/") ? owner + " › listener " + shown : "listener/" + shown);
    }

    /** The address it listens on, {@code 0.0.0.0} or {@code ::} for every one of the host. */
    public String address() {
        return listed.value("address").requiredText();
    }

    /**
     * Whether the engine's API is served to whoever connects without any encryption.
     *
     * @throws Unreadable if the daemon serves something there that is neither HTTP nor TLS; of anybody else, that is not the API
     */
    public boolean servesPlainly() {
        Optional<Answer> answer = probed.plainAnswer();
        if (answer.isEmpty() && !probed.speaksTls() && isOfDaemon()) {
            throw new Unreadable(name() + " speaks neither HTTP nor TLS");
        }
        return answer.filter(Listener::isOfEngine).isPresent();
    }

    long port() {
        return listed.value("port").requiredLong();
    }

    /** For example {@code 0.0.0.0:2376}. */
    String where() {
        return HostAddress.withPort(address(), port());
    }

    /** Whose doing it is: the daemon's, a container's, or that of something on the host, which goes by its address. */
    String servedBy() {
        String owner = listed.value("owner").requiredText();
        return owner.equals("host") ? name() : owner;
    }

    /** How it lets in a stranger, as one sentence; none if it does not. */
    List<String> opennessToStrangers() {
        String how = "";
        if (servesPlainly()) {
            how = "answers without encryption";
        } else if (servesTls()) {
            how = admitsWithoutCertificate()
                    ? "lets in clients without a certificate"
                    : admitsForeignCertificate()
                            ? "lets in clients with any certificate"
                            : publicClientAuthorities().isEmpty() ? "" : "lets in clients of public authorities";
        }
        return how.isEmpty() ? List.of() : List.of(where() + " " + how);
    }

    /**
     * Whether it speaks TLS, and what is said in it is the engine's API: to whom it answers, it says so, and whom the daemon
     * itself refuses would have been answered by its API.
     */
    @Override
    public boolean servesTls() {
        if (!probed.speaksTls()) {
            return false;
        }
        Optional<Answer> answer = probed.answerWithoutCertificate();
        return answer.isEmpty() ? isOfDaemon() : isOfEngine(answer.get());
    }

    /** Whether the API is open to whoever shows no certificate. */
    public boolean admitsWithoutCertificate() {
        return admits(probed.answerWithoutCertificate());
    }

    /** Whether the API is open to whoever shows a certificate that nobody issued. */
    public boolean admitsForeignCertificate() {
        return admits(probed.answerToForeignCertificate());
    }

    @Override
    public List<String> outdatedVersions() {
        return probed.outdatedVersions();
    }

    @Override
    public List<String> weakSuites() {
        return probed.weakSuites();
    }

    public ServedCertificate certificate() {
        return probed.certificate();
    }

    @Override
    public List<ServedCertificate> certificates() {
        return probed.certificates();
    }

    @Override
    public Duration lifeLeft() {
        return probed.lifeOfCertificates(reading().header().collectedAt());
    }

    @Override
    public boolean certificatesHaveBegun() {
        return probed.certificatesHaveBegun(reading().header().collectedAt());
    }

    /**
     * Whether its certificate is for a name or an address by which clients come.
     *
     * @throws Unreadable if it is for some name, and whether clients use that one cannot be told
     */
    public boolean certificateNamesIt() {
        ServedCertificate certificate = certificate();
        List<String> known = knownNames();
        if (known.stream().anyMatch(certificate::covers)) {
            return true;
        }
        boolean reachable = !HostAddress.isLoopback(address());
        List<String> others = certificate.names().stream()
                .filter(name -> !HostAddress.isLoopback(name.substring(name.indexOf(':') + 1)))
                .toList();
        if (reachable && !others.isEmpty()) {
            throw new Unreadable("the certificate is for " + others + " and for none of " + known
                    + "; whether clients come by those names cannot be told here, so audit it by such a name,"
                    + " -Dtarget=tcp://NAME:PORT");
        }
        return false;
    }

    /** The authorities that anybody can get a certificate from, and whose certificates let clients in. */
    public List<String> publicClientAuthorities() {
        if (!probed.asksForCertificate()) {
            return List.of();
        }
        if (probed.clientAuthorities().isEmpty()) {
            throw new Unreadable(name() + " asks for a client certificate and does not say of which authority");
        }
        return probed.publicClientAuthorities();
    }

    /** The names and addresses by which clients come, as far as they are known. */
    private List<String> knownNames() {
        List<String> names = new ArrayList<>();
        if (HostAddress.isLoopback(address())) {
            names.addAll(List.of("localhost", "127.0.0.1", "::1"));
        } else if (!HostAddress.isWildcard(address())) {
            names.add(address());
        } else {
            names.addAll(reading()
                    .document(DockerDocuments.PROBED_LISTENERS)
                    .value("hostNames")
                    .asTexts());
        }
        return names;
    }

    private boolean isOfDaemon() {
        return listed.value("owner").requiredText().equals(BY_DAEMON);
    }

    private boolean admits(Optional<Answer> answer) {
        if (answer.isEmpty()) {
            return false;
        }
        long status = answer.get().status();
        if (status >= 200 && status < 300) {
            return true;
        }
        if (status == 400 || status == 401 || status == 403) {
            return false;
        }
        throw new Unreadable(name() + " answers with status " + status
                + ", which tells neither that it lets in nor that it" + " does not");
    }

    /** An engine says so in every answer of its API, be it a refusal. */
    private static boolean isOfEngine(Answer answer) {
        return !answer.header("Api-Version").isEmpty()
                || !answer.header("Libpod-Api-Version").isEmpty()
                || answer.header("Server").startsWith("Docker/");
    }
}
