package io.github.plimsoll.target.kubernetes;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.util.List;

/** The lists that are collected, those that take longest first. */
final class Collected {

    static final List<String> LISTS = List.of(
            KubernetesDocuments.PODS,
            KubernetesDocuments.REPLICA_SETS,
            KubernetesDocuments.CONFIG_MAPS,
            KubernetesDocuments.DEPLOYMENTS,
            KubernetesDocuments.STATEFUL_SETS,
            KubernetesDocuments.DAEMON_SETS,
            KubernetesDocuments.JOBS,
            KubernetesDocuments.CRON_JOBS,
            KubernetesDocuments.REPLICATION_CONTROLLERS,
            KubernetesDocuments.ROLES,
            KubernetesDocuments.ROLE_BINDINGS,
            KubernetesDocuments.CLUSTER_ROLES,
            KubernetesDocuments.CLUSTER_ROLE_BINDINGS,
            KubernetesDocuments.SERVICE_ACCOUNTS,
            KubernetesDocuments.SERVICES,
            KubernetesDocuments.NETWORK_POLICIES,
            KubernetesDocuments.INGRESSES,
            KubernetesDocuments.LIMIT_RANGES,
            KubernetesDocuments.RESOURCE_QUOTAS,
            KubernetesDocuments.PERSISTENT_VOLUMES,
            KubernetesDocuments.CERTIFICATE_SIGNING_REQUESTS,
            KubernetesDocuments.VALIDATING_WEBHOOKS,
            KubernetesDocuments.MUTATING_WEBHOOKS,
            KubernetesDocuments.VALIDATING_ADMISSION_POLICIES,
            KubernetesDocuments.VALIDATING_ADMISSION_POLICY_BINDINGS,
            KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS,
            KubernetesDocuments.POD_DISRUPTION_BUDGETS,
            KubernetesDocuments.PRIORITY_CLASSES,
            KubernetesDocuments.NODES,
            KubernetesDocuments.NAMESPACES);

    private Collected() {}
}
