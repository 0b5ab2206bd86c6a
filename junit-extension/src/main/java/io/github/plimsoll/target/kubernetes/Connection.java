package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.client.Config;
import java.util.List;

/**
 * How to reach a cluster.
 *
 * @param context the name of the context; empty inside the cluster, where there is none
 * @param user as whom, by the name that the kubeconfig or the token has; empty for nobody in particular
 * @param login what the credentials are, for whoever has to mend them
 * @param why how it was found
 * @param warnings what the reader of the results has to know, one line each
 */
record Connection(Config config, String context, String user, String login, String why, List<String> warnings) {

    String server() {
        return config.getMasterUrl().replaceFirst("/+$", "");
    }

    /** One line for a person, without the address's user and password if somebody wrote such. */
    String shown() {
        return server().replaceAll("//[^/]*@", "//");
    }
}
