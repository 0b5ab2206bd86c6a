package io.github.plimsoll.target.kubernetes;

import static io.github.plimsoll.fact.kubernetes.KubernetesDocuments.*;

import java.util.List;
import java.util.Optional;

/**
 * A list that is collected.
 *
 * @param list its path
 * @param since the version of Kubernetes that serves it first; empty if every version does that is still in use
 * @param needed what cannot be judged without it, for whoever lacks the right to read it
 */
record Collected(String list, String since, String needed) {

    private static final String WORKLOADS = "workloads (5.2 to 5.6)";
    private static final String RIGHTS = "who may do what (5.1)";
    private static final String ADMISSION = "what is admitted (5.2.1, 5.5.1)";

    /** All of them; those that take longest, or lead on to what does, come first. */
    static final List<Collected> ALL = List.of(
            always(PODS, WORKLOADS + " and the flags of the control plane (1.2 to 1.4, 2)"),
            always(NODES, "nodes (4)"),
            always(REPLICA_SETS, WORKLOADS),
            always(CONFIG_MAPS, "the settings of kube-proxy (4.3) and credentials in plain sight"),
            always(DEPLOYMENTS, WORKLOADS),
            always(STATEFUL_SETS, WORKLOADS),
            always(DAEMON_SETS, WORKLOADS),
            always(JOBS, WORKLOADS),
            always(CRON_JOBS, WORKLOADS),
            always(REPLICATION_CONTROLLERS, WORKLOADS),
            always(ROLES, RIGHTS),
            always(ROLE_BINDINGS, RIGHTS),
            always(CLUSTER_ROLES, RIGHTS),
            always(CLUSTER_ROLE_BINDINGS, RIGHTS),
            always(SERVICE_ACCOUNTS, "tokens of pods (5.1.5, 5.1.6)"),
            always(SECRETS, "long-lived tokens (3.1.2, 3.1.3); what is in secrets is not asked for"),
            always(SERVICES, "what is reachable from outside"),
            always(NETWORK_POLICIES, "network policies (5.3)"),
            always(INGRESSES, "what is reachable from outside"),
            always(LIMIT_RANGES, "limits of resources"),
            always(RESOURCE_QUOTAS, "limits of resources"),
            always(PERSISTENT_VOLUMES, "volumes that lead to nodes"),
            always(CERTIFICATE_SIGNING_REQUESTS, "certificates of users (3.1.1, 5.1.7)"),
            always(VALIDATING_WEBHOOKS, ADMISSION),
            always(MUTATING_WEBHOOKS, ADMISSION),
            new Collected(VALIDATING_ADMISSION_POLICIES, "1.30", ADMISSION),
            new Collected(VALIDATING_ADMISSION_POLICY_BINDINGS, "1.30", ADMISSION),
            always(CUSTOM_RESOURCE_DEFINITIONS, "policy engines and other additions"),
            always(POD_DISRUPTION_BUDGETS, "robustness of workloads"),
            always(HORIZONTAL_POD_AUTOSCALERS, "robustness of workloads"),
            new Collected(FLOW_SCHEMAS, "1.29", "whose requests are served first"),
            new Collected(PRIORITY_LEVELS, "1.29", "whose requests are served first"),
            always(PRIORITY_CLASSES, "robustness of workloads"),
            always(RUNTIME_CLASSES, "sandboxes, and who is exempt from Pod Security admission (5.2.1)"),
            always(NAMESPACES, "namespaces (5.2, 5.3, 5.6)"));

    /** What either right opens, and what the stronger one costs. */
    private static final String KUBELETS =
            "the settings of the kubelets (4.2); nodes/configz is enough where they serve with"
                    + " certificates of the cluster, nodes/proxy anywhere, but whoever has that gets into every container";

    /** The configuration of each kubelet, by way of the API server. */
    static final Right KUBELET_CONFIG = new Right("", "nodes", "proxy", "get", KUBELETS);

    /** The same from the kubelet itself, since Kubernetes 1.33; the API server lets nobody through to it for this. */
    static final Right KUBELET_ITSELF = new Right("", "nodes", "configz", "get", KUBELETS);

    private static Collected always(String list, String needed) {
        return new Collected(list, "", needed);
    }

    /** The right that it takes. */
    Right right() {
        String[] parts = list.split("/");
        boolean core = parts[1].equals("api");
        return new Right(core ? "" : parts[2], parts[parts.length - 1], "", "list", needed);
    }

    /** Why there are no such objects where the server does not serve the list; empty if that is no answer. */
    Optional<String> absence() {
        return since.isEmpty() ? Optional.empty() : Optional.of("there is no such kind before Kubernetes " + since);
    }
}
