package io.github.plimsoll.fact.kubernetes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What objects are called in the names of subjects, by the lists that they stand in. */
final class KindNames {

    /** All that Kubernetes itself has and that is collected, but for pods and what they come from. */
    static final Map<String, String> BESIDE_WORKLOADS = besideWorkloads();

    private KindNames() {}

    static String of(WorkloadKind kind) {
        return kind.kind().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> besideWorkloads() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put(KubernetesDocuments.NAMESPACES, "namespace");
        kinds.put(KubernetesDocuments.NODES, "node");
        kinds.put(KubernetesDocuments.SERVICES, "service");
        kinds.put(KubernetesDocuments.SERVICE_ACCOUNTS, "serviceaccount");
        kinds.put(KubernetesDocuments.CONFIG_MAPS, "configmap");
        kinds.put(KubernetesDocuments.SECRETS, "secret");
        kinds.put(KubernetesDocuments.LIMIT_RANGES, "limitrange");
        kinds.put(KubernetesDocuments.RESOURCE_QUOTAS, "resourcequota");
        kinds.put(KubernetesDocuments.PERSISTENT_VOLUMES, "persistentvolume");
        kinds.put(KubernetesDocuments.ROLES, "role");
        kinds.put(KubernetesDocuments.ROLE_BINDINGS, "rolebinding");
        kinds.put(KubernetesDocuments.CLUSTER_ROLES, "clusterrole");
        kinds.put(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, "clusterrolebinding");
        kinds.put(KubernetesDocuments.NETWORK_POLICIES, "networkpolicy");
        kinds.put(KubernetesDocuments.INGRESSES, "ingress");
        kinds.put(KubernetesDocuments.CERTIFICATE_SIGNING_REQUESTS, "certificatesigningrequest");
        kinds.put(KubernetesDocuments.VALIDATING_WEBHOOKS, "validatingwebhookconfiguration");
        kinds.put(KubernetesDocuments.MUTATING_WEBHOOKS, "mutatingwebhookconfiguration");
        kinds.put(KubernetesDocuments.VALIDATING_ADMISSION_POLICIES, "validatingadmissionpolicy");
        kinds.put(KubernetesDocuments.VALIDATING_ADMISSION_POLICY_BINDINGS, "validatingadmissionpolicybinding");
        kinds.put(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, "customresourcedefinition");
        kinds.put(KubernetesDocuments.POD_DISRUPTION_BUDGETS, "poddisruptionbudget");
        kinds.put(KubernetesDocuments.HORIZONTAL_POD_AUTOSCALERS, "horizontalpodautoscaler");
        kinds.put(KubernetesDocuments.FLOW_SCHEMAS, "flowschema");
        kinds.put(KubernetesDocuments.PRIORITY_LEVELS, "prioritylevelconfiguration");
        kinds.put(KubernetesDocuments.PRIORITY_CLASSES, "priorityclass");
        kinds.put(KubernetesDocuments.RUNTIME_CLASSES, "runtimeclass");
        return Collections.unmodifiableMap(kinds);
    }
}
