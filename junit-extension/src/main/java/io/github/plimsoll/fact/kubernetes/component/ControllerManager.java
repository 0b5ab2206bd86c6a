package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;

/** A controller manager: {@code node/control-plane › kube-controller-manager}. */
public final class ControllerManager extends Component {

    ControllerManager(Reading place, CommandLine commandLine) {
        super(place, commandLine);
    }

    /** @throws Unreadable if none is seen */
    public static List<Found<ControllerManager>> locate(Reading snapshot) {
        return Components.of(snapshot, "kube-controller-manager", ControllerManager::new);
    }

    /** How many ended pods are kept before the oldest are removed; 0 and less is any number. */
    public long endedPods() {
        return flags().number("terminated-pod-gc-threshold", 12500);
    }

    /** Whether performance data and traces of the program are served. */
    public boolean servesProfiles() {
        return flags().flag("profiling", true);
    }

    /** Whether each controller acts with rights of its own. */
    public boolean separatesCredentials() {
        return flags().flag("use-service-account-credentials", false);
    }

    /** The key that signs tokens of service accounts; empty is none. */
    public String tokenKey() {
        return flags().text("service-account-private-key-file", "");
    }

    /** The authority that pods are told to know the API server by; empty is none. */
    public String rootAuthority() {
        return flags().text("root-ca-file", "");
    }

    /** Whether it renews the certificates by which kubelets are known. */
    public boolean rotatesKubeletCertificates() {
        return flags().betaGate("RotateKubeletServerCertificate");
    }

    /** The address under which it answers others than itself; empty if it answers nobody. */
    public String address() {
        return ListenAddress.of(flags(), 10257);
    }

    /** Whether only programs of its own node reach it. */
    public boolean listensLocally() {
        return ListenAddress.isLocal(address());
    }
}
