package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;

/** The cluster as a whole. */
public final class Cluster extends Subject {

    Cluster(Reading version) {
        super(version);
    }

    /** The version of the API server, for example {@code v1.34.4} or {@code v1.33.1+k3s1}. */
    public String version() {
        return read("gitVersion").requiredText();
    }
}
