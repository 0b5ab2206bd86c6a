package io.github.plimsoll.target.manifest;

import static io.github.plimsoll.fact.kubernetes.KubernetesDocuments.*;

import java.util.List;
import java.util.Optional;

/**
 * A kind of object that is judged, of whatever version of its group.
 *
 * @param list the key of the list in which a cluster would have it
 */
record ObjectKind(String kind, List<String> groups, String list, boolean namespaced) {

    private static final List<String> CORE = List.of("");
    private static final List<String> APPS = List.of("apps", "extensions");
    private static final List<String> RBAC = List.of("rbac.authorization.k8s.io");

    static final List<ObjectKind> ALL = List.of(
            new ObjectKind("Namespace", CORE, NAMESPACES, false),
            new ObjectKind("Pod", CORE, PODS, true),
            new ObjectKind("Service", CORE, SERVICES, true),
            new ObjectKind("ServiceAccount", CORE, SERVICE_ACCOUNTS, true),
            new ObjectKind("ConfigMap", CORE, CONFIG_MAPS, true),
            new ObjectKind("Secret", CORE, SECRETS, true),
            new ObjectKind("LimitRange", CORE, LIMIT_RANGES, true),
            new ObjectKind("ResourceQuota", CORE, RESOURCE_QUOTAS, true),
            new ObjectKind("PersistentVolume", CORE, PERSISTENT_VOLUMES, false),
            new ObjectKind("ReplicationController", CORE, REPLICATION_CONTROLLERS, true),
            new ObjectKind("Deployment", APPS, DEPLOYMENTS, true),
            new ObjectKind("ReplicaSet", APPS, REPLICA_SETS, true),
            new ObjectKind("StatefulSet", APPS, STATEFUL_SETS, true),
            new ObjectKind("DaemonSet", APPS, DAEMON_SETS, true),
            new ObjectKind("Job", List.of("batch"), JOBS, true),
            new ObjectKind("CronJob", List.of("batch"), CRON_JOBS, true),
            new ObjectKind("Role", RBAC, ROLES, true),
            new ObjectKind("RoleBinding", RBAC, ROLE_BINDINGS, true),
            new ObjectKind("ClusterRole", RBAC, CLUSTER_ROLES, false),
            new ObjectKind("ClusterRoleBinding", RBAC, CLUSTER_ROLE_BINDINGS, false),
            new ObjectKind("NetworkPolicy", List.of("networking.k8s.io", "extensions"), NETWORK_POLICIES, true),
            new ObjectKind("Ingress", List.of("networking.k8s.io", "extensions"), INGRESSES, true),
            new ObjectKind("Route", List.of("route.openshift.io"), OPENSHIFT_ROUTES, true),
            new ObjectKind("PodDisruptionBudget", List.of("policy"), POD_DISRUPTION_BUDGETS, true),
            new ObjectKind("HorizontalPodAutoscaler", List.of("autoscaling"), HORIZONTAL_POD_AUTOSCALERS, true),
            new ObjectKind("RuntimeClass", List.of("node.k8s.io"), RUNTIME_CLASSES, false),
            new ObjectKind(
                    "CustomResourceDefinition", List.of("apiextensions.k8s.io"), CUSTOM_RESOURCE_DEFINITIONS, false));

    /** What only a cluster has; files that hold some of it do not hold all. */
    static final List<String> OF_A_CLUSTER = List.of(
            VERSION,
            NODES,
            CERTIFICATE_SIGNING_REQUESTS,
            VALIDATING_WEBHOOKS,
            MUTATING_WEBHOOKS,
            VALIDATING_ADMISSION_POLICIES,
            VALIDATING_ADMISSION_POLICY_BINDINGS,
            PRIORITY_CLASSES);

    /** @param apiVersion for example {@code apps/v1} */
    static Optional<ObjectKind> of(String apiVersion, String kind) {
        String group = group(apiVersion);
        return ALL.stream()
                .filter(known -> known.kind.equals(kind) && known.groups.contains(group))
                .findFirst();
    }

    static String group(String apiVersion) {
        return apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
    }
}
