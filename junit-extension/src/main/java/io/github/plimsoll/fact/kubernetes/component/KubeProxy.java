package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;

/** What forwards the traffic of services on a node: {@code node/worker-1 › kube-proxy}. */
public final class KubeProxy extends Component {

    private static final String LOCAL = "127.0.0.1:10249";

    KubeProxy(Reading place, CommandLine commandLine) {
        super(place, commandLine);
    }

    /** @throws Unreadable if none is seen: something else may serve in its place, or it may be a process of a node */
    public static List<Found<KubeProxy>> locate(Reading snapshot) {
        return Components.of(snapshot, "kube-proxy", KubeProxy::new);
    }

    /** The file with its credentials; empty if it has those of the pod it runs in. */
    public String kubeconfig() {
        String config = flags().text("config", "");
        return config.isEmpty()
                ? flags().text("kubeconfig", "")
                : file(config).value("clientConnection.kubeconfig").asText("");
    }

    /** Whether it is a process of its node and not in a pod, so that its files are the node's. */
    public boolean isProcess() {
        return reading().value("program").isPresent();
    }

    /** The address under which it answers with its figures, its profiles and its settings. A configuration file overrules flags. */
    public String metricsAddress() {
        String config = flags().text("config", "");
        String address = config.isEmpty()
                ? flags().text("metrics-bind-address", LOCAL)
                : file(config).value("metricsBindAddress").asText("");
        return address.isEmpty() ? LOCAL : address;
    }

    /** Whether only programs of its own node reach that. */
    public boolean showsMetricsLocally() {
        return ListenAddress.isLocal(metricsAddress());
    }
}
