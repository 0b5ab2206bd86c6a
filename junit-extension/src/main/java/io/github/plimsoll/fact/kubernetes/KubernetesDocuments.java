package io.github.plimsoll.fact.kubernetes;

import java.util.regex.Pattern;

/**
 * The keys under which a Kubernetes snapshot holds its documents: the requests that fetch them, without their query.
 *
 * <p>A list is {@code {"items": [...]}} with the raw objects of all its pages and all namespaces, without
 * {@code metadata.managedFields}, of which the managers stay where somebody may have declared one, and the annotation that repeats an object as it was last applied. What stands under
 * {@code node:NAME:...} are facts of a node that its API does not tell.
 */
public final class KubernetesDocuments {

    public static final String VERSION = "/version";

    public static final String NAMESPACES = "/api/v1/namespaces";
    public static final String NODES = "/api/v1/nodes";
    public static final String PODS = "/api/v1/pods";
    public static final String SERVICES = "/api/v1/services";
    public static final String SERVICE_ACCOUNTS = "/api/v1/serviceaccounts";
    public static final String CONFIG_MAPS = "/api/v1/configmaps";
    public static final String LIMIT_RANGES = "/api/v1/limitranges";
    public static final String RESOURCE_QUOTAS = "/api/v1/resourcequotas";
    public static final String PERSISTENT_VOLUMES = "/api/v1/persistentvolumes";
    public static final String REPLICATION_CONTROLLERS = "/api/v1/replicationcontrollers";

    /**
     * Secrets without what is in them, for no more is asked for: {@code metadata}, {@code type}, in {@code keys} the names of
     * what is in them as far as the server notes who set them, and in {@code written} when one of these did so last.
     */
    public static final String SECRETS = "/api/v1/secrets";

    public static final String DEPLOYMENTS = "/apis/apps/v1/deployments";
    public static final String REPLICA_SETS = "/apis/apps/v1/replicasets";
    public static final String STATEFUL_SETS = "/apis/apps/v1/statefulsets";
    public static final String DAEMON_SETS = "/apis/apps/v1/daemonsets";
    public static final String JOBS = "/apis/batch/v1/jobs";
    public static final String CRON_JOBS = "/apis/batch/v1/cronjobs";

    public static final String ROLES = "/apis/rbac.authorization.k8s.io/v1/roles";
    public static final String ROLE_BINDINGS = "/apis/rbac.authorization.k8s.io/v1/rolebindings";
    public static final String CLUSTER_ROLES = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
    public static final String CLUSTER_ROLE_BINDINGS = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";

    public static final String NETWORK_POLICIES = "/apis/networking.k8s.io/v1/networkpolicies";
    public static final String INGRESSES = "/apis/networking.k8s.io/v1/ingresses";

    /** Of an API server beside the cluster's own, which OpenShift has. */
    public static final String OPENSHIFT_ROUTES = "/apis/route.openshift.io/v1/routes";

    public static final String CERTIFICATE_SIGNING_REQUESTS = "/apis/certificates.k8s.io/v1/certificatesigningrequests";
    public static final String VALIDATING_WEBHOOKS =
            "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
    public static final String MUTATING_WEBHOOKS =
            "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations";
    public static final String VALIDATING_ADMISSION_POLICIES =
            "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies";
    public static final String VALIDATING_ADMISSION_POLICY_BINDINGS =
            "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings";
    public static final String CUSTOM_RESOURCE_DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    public static final String POD_DISRUPTION_BUDGETS = "/apis/policy/v1/poddisruptionbudgets";
    public static final String HORIZONTAL_POD_AUTOSCALERS = "/apis/autoscaling/v2/horizontalpodautoscalers";
    public static final String FLOW_SCHEMAS = "/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas";
    public static final String PRIORITY_LEVELS = "/apis/flowcontrol.apiserver.k8s.io/v1/prioritylevelconfigurations";
    public static final String RUNTIME_CLASSES = "/apis/node.k8s.io/v1/runtimeclasses";
    public static final String PRIORITY_CLASSES = "/apis/scheduling.k8s.io/v1/priorityclasses";

    /** What Kubescape found in the images of workloads, which an API server of its own keeps. */
    public static final String KUBESCAPE_SUMMARIES =
            "/apis/spdx.softwarecomposition.kubescape.io/v1beta1/vulnerabilitymanifestsummaries";

    /**
     * The ports that were looked at as a stranger would: {@code {"ports": [{"name", "host", "port", "names"}]}}, the names being
     * those under which clients come.
     */
    public static final String PROBED_PORTS = "probe:ports";

    /**
     * Images that were handed in as archives, as {@link io.github.plimsoll.fact.image.ImageArchives} has them; not there if none were. The
     * policy says by this name where they are.
     */
    public static final String IMAGE_ARCHIVES = "image-archives";

    /**
     * What was read in place of a cluster: {@code {"files": [...], "notLookedAt": [...]}}. Where this document is, lists hold the
     * objects of these files and nothing else.
     */
    public static final String MANIFESTS = "manifests";

    /** Why the rules of a role in a list are not known; a field of the object. */
    public static final String UNREAD = "$unread";

    /** What a ConfigMap is called that configures a mesh of Istio; each revision has its own. */
    public static final Pattern MESH = Pattern.compile("istio(?:-.+)?");

    /** The ConfigMap by which Cilium is set up, and what in it says whether policies count: {@code never} is not at all. */
    public static final String CILIUM = "cilium-config";

    public static final String CILIUM_MODE = "enable-policy";

    /**
     * The namespace that the configuration of a mesh of Istio names for what counts everywhere, of all that such a ConfigMap says; a field
     * of the object, empty if it names none.
     */
    public static final String MESH_ROOT = "$meshRoot";

    /** The files of a node, as {@code HostDocuments.FILES} describes them; a {@link #ofNode fact of a node}. */
    public static final String FILES = "files";

    /**
     * The cluster's own programs on a node: {@code {"processes": [{"program": "kubelet", "uid", "args": [...]}]}}, the program first;
     * {@code "contained": ["kube-proxy"]} names those that run in containers, where somebody looked for them.
     */
    public static final String PROCESSES = "processes";

    /**
     * What configuration files say, without secrets: {@code {"/etc/x.yaml": {"exists": true, "content": {...}}}}, or {@code unreadable}.
     * Of a unit it is what it says of addresses, each setting with all its words: {@code {"IPAddressDeny": ["any"]}}.
     */
    public static final String SETTINGS = "settings";

    /** Certificates by their file: {@code {"/etc/x.crt": {"certificates": [{"subject", "issuer", "notAfter", "sha256"}]}}}, or {@code unreadable}. */
    public static final String CERTIFICATES = "certificates";

    /** The settings of a node's kubelet as {@link #kubeletConfig} has them, but put together from its flags and files. */
    public static final String KUBELET = "kubelet";

    /** The pods of a node that it has from files of its own, in the shape of {@link #PODS}. */
    public static final String STATIC_PODS = "pods";

    /** The one node that was looked at from within, where no API server was asked: {@code {"name": "worker-1"}}. */
    public static final String SELF = "node";

    private KubernetesDocuments() {}

    /** The effective configuration of a node's kubelet, defaults filled in: {@code {"kubeletconfig": {...}}}. */
    public static String kubeletConfig(String node) {
        return "/api/v1/nodes/" + node + "/proxy/configz";
    }

    /** What was found at a port, as {@code ProbedEndpoint} reads it; {@code {"shut": true}} where nobody listens. */
    public static String probe(String host, long port) {
        return "probe:" + host + ":" + port;
    }

    /** A fact of a node that its API does not tell, for example {@code node:worker-1:files}. */
    public static String ofNode(String node, String fact) {
        return "node:" + node + ":" + fact;
    }

    /** One object of a list as a document of its own, under which what is read of it is noted. */
    static String object(String list, String namespace, String name) {
        int plural = list.lastIndexOf('/');
        if (namespace.isEmpty()) {
            return list + "/" + name;
        }
        return plural < 0
                ? list + "/" + namespace + "/" + name
                : list.substring(0, plural) + "/namespaces/" + namespace + list.substring(plural) + "/" + name;
    }
}
