package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Who made a cluster what it is, known by the versions, labels and providers of what is in it. */
public enum Distribution {
    EKS("Amazon EKS", true, "-eks-", Place.LABEL, "eks.amazonaws.com/"),
    GKE("Google GKE", true, "-gke.", Place.LABEL, "cloud.google.com/gke-"),
    AKS("Azure AKS", true, "-aks", Place.LABEL, "kubernetes.azure.com/"),
    DOKS("DigitalOcean Kubernetes", true, "-do.", Place.LABEL, "doks.digitalocean.com/"),
    OPENSHIFT("OpenShift", false, "+openshift", Place.LABEL, "node.openshift.io/"),
    RKE2("RKE2", false, "+rke2", Place.PROVIDER, "rke2://"),
    K3S("k3s", false, "+k3s", Place.PROVIDER, "k3s://"),
    TALOS("Talos", false, "-talos", Place.IMAGE, "Talos"),
    MICROK8S("MicroK8s", false, "+microk8s", Place.LABEL, "microk8s.io/"),
    MINIKUBE("minikube", false, "+minikube", Place.LABEL, "minikube.k8s.io/"),
    KIND("kind", false, "+kind", Place.PROVIDER, "kind://"),
    KUBEADM("kubeadm", false, "+kubeadm", Place.CONFIG_MAP, "kubeadm-config");

    private final String words;
    private final boolean managed;
    private final String version;
    private final Place place;
    private final String beginning;

    /**
     * @param version what stands in the version of its API servers and kubelets
     * @param beginning what else its nodes bear, at that place, or the system's namespace has
     */
    Distribution(String words, boolean managed, String version, Place place, String beginning) {
        this.words = words;
        this.managed = managed;
        this.version = version;
        this.place = place;
        this.beginning = beginning;
    }

    private enum Place {
        LABEL,
        PROVIDER,
        IMAGE,
        CONFIG_MAP
    }

    /** The name for a person. */
    public String words() {
        return words;
    }

    /** Whether the provider runs the control plane, where no customer sees it and none can set it up. */
    public boolean isManaged() {
        return managed;
    }

    /** The distribution of a cluster; empty if it is none of those that are known. */
    public static Optional<Distribution> of(Reading snapshot) {
        Reading quiet = snapshot.unrecorded();
        return of(
                raw(quiet, KubernetesDocuments.VERSION)
                        .map(version -> version.path("gitVersion").asText())
                        .orElse(""),
                items(quiet, KubernetesDocuments.NODES),
                items(quiet, KubernetesDocuments.CONFIG_MAPS));
    }

    /** The distribution by the version of the API server, by its nodes, and by what stands in the system's namespace. */
    public static Optional<Distribution> of(String version, Iterable<JsonNode> nodes, Iterable<JsonNode> configMaps) {
        return Arrays.stream(values())
                .filter(distribution -> version.contains(distribution.version)
                        || distribution.isOnOneOf(nodes)
                        || distribution.hasLeft(configMaps))
                .findFirst();
    }

    private boolean hasLeft(Iterable<JsonNode> configMaps) {
        for (JsonNode map : configMaps) {
            JsonNode metadata = map.path("metadata");
            if (place == Place.CONFIG_MAP
                    && metadata.path("namespace").asText().equals("kube-system")
                    && metadata.path("name").asText().equals(beginning)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOnOneOf(Iterable<JsonNode> nodes) {
        for (JsonNode node : nodes) {
            String kubelet =
                    node.path("status").path("nodeInfo").path("kubeletVersion").asText();
            if (kubelet.contains(version) || bears(node)) {
                return true;
            }
        }
        return false;
    }

    /** A document, if it could be collected. */
    private static Optional<JsonNode> raw(Reading snapshot, String key) {
        Reading document = snapshot.document(key);
        return document.isReadable() ? Optional.of(document.raw()) : Optional.empty();
    }

    private static Iterable<JsonNode> items(Reading snapshot, String list) {
        return raw(snapshot, list)
                .<Iterable<JsonNode>>map(json -> json.path("items"))
                .orElse(List.of());
    }

    private boolean bears(JsonNode node) {
        return switch (place) {
            case LABEL -> hasName(node.path("metadata").path("labels"), beginning);
            case PROVIDER -> node.path("spec").path("providerID").asText().startsWith(beginning);
            case CONFIG_MAP -> false;
            case IMAGE ->
                node.path("status").path("nodeInfo").path("osImage").asText().startsWith(beginning);
        };
    }

    private static boolean hasName(JsonNode object, String beginning) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            if (names.next().startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
