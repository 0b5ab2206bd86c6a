package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.probe.Answer;
import io.github.plimsoll.fact.probe.ProbedEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A registry that images came from, as it answers whoever connects: {@code registry/registry.example.com:5000}. */
public final class Registry extends Subject {

    private final Reading listed;
    private final ProbedEndpoint probed;

    private Registry(Reading probe, Reading listed) {
        super(probe);
        this.listed = listed;
        this.probed = new ProbedEndpoint(probe);
    }

    static List<Found<Registry>> locate(Reading snapshot) {
        Reading all = snapshot.document(DockerDocuments.PROBED_REGISTRIES);
        List<Found<Registry>> found = new ArrayList<>();
        for (Reading listed : all.elements("registries")) {
            String name = listed.value("name").requiredText();
            Reading probe =
                    snapshot.document(DockerDocuments.probedRegistry(name)).named("registry/" + name);
            found.add(new Found<>(
                    probe.subject(),
                    reading -> new Registry(reading.at(probe), reading.at(probe).at(listed))));
        }
        String unseen = all.value("unseen").asText("");
        if (!unseen.isEmpty()) {
            throw new Unreadable(unseen);
        }
        if (found.isEmpty()) {
            throw new Absent("no image has a digest of a registry");
        }
        return found;
    }

    /** The host it is reached at. */
    public String host() {
        return listed.value("host").requiredText();
    }

    /** Whether what is sent to it never leaves the host. */
    public boolean isOnThisHost() {
        return HostAddress.isLoopback(host());
    }

    public boolean speaksTls() {
        return probed.speaksTls();
    }

    /**
     * Why its certificates are not trusted; empty if they are.
     *
     * @throws Unreadable if they are not trusted here, and which authorities the engine trusts besides is not known
     */
    public String objectionToCertificates() {
        String objection = probed.objectionToCertificates();
        if (!objection.isEmpty() && !listed.value("authoritiesKnown").requiredBoolean()) {
            throw new Unreadable("the certificates of " + name() + " are not trusted here (" + objection
                    + "), and which authorities the engine trusts besides is not known; run the audit on its host");
        }
        return objection;
    }

    /** Whether its certificate is for the host it is reached at. */
    public boolean certificateNamesIt() {
        return probed.certificate().covers(host());
    }

    /** How long the first of its certificates to expire was still good for when it was looked at. */
    public Duration certificateLife() {
        return probed.lifeOfCertificates(reading().header().collectedAt());
    }

    /** Whether it hands out images without any encryption. */
    public boolean servesPlainly() {
        Optional<Answer> answer = probed.plainAnswer();
        return answer.filter(given -> given.status() == 200 || given.status() == 401)
                .filter(given ->
                        !given.header("Docker-Distribution-Api-Version").isEmpty())
                .isPresent();
    }
}
