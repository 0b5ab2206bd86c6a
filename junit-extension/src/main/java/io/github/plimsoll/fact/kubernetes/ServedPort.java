package io.github.plimsoll.fact.kubernetes;

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
 * A port of the control plane or of a kubelet as a stranger sees it from where the audit runs: {@code node/worker-1 › port 10250},
 * {@code API server}.
 */
public final class ServedPort extends Subject implements TlsServer {

    private static final int DONE = 200;
    private static final int REDIRECTED = 300;

    private final Reading entry;

    private ServedPort(Reading port, Reading entry) {
        super(port);
        this.entry = entry;
    }

    static List<Found<ServedPort>> locate(Reading snapshot) {
        List<Found<ServedPort>> found = new ArrayList<>();
        for (Reading entry : snapshot.document(KubernetesDocuments.PROBED_PORTS).elements("ports")) {
            String name = entry.value("name").requiredText();
            String key = KubernetesDocuments.probe(
                    entry.value("host").requiredText(), entry.value("port").requiredLong());
            found.add(new Found<>(
                    name, reading -> new ServedPort(reading.document(key).named(name), reading.at(entry))));
        }
        return found;
    }

    /** Whether nothing takes connections there, as seen from where the audit runs. */
    public boolean isShut() {
        return read("shut").asBoolean(false);
    }

    /** Whether whoever asks in plain HTTP is told what they asked for. */
    public boolean answersPlainly() {
        return tells(endpoint().plainAnswer());
    }

    @Override
    public boolean servesTls() {
        return !isShut() && endpoint().speaksTls();
    }

    /** Whether whoever shows no credentials is told what they asked for. */
    public boolean answersStrangers() {
        return tells(endpoint().answerWithoutCertificate());
    }

    /** Whether whoever shows a certificate that nobody issued is told what they asked for. */
    public boolean answersForeignCertificate() {
        return tells(endpoint().answerToForeignCertificate());
    }

    @Override
    public List<String> outdatedVersions() {
        return endpoint().outdatedVersions();
    }

    @Override
    public List<String> weakSuites() {
        return endpoint().weakSuites();
    }

    @Override
    public List<ServedCertificate> certificates() {
        return endpoint().certificates();
    }

    @Override
    public Duration lifeLeft() {
        return endpoint().lifeOfCertificates(reading().header().collectedAt());
    }

    @Override
    public boolean certificatesHaveBegun() {
        return endpoint().certificatesHaveBegun(reading().header().collectedAt());
    }

    /** How long its own certificate is good for altogether. */
    public Duration wholeLife() {
        ServedCertificate own = endpoint().certificate();
        return Duration.between(own.notBefore(), own.notAfter());
    }

    /** The names and addresses under which clients come to it for which its certificate is good. */
    public List<String> namesInCertificate() {
        ServedCertificate own = endpoint().certificate();
        List<String> names = entry.value("names").asTexts();
        if (names.isEmpty()) {
            throw new Unreadable("by which names clients come to " + name() + " is not known");
        }
        return names.stream().filter(own::covers).toList();
    }

    /** What is refused may be refused by a page of its own; only what is told counts. */
    private static boolean tells(Optional<Answer> answer) {
        return answer.map(Answer::status)
                .filter(status -> status >= DONE && status < REDIRECTED)
                .isPresent();
    }

    private ProbedEndpoint endpoint() {
        return new ProbedEndpoint(reading());
    }
}
