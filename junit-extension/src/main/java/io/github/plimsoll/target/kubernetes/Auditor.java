package io.github.plimsoll.target.kubernetes;

import io.github.plimsoll.fact.kubernetes.CustomResources;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service account that may do just what an audit takes, as a manifest. */
final class Auditor {

    private static final String BEGINNING = """
            # A service account that may do what an audit by Plimsoll takes, and no more: list objects of all namespaces. This file
            # is made from what is collected (AuditorTests); apply it with `kubectl apply -f plimsoll-auditor.yaml`.
            #
            # Two roles are of their own, for whoever leaves one out; what needs it is inconclusive then.
            #
            # To list secrets is to be able to read them, since Kubernetes has no finer right: Plimsoll asks the server for their names
            # and types only.
            #
            # To get nodes/configz is to be told the settings of kubelets by themselves (since Kubernetes 1.33), and nothing else. The
            # token of this account is shown to them then, once the authority of the cluster has vouched for them; whoever has taken
            # over a node could use it until it ends, which is a reason for tokens that last an hour. The API server would spare
            # that, but lets only those through who may get nodes/proxy: these may run commands in every container, so that
            # this right is in a file of its own, plimsoll-auditor-proxy.yaml, for clusters whose kubelets serve with certificates
            # of their own making, as those of kubeadm do unless they are told serverTLSBootstrap.
            apiVersion: v1
            kind: Namespace
            metadata:
              name: plimsoll
            ---
            apiVersion: v1
            kind: ServiceAccount
            metadata:
              name: plimsoll-auditor
              namespace: plimsoll
            automountServiceAccountToken: false
            """;

    private static final String OF_PROXY = """
            # What takes the place of nodes/configz of plimsoll-auditor.yaml where kubelets do not tell their settings themselves:
            # their certificates are of their own making, they are older than Kubernetes 1.33, or out of reach. It is made from what is
            # collected (AuditorTests).
            #
            # Plimsoll asks for their settings only, by way of the API server, which shows no kubelet a token. But Kubernetes has no
            # finer right for that way, and who has this one may run commands in every container of every node.
            """;

    private static final String ROLE = """
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: %1$s
            rules:
            %2$s---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata:
              name: %1$s
            roleRef:
              apiGroup: rbac.authorization.k8s.io
              kind: ClusterRole
              name: %1$s
            subjects:
              - kind: ServiceAccount
                name: plimsoll-auditor
                namespace: plimsoll
            """;

    private Auditor() {}

    /** All rights that an audit takes; there is a finer one in place of {@link Collected#KUBELET_CONFIG}. */
    static List<Right> rights() {
        return Stream.concat(Collected.ALL.stream().map(Collected::right), Stream.of(Collected.KUBELET_CONFIG))
                .toList();
    }

    static String manifest() {
        List<Right> plain = rights().stream()
                .filter(right -> !right.resource().equals("secrets")
                        && right.subresource().isEmpty())
                .toList();
        List<Right> secrets = rights().stream()
                .filter(right -> right.resource().equals("secrets"))
                .toList();
        return BEGINNING
                + ROLE.formatted("plimsoll-auditor", rules(plain) + customResources())
                + ROLE.formatted("plimsoll-auditor-secrets", rules(secrets))
                + ROLE.formatted("plimsoll-auditor-kubelets", rules(List.of(Collected.KUBELET_ITSELF)));
    }

    /** What else it may do where its kubelets are to be asked by way of the API server. */
    static String proxyManifest() {
        return OF_PROXY
                + ROLE.formatted("plimsoll-auditor-proxy", rules(List.of(Collected.KUBELET_CONFIG)))
                        .substring("---\n".length());
    }

    private static String rules(List<Right> rights) {
        Map<String, TreeSet<String>> resources = new TreeMap<>(rights.stream()
                .collect(Collectors.groupingBy(
                        Right::group, Collectors.mapping(Right::target, Collectors.toCollection(TreeSet::new)))));
        String verb = rights.get(0).verb();
        StringBuilder rules = new StringBuilder();
        resources.forEach((group, names) -> rules.append(rule(group, names, verb)));
        return rules.toString();
    }

    private static String rule(String group, Iterable<String> names, String verb) {
        return "  - apiGroups: [\"%s\"]\n    resources: [%s]\n    verbs: [%s]\n"
                .formatted(group, String.join(", ", names), verb);
    }

    private static String customResources() {
        Map<String, TreeSet<String>> resources = new TreeMap<>();
        CustomResources.read().forEach(name -> {
            int dot = name.indexOf('.');
            resources
                    .computeIfAbsent(name.substring(dot + 1), group -> new TreeSet<>())
                    .add(name.substring(0, dot));
        });
        StringBuilder rules = new StringBuilder();
        resources.forEach((group, names) -> rules.append(rule(group, names, "list")));
        return rules.toString();
    }
}
