package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EtcdTrafficProofs extends Proofs {

    EtcdTrafficProofs() {
        super(EtcdTraffic.class);
    }

    @Test
    void etcd_serves_tls() {
        violatedBy(beside("etcd-events", "etcd"));
        violatedBy(beside("early-events", "etcd"));
        satisfiedBy(beside("backup", "etcdctl"));
        violatedBy(besideProcesses(SOUND, SOUND.replace("urls=https", "urls=http")));
        violatedBy(besideProcesses(SOUND.replace("urls=https", "urls=http"), SOUND));
        satisfiedBy(besideProcesses(SOUND, SOUND));
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--cert-file", null));
        violatedBy(with("--key-file", null));
        satisfiedBy(variable("--cert-file", "ETCD_CERT_FILE", "/etc/server.crt"));
        violatedBy(configured("{}"));
        satisfiedBy(
                configured(
                        "{'client-transport-security': {'cert-file': '/a', 'key-file': '/b'}, 'listen-client-urls': 'https://a:2379'}"));
        violatedBy(configured("{'client-transport-security': {'cert-file': '/a', 'key-file': '/b'}}"));
        // What is set beside an address without TLS is ignored there.
        violatedBy(with("--listen-client-urls", "https://10.0.0.1:2379,http://127.0.0.1:2379"));
        violatedBy(with("--listen-client-urls", null));
        satisfiedBy(variable("--listen-client-urls", "ETCD_LISTEN_CLIENT_URLS", "https://10.0.0.1:2379"));
        satisfiedBy(with("--listen-metrics-urls", "http://127.0.0.1:2381"));
        inconclusiveFor(with("--config-file", "/etc/other.yaml"));
        inconclusiveFor(cluster());
    }

    /** Another pod on the node of a sound etcd, of the same image; what is not etcd is no subject. */
    private static KubernetesFixture beside(String pod, String program) {
        return cluster()
                .controlPlane()
                .object(
                        KubernetesDocuments.PODS,
                        "{metadata: {name: '" + pod
                                + "', namespace: 'kube-system'}, spec: {nodeName: 'control-plane', containers: [{name: 'etcd',"
                                + " image: 'registry.k8s.io/etcd:3.6.5-0', command: ['" + program
                                + "', '--listen-client-urls=http://0.0.0.0:4001']}]}}");
    }

    private static final String SOUND =
            "'--config-file=', '--cert-file=/a', '--key-file=/b', '--listen-client-urls=https://10.0.0.1:4001', '--listen-client-http-urls='";

    /** More of them, which are programs of the node that the pod of a sound one is on. */
    private static KubernetesFixture besideProcesses(String... arguments) {
        return cluster()
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.PROCESSES,
                        facts -> facts.withJson(
                                "processes",
                                Arrays.stream(arguments)
                                        .map(words -> "{program: 'etcd', args: ['/usr/bin/etcd', " + words + "]}")
                                        .collect(Collectors.joining(",", "[", "]"))));
    }

    @Test
    void etcd_knows_its_clients() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--client-cert-auth", null));
        violatedBy(with("--client-cert-auth", "false"));
        satisfiedBy(variable("--client-cert-auth", "ETCD_CLIENT_CERT_AUTH", "true"));
        violatedBy(variable("--client-cert-auth", "ETCD_CLIENT_CERT_AUTH", "false"));
        satisfiedBy(configured(
                "{'client-transport-security': {'client-cert-auth': true}, 'listen-client-urls': 'https://a:2379'}"));
        violatedBy(configured("{'client-transport-security': {'client-cert-auth': true}}"));
        violatedBy(configured("{'client-transport-security': {'client-cert-auth': false}}"));
        violatedBy(with("--listen-client-urls", "http://0.0.0.0:2379"));
        inconclusiveFor(with("--client-cert-auth", null)
                .component(
                        "etcd", pod -> pod.withJson("spec.containers[0].envFrom", "[{configMapRef: {name: 'etcd'}}]")));
        inconclusiveFor(
                with("--client-cert-auth", null)
                        .component(
                                "etcd",
                                pod -> pod.withJson(
                                        "spec.containers[0].env",
                                        "[{name: 'ETCD_CLIENT_CERT_AUTH', valueFrom: {fieldRef: {fieldPath: 'metadata.name'}}}]")));
        inconclusiveFor(with("--client-cert-auth", null)
                .component(
                        "etcd",
                        pod -> pod.withJson(
                                "spec.containers[0].env",
                                "[{name: 'ETCD_CLIENT_CERT_AUTH', value: '\u2039redacted\u203a'}]")));
        inconclusiveFor(asProcess());
        satisfiedBy(asProcess("ETCD_CLIENT_CERT_AUTH: 'true', ETCD_LISTEN_CLIENT_URLS: 'https://10.0.0.1:2379'"));
        violatedBy(asProcess("ETCD_CLIENT_CERT_AUTH: 'false'"));
        violatedBy(asProcess("ETCD_LISTEN_CLIENT_URLS: 'https://10.0.0.1:2379'"));
    }

    @Test
    void etcd_makes_no_certificate_itself() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--auto-tls", "true"));
        satisfiedBy(with("--auto-tls", "false"));
        violatedBy(variable("--auto-tls", "ETCD_AUTO_TLS", "true"));
        violatedBy(configured("{'client-transport-security': {'auto-tls': true}}"));
    }

    @Test
    void etcd_peers_use_tls() {
        satisfiedBy(cluster().controlPlane());
        notApplicableTo(with("--peer-cert-file", null));
        violatedBy(with("--peer-cert-file", null)
                .flag("etcd", "--initial-cluster", "a=https://10.0.0.1:2380,b=https://10.0.0.2:2380"));
        violatedBy(with("--peer-key-file", null).flag("etcd", "--discovery", "https://discovery.example.com"));
        violatedBy(with("--peer-key-file", null).flag("etcd", "--discovery-srv", "example.com"));
        satisfiedBy(with("--initial-cluster", "a=https://10.0.0.1:2380,b=https://10.0.0.2:2380"));
        violatedBy(configured("{'initial-cluster': 'a=x,b=y'}"));
        satisfiedBy(
                configured(
                        "{'peer-transport-security': {'cert-file': '/a', 'key-file': '/b'}, 'listen-peer-urls': 'https://a:2380'}"));
        notApplicableTo(with("--listen-peer-urls", null));
        violatedBy(with("--listen-peer-urls", "http://10.0.0.1:2380")
                .flag("etcd", "--initial-cluster", "a=https://10.0.0.1:2380,b=https://10.0.0.2:2380"));
        violatedBy(joined(with("--peer-cert-file", null)));
    }

    @Test
    void etcd_knows_its_peers() {
        satisfiedBy(cluster().controlPlane());
        notApplicableTo(with("--peer-client-cert-auth", null));
        violatedBy(with("--peer-client-cert-auth", "false").flag("etcd", "--initial-cluster", "a=x,b=y"));
        violatedBy(with("--listen-peer-urls", "http://10.0.0.1:2380").flag("etcd", "--initial-cluster", "a=x,b=y"));
        violatedBy(joined(with("--peer-client-cert-auth", "false")));
        satisfiedBy(configured(
                "{'peer-transport-security': {'client-cert-auth': true}, 'listen-peer-urls': 'https://a:2380'}"));
    }

    @Test
    void etcd_makes_no_peer_certificate_itself() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--peer-auto-tls", "true"));
        violatedBy(configured("{'peer-transport-security': {'auto-tls': true}}"));
    }

    @Test
    void etcd_has_an_authority_of_its_own() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--trusted-ca-file", null));
        violatedBy(with("--trusted-ca-file", "/etc/kubernetes/pki/ca.crt"));
        violatedBy(cluster()
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.CERTIFICATES,
                        facts -> facts.withJson(
                                "\"/etc/kubernetes/pki/etcd/ca.crt\".certificates",
                                "[{subject: 'CN=kubernetes', issuer: 'CN=kubernetes', sha256: '01'}]")));
        satisfiedBy(cluster().controlPlane().flag("kube-apiserver", "--client-ca-file", null));
        inconclusiveFor(cluster().controlPlane().unreadableOfNode(KubernetesDocuments.CERTIFICATES));
        inconclusiveFor(with("--trusted-ca-file", "/etc/other.crt"));
        inconclusiveFor(
                cluster().controlPlane().component("kube-apiserver", pod -> pod.with("metadata.namespace", "shop")));
    }

    private static KubernetesFixture with(String flag, @Nullable String value) {
        return cluster().controlPlane().flag("etcd", flag, value);
    }

    /** Another member joined later, whom the flags of the first do not name. */
    private static KubernetesFixture joined(KubernetesFixture first) {
        return first.object(
                KubernetesDocuments.PODS,
                "{metadata: {name: 'etcd-second', namespace: 'kube-system'}, spec: {nodeName: 'second', containers: [{name: 'etcd',"
                        + " command: ['etcd', '--peer-cert-file=/a', '--peer-key-file=/b', '--peer-client-cert-auth=true',"
                        + " '--initial-cluster=a=https://10.0.0.1:2380,b=https://10.0.0.2:2380',"
                        + " '--listen-peer-urls=https://10.0.0.2:2380']}]}}");
    }

    private static KubernetesFixture variable(String flag, String name, String value) {
        return with(flag, null)
                .component(
                        "etcd",
                        pod -> pod.withJson(
                                "spec.containers[0].env", "[{name: '%s', value: '%s'}]".formatted(name, value)));
    }

    /** The file stands over the flags that the hardened store has. */
    private static KubernetesFixture configured(String content) {
        return with("--config-file", "/etc/etcd.yaml")
                .ofNode(
                        KubernetesDocuments.SETTINGS,
                        facts -> facts.withJson("\"/etc/etcd.yaml\"", "{exists: true, content: " + content + "}"));
    }

    /** Without flags, but perhaps with variables. */
    private static KubernetesFixture asProcess() {
        return process("{program: 'etcd', args: ['/usr/bin/etcd']}");
    }

    /** As a node tells of its own. */
    private static KubernetesFixture asProcess(String variables) {
        return process("{program: 'etcd', args: ['/usr/bin/etcd'], variables: {" + variables + "}}");
    }

    private static KubernetesFixture process(String process) {
        return cluster()
                .controlPlane()
                .component("etcd", pod -> pod.with("metadata.namespace", "shop"))
                .ofNode(KubernetesDocuments.PROCESSES, facts -> facts.withJson("processes", "[" + process + "]"));
    }
}
