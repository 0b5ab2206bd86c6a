package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the kubelets of a cluster do for containers that do not say what they want themselves. */
final class Kubelets {

    private static final String SECCOMP_DEFAULT = "kubeletconfig.seccompDefault";

    private final Map<String, Boolean> seccompDefault = new LinkedHashMap<>();
    private final Map<String, Unreadable> unreadable = new LinkedHashMap<>();

    private Kubelets() {}

    static Kubelets of(Reading snapshot) {
        return snapshot.derived(Kubelets.class, Kubelets::read);
    }

    private static Kubelets read(Reading snapshot) {
        Kubelets kubelets = new Kubelets();
        for (Reading node : Objects.of(snapshot, KubernetesDocuments.NODES, "node")) {
            String name = node.value("metadata.name").requiredText();
            try {
                kubelets.seccompDefault.put(
                        name,
                        snapshot.document(KubernetesDocuments.kubeletConfig(name))
                                .value(SECCOMP_DEFAULT)
                                .asBoolean(false));
            } catch (Unreadable e) {
                kubelets.unreadable.put(name, e);
            }
        }
        return kubelets;
    }

    /**
     * Whether the runtime's own seccomp profile is the default where a pod runs, or wherever it may come to run.
     *
     * @param reading notes what was found
     * @throws Unreadable if one of the kubelets in question could not be asked and none of the others decides
     */
    boolean haveSeccompDefault(Reading reading, Reading pod) {
        String node = pod.value("spec.nodeName").asText("");
        for (Map.Entry<String, Boolean> kubelet : seccompDefault.entrySet()) {
            boolean asked = node.isEmpty() || node.equals(kubelet.getKey());
            if (asked && !kubelet.getValue()) {
                reading.document(KubernetesDocuments.kubeletConfig(kubelet.getKey()))
                        .value(SECCOMP_DEFAULT)
                        .asBoolean(false);
                return false;
            }
        }
        for (String unasked : unreadable.keySet()) {
            if (node.isEmpty() || node.equals(unasked)) {
                // Read for the record, which fails with the reason.
                reading.document(KubernetesDocuments.kubeletConfig(unasked))
                        .value(SECCOMP_DEFAULT)
                        .asBoolean(false);
            }
        }
        return !seccompDefault.isEmpty();
    }
}
