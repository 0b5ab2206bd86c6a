package io.github.plimsoll.fact.probe;

import java.time.Duration;
import java.util.List;

/** Whatever serves in TLS and was looked at as a stranger would, on whichever platform. */
public interface TlsServer {

    boolean servesTls();

    /** The versions of TLS before 1.2 that it speaks. */
    List<String> outdatedVersions();

    /** Cipher suites that it should not agree to and does. */
    List<String> weakSuites();

    /** The certificates that it shows, its own first. */
    List<ServedCertificate> certificates();

    /** Whether all its certificates had begun to be good when it was looked at. */
    boolean certificatesHaveBegun();

    /** How long the first of its certificates to expire was still good for when it was looked at; negative if it was not any more. */
    Duration lifeLeft();
}
