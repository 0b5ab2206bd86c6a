package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.client.Config;

/**
 * How to reach a cluster.
 *
 * @param context the name of the context; empty where there is none
 * @param user as whom, by the name that the kubeconfig gives the user
 * @param why how it was found
 */
record Connection(Config config, String context, String user, String why) {

    String server() {
        return config.getMasterUrl().replaceFirst("/+$", "");
    }
}
