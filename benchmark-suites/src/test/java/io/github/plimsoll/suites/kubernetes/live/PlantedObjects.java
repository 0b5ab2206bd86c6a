package io.github.plimsoll.suites.kubernetes.live;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plimsoll.suites.kubernetes.live.PlantedNodes.Told;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Faults of rights, tokens and namespaces, and the same objects without. */
final class PlantedObjects {

    private static final String NAMESPACE = "plim-faults";

    /** Of which the same subject is sound with the other objects. */
    static final List<Told> TOLD = List.of(
            new Told("roles_have_no_wildcards", "clusterrole/plim-wild"),
            new Told("default_accounts_are_not_used", "serviceaccount/plim-faults/default"),
            new Told("account_tokens_end", "serviceaccount/plim-faults/builder"),
            new Told("bootstrap_tokens_only_let_nodes_join", "cluster"),
            new Told("dangerous_pods_are_refused", "namespace/plim-faults"),
            new Told("only_restricted_pods_are_admitted", "namespace/plim-faults"),
            new Told("limit_ranges_fill_in", "namespace/plim-faults"),
            new Told("namespaces_have_quotas", "namespace/plim-faults"),
            new Told("namespaces_have_network_policies", "namespace/plim-faults"),
            new Told("namespaces_deny_ingress_by_default", "namespace/plim-faults"),
            new Told("namespaces_deny_egress_by_default", "namespace/plim-faults"));

    /** Of which the other objects give something else, so that it has another name. */
    static final List<Told> TOLD_OF_GRANTS = List.of(
            new Told(
                    "cluster_admin_is_given_to_few",
                    "group/plim-ops › clusterrole/cluster-admin in the cluster (clusterrolebinding/plim-ops)"),
            new Told(
                    "secrets_are_read_by_few",
                    "group/plim-readers › get secrets in plim-faults (rolebinding/plim-faults/plim-readers)"),
            new Told(
                    "workloads_are_created_by_few",
                    "group/plim-builders › create cronjobs.batch in plim-faults (rolebinding/plim-faults/plim-builders)"));

    private PlantedObjects() {}

    static void plant(KubernetesClient client) throws InterruptedException {
        create(client, "planted.yaml");
    }

    static void harmless(KubernetesClient client) throws InterruptedException {
        create(client, "sound.yaml");
    }

    private static void create(KubernetesClient client, String file) throws InterruptedException {
        remove(client);
        for (HasMetadata object : objects(client, file)) {
            client.resource(object).serverSideApply();
        }
        NodeHand.await(
                "what the cluster fills in",
                () -> !client.rbac()
                                .clusterRoles()
                                .withName("plim-sum")
                                .get()
                                .getRules()
                                .isEmpty()
                        && client.serviceAccounts()
                                        .inNamespace(NAMESPACE)
                                        .withName("default")
                                        .get()
                                != null
                        && client.resourceQuotas().inNamespace(NAMESPACE).list().getItems().stream()
                                .allMatch(quota -> quota.getStatus() != null
                                        && !quota.getStatus().getUsed().isEmpty()));
    }

    static void remove(KubernetesClient client) {
        objects(client, "planted.yaml")
                .forEach(object -> client.resource(object).delete());
        client.namespaces().withName(NAMESPACE).waitUntilCondition(Objects::isNull, 240, TimeUnit.SECONDS);
    }

    private static List<HasMetadata> objects(KubernetesClient client, String file) {
        return client.load(PlantedObjects.class.getResourceAsStream(file)).items();
    }
}
