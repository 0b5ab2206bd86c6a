package io.github.plimsoll.proof;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The programs of a hardened cluster of one node, and what that node tells of them. */
final class ControlPlane {

    static final String NODE = "control-plane";

    static final Map<String, List<String>> COMMANDS = commands();

    private ControlPlane() {}

    private static Map<String, List<String>> commands() {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put(
                "kube-apiserver",
                List.of(
                        "--anonymous-auth=false",
                        "--authorization-mode=Node,RBAC",
                        "--enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs,EventRateLimit,AlwaysPullImages",
                        "--admission-control-config-file=/etc/kubernetes/admission.yaml",
                        "--kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt",
                        "--kubelet-client-key=/etc/kubernetes/pki/apiserver-kubelet-client.key",
                        "--kubelet-certificate-authority=/etc/kubernetes/pki/ca.crt",
                        "--client-ca-file=/etc/kubernetes/pki/ca.crt",
                        "--tls-cert-file=/etc/kubernetes/pki/apiserver.crt",
                        "--tls-private-key-file=/etc/kubernetes/pki/apiserver.key",
                        "--tls-min-version=VersionTLS13",
                        "--profiling=false",
                        "--audit-policy-file=/etc/kubernetes/audit.yaml",
                        "--audit-log-path=/var/log/kubernetes/audit.log",
                        "--audit-log-maxage=30",
                        "--audit-log-maxbackup=10",
                        "--audit-log-maxsize=100",
                        "--service-account-key-file=/etc/kubernetes/pki/sa.pub",
                        "--service-account-extend-token-expiration=false",
                        "--etcd-servers=https://127.0.0.1:2379",
                        "--etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt",
                        "--etcd-keyfile=/etc/kubernetes/pki/apiserver-etcd-client.key",
                        "--etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt",
                        "--encryption-provider-config=/etc/kubernetes/encryption.yaml"));
        commands.put(
                "kube-controller-manager",
                List.of(
                        "--profiling=false",
                        "--use-service-account-credentials=true",
                        "--service-account-private-key-file=/etc/kubernetes/pki/sa.key",
                        "--root-ca-file=/etc/kubernetes/pki/ca.crt",
                        "--bind-address=127.0.0.1"));
        commands.put("kube-scheduler", List.of("--profiling=false", "--bind-address=127.0.0.1"));
        commands.put(
                "etcd",
                List.of(
                        "--cert-file=/etc/kubernetes/pki/etcd/server.crt",
                        "--key-file=/etc/kubernetes/pki/etcd/server.key",
                        "--client-cert-auth=true",
                        "--trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt",
                        "--data-dir=/var/lib/etcd",
                        "--listen-client-urls=https://127.0.0.1:2379,https://10.0.0.1:2379",
                        "--listen-peer-urls=https://10.0.0.1:2380",
                        "--initial-cluster=control-plane=https://10.0.0.1:2380",
                        "--peer-cert-file=/etc/kubernetes/pki/etcd/peer.crt",
                        "--peer-key-file=/etc/kubernetes/pki/etcd/peer.key",
                        "--peer-client-cert-auth=true"));
        commands.put("kube-proxy", List.of("--config=/var/lib/kube-proxy/config.conf"));
        return commands;
    }

    /** The node's own pod for a program. */
    static Json pod(String program) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(COMMANDS.getOrDefault(program, List.of()));
        return Json.parse("""
                        {
                          metadata: {
                            name: '%1$s-%2$s', namespace: 'kube-system',
                            labels: {component: '%1$s', tier: 'control-plane'},
                            annotations: {'kubernetes.io/config.source': 'file', 'kubernetes.io/config.mirror': '0123'}
                          },
                          spec: {
                            nodeName: '%2$s',
                            containers: [{
                              name: '%1$s', image: 'registry.k8s.io/%1$s:v1.34.4',
                              volumeMounts: [{name: 'config', mountPath: '/var/lib/kube-proxy'}]
                            }],
                            volumes: [{name: 'config', configMap: {name: 'kube-proxy'}}]
                          },
                          status: {phase: 'Running'}
                        }
                        """.formatted(program, NODE)).with("spec.containers[0].command", command);
    }

    /** The same pod with a flag set otherwise, or taken away. */
    static Json with(Json pod, String flag, @Nullable String value) {
        List<String> command = new ArrayList<>();
        pod.node().at("/spec/containers/0/command").forEach(word -> command.add(word.asText()));
        command.removeIf(word -> word.equals(flag) || word.startsWith(flag + "="));
        if (value != null) {
            command.add(flag + "=" + value);
        }
        return pod.with("spec.containers[0].command", command);
    }

    static Json proxyConfig() {
        return Json.parse("{metadata: {name: 'kube-proxy', namespace: 'kube-system'}}")
                .with("data.\"config.conf\"", "mode: iptables\nmetricsBindAddress: ''\n");
    }

    /** The documents of the node beside its lists. */
    static Map<String, Json> documents() {
        Map<String, Json> documents = new LinkedHashMap<>();
        documents.put(KubernetesDocuments.kubeletConfig(NODE), kubelet());
        documents.put(KubernetesDocuments.ofNode(NODE, KubernetesDocuments.PROCESSES), Json.parse("""
                {
                  processes: [{
                    program: 'kubelet', uid: 0, args: [
                      '/usr/bin/kubelet', '--config=/var/lib/kubelet/config.yaml', '--kubeconfig=/etc/kubernetes/kubelet.conf'
                    ]
                  }]
                }
                """));
        documents.put(KubernetesDocuments.ofNode(NODE, KubernetesDocuments.FILES), files());
        documents.put(KubernetesDocuments.ofNode(NODE, KubernetesDocuments.SETTINGS), settings());
        documents.put(KubernetesDocuments.ofNode(NODE, KubernetesDocuments.CERTIFICATES), Json.parse("""
                {
                  '/etc/kubernetes/pki/ca.crt': {
                    certificates: [{subject: 'CN=kubernetes', issuer: 'CN=kubernetes', notAfter: '2035-12-31T00:00:00Z', sha256: '01'}]
                  },
                  '/etc/kubernetes/pki/etcd/ca.crt': {
                    certificates: [{subject: 'CN=etcd-ca', issuer: 'CN=etcd-ca', sha256: '02'}]
                  },
                  '/var/lib/kubelet/pki/kubelet.crt': {
                    certificates: [{subject: 'CN=control-plane@1', issuer: 'CN=kubernetes', sha256: '03'}]
                  }
                }
                """));
        return documents;
    }

    private static Json kubelet() {
        return Json.parse("""
                {
                  kubeletconfig: {
                    authentication: {
                      x509: {clientCAFile: '/etc/kubernetes/pki/ca.crt'}, webhook: {enabled: true}, anonymous: {enabled: false}
                    },
                    authorization: {mode: 'Webhook'},
                    staticPodPath: '/etc/kubernetes/manifests',
                    rotateCertificates: true,
                    serverTLSBootstrap: true,
                    tlsMinVersion: 'VersionTLS13',
                    streamingConnectionIdleTimeout: '4h0m0s',
                    makeIPTablesUtilChains: true,
                    eventRecordQPS: 50,
                    podPidsLimit: 4096,
                    seccompDefault: true,
                    enableProfilingHandler: false
                  }
                }
                """);
    }

    private static Json files() {
        Json files = Json.parse("{}");
        for (String directory : List.of(
                "/etc/kubernetes",
                "/etc/kubernetes/manifests",
                "/etc/kubernetes/pki",
                "/etc/kubernetes/pki/etcd",
                "/etc/cni/net.d",
                "/var/lib/cni/networks",
                "/var/lib/etcd",
                "/etc/systemd/system/kubelet.service.d")) {
            files = file(files, directory, "directory", "0700");
        }
        for (String absent : List.of(
                "/etc/systemd/system.control/kubelet.service",
                "/etc/systemd/system.control/kubelet.service.d",
                "/run/systemd/system.control/kubelet.service",
                "/run/systemd/system.control/kubelet.service.d",
                "/etc/systemd/system/kubelet.service",
                "/run/systemd/system/kubelet.service",
                "/run/systemd/system/kubelet.service.d",
                "/usr/local/lib/systemd/system/kubelet.service",
                "/usr/local/lib/systemd/system/kubelet.service.d",
                "/usr/lib/systemd/system/kubelet.service.d",
                "/lib/systemd/system/kubelet.service",
                "/lib/systemd/system/kubelet.service.d")) {
            files = files.with("\"" + absent + "\".path", absent).with("\"" + absent + "\".exists", false);
        }
        for (String file : List.of(
                "/etc/kubernetes/admin.conf",
                "/etc/kubernetes/super-admin.conf",
                "/etc/kubernetes/scheduler.conf",
                "/etc/kubernetes/controller-manager.conf",
                "/etc/kubernetes/kubelet.conf",
                "/etc/kubernetes/manifests/etcd.yaml",
                "/etc/kubernetes/pki/ca.crt",
                "/etc/kubernetes/pki/sa.pub",
                "/etc/kubernetes/pki/etcd/ca.key",
                "/etc/cni/net.d/10-bridge.conflist",
                "/var/lib/cni/networks/lock",
                "/var/lib/kubelet/config.yaml",
                "/var/log/kubernetes/audit.log",
                "/usr/lib/systemd/system/kubelet.service",
                "/etc/systemd/system/kubelet.service.d/10-kubeadm.conf")) {
            files = file(files, file, "file", "0600");
        }
        return files;
    }

    private static Json file(Json files, String path, String type, String mode) {
        String place = "\"" + path + "\".";
        return files.with(place + "path", path)
                .with(place + "exists", true)
                .with(place + "type", type)
                .with(place + "uid", 0)
                .with(place + "gid", 0)
                .with(place + "mode", mode);
    }

    private static Json settings() {
        return Json.parse("""
                {
                  '/etc/kubernetes/encryption.yaml': {exists: true, content: {
                    resources: [{resources: ['secrets'], providers: [{secretbox: {}}, {identity: {}}]}]
                  }},
                  '/etc/kubernetes/audit.yaml': {exists: true, content: {
                    rules: [
                      {level: 'None', users: ['system:kube-proxy'], verbs: ['watch']},
                      {level: 'None', nonResourceURLs: ['/healthz*']},
                      {level: 'Metadata', resources: [
                        {group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token']},
                        {group: 'authentication.k8s.io', resources: ['tokenreviews']}
                      ]},
                      {level: 'Request', verbs: ['create', 'update', 'patch', 'delete']},
                      {level: 'Metadata'}
                    ]
                  }},
                  '/usr/lib/systemd/system/kubelet.service': {exists: true, content: {}},
                  '/etc/systemd/system/kubelet.service.d/10-kubeadm.conf': {
                    exists: true, content: {IPAddressDeny: ['any'], IPAddressAllow: ['localhost', '10.0.0.0/8']}
                  }
                }
                """);
    }
}
