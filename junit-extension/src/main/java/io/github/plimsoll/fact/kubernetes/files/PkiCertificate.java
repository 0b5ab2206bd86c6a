package io.github.plimsoll.fact.kubernetes.files;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.component.Certificates;
import java.time.Duration;

/** A certificate of the cluster. */
public final class PkiCertificate extends NodeFile {

    private final String node;

    PkiCertificate(Reading file, String node) {
        super(file);
        this.node = node;
    }

    /**
     * For how long all certificates in it are valid still, at the time of the audit; negative if one is not any more.
     *
     * @throws io.github.plimsoll.fact.Unreadable if what is in it was not looked at
     */
    public Duration lifeLeft() {
        return Duration.between(reading().header().collectedAt(), Certificates.end(reading(), node, path()));
    }
}
