package io.github.plimsoll.suites.kubernetes.live;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.suites.ShippedControls;
import io.github.plimsoll.suites.kubernetes.RolesAndAccounts;
import io.github.plimsoll.target.Targets;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Two users with the same right, of whom one uses it, as the audit log of a real API server has it. */
final class UsedRights {

    static final String USED = "user/plim-worker › create configmaps in plim-used (rolebinding/plim-used/plim-worker)";
    static final String UNUSED = "user/plim-idler › create configmaps in plim-used (rolebinding/plim-used/plim-idler)";

    private static final String NAMESPACE = "plim-used";

    private static final String OBJECTS = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: plim-used}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {namespace: plim-used, name: plim-maker}
            rules: [{apiGroups: [''], resources: [configmaps], verbs: [create]}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {namespace: plim-used, name: plim-worker}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: plim-maker}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: plim-worker}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {namespace: plim-used, name: plim-idler}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: plim-maker}
            subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: plim-idler}]
            """;

    /** The log is in the file system of the server's own container unless its manifest mounts the directory. */
    private static final String READ_LOG = """
            for process in /proc/[0-9]*; do
              read -r name <"$process/comm" 2>/dev/null || continue
              [ "$name" != kube-apiserver ] || grep -h plim-used "$process/root/var/log/kubernetes/audit.log"
            done
            """;

    private UsedRights() {}

    /** What is said of both, once an API server keeps a log. */
    static LiveFindings judged(KubernetesClient client, NodeHand hand, String kubeconfig) {
        try {
            client.load(NodeHand.stream(OBJECTS)).serverSideApply();
            work(kubeconfig);
            Path log = Files.createTempFile("audit", ".log");
            try {
                Files.writeString(log, hand.run(hand.controlPlane(), READ_LOG));
                Policies policies = Policies.defaults(ShippedControls.CATALOGUE)
                        .with("kubernetes.audit-log", log.toString(), "the test")
                        .with("kubernetes.min-audit-log-span", "0s", "the test");
                return LiveFindings.of(
                        Targets.snapshot("kubeconfig:" + kubeconfig), List.of(RolesAndAccounts.class), policies);
            } finally {
                Files.delete(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            PlantedNamespaces.remove(client, List.of(NAMESPACE));
        }
    }

    private static void work(String kubeconfig) {
        Config worker = new ConfigBuilder(Config.fromKubeconfig(new File(kubeconfig)))
                .withImpersonateUsername("plim-worker")
                .build();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(worker).build()) {
            client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withNamespace(NAMESPACE)
                            .withName("made")
                            .endMetadata()
                            .build())
                    .create();
        }
    }
}
