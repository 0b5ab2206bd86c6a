package io.github.plimsoll.target.kubernetes;

import org.junit.jupiter.api.Assumptions;

/** The cluster that live tests look at. */
final class LiveCluster {

    private static final String VARIABLE = "PLIMSOLL_TEST_KUBECONFIG";

    private LiveCluster() {}

    /** The kubeconfig of an administrator; where there is none, the test that asked is skipped and says so. */
    static String kubeconfig() {
        String file = System.getenv().getOrDefault(VARIABLE, "");
        Assumptions.assumeFalse(file.isEmpty(), "live tests need a cluster: " + VARIABLE + " is not set");
        return file;
    }
}
