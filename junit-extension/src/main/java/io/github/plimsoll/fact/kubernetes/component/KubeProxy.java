package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;
import java.util.Optional;

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

    /** The file of the node with its credentials; empty if it has none, those of its pod, or a file from elsewhere. */
    public Optional<String> kubeconfig() {
        String config = flags().text("config", "");
        String kubeconfig = config.isEmpty()
                ? flags().text("kubeconfig", "")
                : file(config).value("clientConnection.kubeconfig").asText("");
        return kubeconfig.isEmpty() ? Optional.empty() : ofNode(kubeconfig);
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
