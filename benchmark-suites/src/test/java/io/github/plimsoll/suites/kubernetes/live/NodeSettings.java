package io.github.plimsoll.suites.kubernetes.live;

import io.github.plimsoll.suites.kubernetes.live.PlantedNodes.State;
import io.github.plimsoll.suites.kubernetes.live.PlantedNodes.Told;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flags of the control plane and settings of a kubelet, planted and sound, with the files that they name; and what controls say of them. */
final class NodeSettings {

    private static final String PLACE = "/etc/kubernetes/pki/plimsoll/";

    private static final String TABLE = "nodes.tsv";

    /** Never any that takes the cluster apart for the while: others may be at work on it. */
    static final Map<String, String> PLANTED_FLAGS = flags("""
            kube-apiserver token-auth-file=%1$stokens.csv
            kube-apiserver enable-admission-plugins=AlwaysAdmit
            kube-apiserver disable-admission-plugins=NamespaceLifecycle
            kube-apiserver admission-control-config-file=%1$sadmission-sparing.yaml
            kube-apiserver request-timeout=1h
            kube-apiserver service-account-lookup=false
            kube-apiserver encryption-provider-config=%1$sencryption.yaml
            kube-apiserver tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_RSA_WITH_AES_128_CBC_SHA
            kube-controller-manager bind-address=0.0.0.0
            kube-controller-manager terminated-pod-gc-threshold=0
            kube-controller-manager feature-gates=RotateKubeletServerCertificate=False
            kube-scheduler bind-address=
            etcd client-cert-auth=false
            etcd auto-tls=true
            etcd listen-client-http-urls=http://127.0.0.1:2399
            """);

    static final Map<String, String> SOUND_FLAGS = flags("""
            kube-apiserver authentication-config=%1$sauthentication.yaml
            kube-apiserver enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs,EventRateLimit
            kube-apiserver admission-control-config-file=%1$sadmission.yaml
            kube-apiserver profiling=false
            kube-apiserver audit-policy-file=%1$saudit.yaml
            kube-apiserver audit-log-path=/var/log/kubernetes/audit.log
            kube-apiserver audit-log-maxage=30
            kube-apiserver audit-log-maxbackup=10
            kube-apiserver audit-log-maxsize=100
            kube-apiserver tls-min-version=VersionTLS13
            kube-apiserver service-account-extend-token-expiration=false
            kube-controller-manager profiling=false
            kube-controller-manager bind-address=127.0.0.1
            kube-controller-manager terminated-pod-gc-threshold=100
            kube-scheduler profiling=false
            kube-scheduler bind-address=127.0.0.1
            etcd client-cert-auth=true
            """);

    static final Map<String, String> FILES = Map.of(
            "tokens.csv",
            "plimsoll-planted-token,plimsoll,plimsoll\n",
            "encryption.yaml",
            """
            apiVersion: apiserver.config.k8s.io/v1
            kind: EncryptionConfiguration
            resources:
            - resources: [secrets]
              providers:
              - identity: {}
            """,
            "authentication.yaml",
            """
            apiVersion: apiserver.config.k8s.io/v1beta1
            kind: AuthenticationConfiguration
            anonymous:
              enabled: true
              conditions: [{path: /livez}, {path: /readyz}, {path: /healthz}]
            """,
            "admission.yaml",
            """
            apiVersion: apiserver.config.k8s.io/v1
            kind: AdmissionConfiguration
            plugins:
            - name: EventRateLimit
              path: events.yaml
            - name: PodSecurity
              path: /etc/kubernetes/pki/plimsoll/podsecurity.yaml
            """,
            "events.yaml",
            """
            apiVersion: eventratelimit.admission.k8s.io/v1alpha1
            kind: Configuration
            limits: [{type: Server, qps: 5000, burst: 20000}]
            """,
            "podsecurity.yaml",
            """
            apiVersion: pod-security.admission.config.k8s.io/v1
            kind: PodSecurityConfiguration
            exemptions: {namespaces: [kube-system]}
            """,
            "admission-sparing.yaml",
            """
            apiVersion: apiserver.config.k8s.io/v1
            kind: AdmissionConfiguration
            plugins:
            - name: PodSecurity
              path: podsecurity-sparing.yaml
            """,
            "podsecurity-sparing.yaml",
            """
            apiVersion: pod-security.admission.config.k8s.io/v1
            kind: PodSecurityConfiguration
            exemptions: {usernames: [plim-spared]}
            """,
            "audit.yaml",
            """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            rules:
            - level: Metadata
              resources:
              - {group: '', resources: [secrets, configmaps, serviceaccounts/token]}
              - {group: authentication.k8s.io, resources: [tokenreviews]}
            - level: Metadata
              verbs: [create, update, patch, delete, deletecollection]
            - level: Metadata
              resources:
              - {group: '', resources: [pods/exec, pods/attach, pods/portforward, pods/proxy, services/proxy, nodes/proxy]}
            - level: None
            """);

    /** Of a kubelet. It is short of memory by what it is told, and would end pods for that a day later. */
    static final String PLANTED_KUBELET = """
            authentication: {anonymous: {enabled: true}}
            authorization: {mode: AlwaysAllow}
            readOnlyPort: 10255
            makeIPTablesUtilChains: false
            eventRecordQPS: 1
            rotateCertificates: false
            tlsCipherSuites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, TLS_RSA_WITH_AES_128_GCM_SHA256, TLS_RSA_WITH_AES_128_CBC_SHA]
            podPidsLimit: -1
            seccompDefault: false
            featureGates: {RotateKubeletServerCertificate: false}
            tlsMinVersion: VersionTLS10
            tlsCertFile: %1$s/kubelet.crt
            tlsPrivateKeyFile: %1$s/kubelet.key
            containerLogMaxSize: '-1'
            evictionSoft: {memory.available: 99%%}
            evictionSoftGracePeriod: {memory.available: 24h}
            """.formatted(PlantedPlane.PLACE);

    static final String SOUND_KUBELET = """
            authentication: {anonymous: {enabled: false}}
            authorization: {mode: Webhook}
            readOnlyPort: 0
            makeIPTablesUtilChains: true
            eventRecordQPS: 50
            rotateCertificates: true
            tlsMinVersion: VersionTLS13
            podPidsLimit: 4096
            seccompDefault: true
            tlsCertFile: %1$s/kubelet.crt
            tlsPrivateKeyFile: %1$s/kubelet.key
            enableProfilingHandler: false
            systemReserved: {memory: 100Mi}
            evictionHard: {memory.available: 100Mi, nodefs.available: 1%%}
            """.formatted(PlantedPlane.PLACE);

    private NodeSettings() {}

    /**
     * What is told of programs and settings: {@code control, subject, states} are the lines of the table, in which the two nodes
     * have names of their own.
     */
    static List<Told> told(State state, String controlPlane, String worker) {
        try (InputStream table = NodeSettings.class.getResourceAsStream(TABLE)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replace("CONTROL", controlPlane)
                            .replace("WORKER", worker)
                            .split("\t"))
                    .filter(line -> line[2].contains(state.name()))
                    .map(line -> new Told(line[0], line[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each flag as {@code PROGRAM NAME} with its value; an empty value takes it away. */
    private static Map<String, String> flags(String table) {
        Map<String, String> flags = new LinkedHashMap<>();
        table.formatted(PLACE).lines().forEach(line -> {
            int equals = line.indexOf('=');
            flags.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return flags;
    }
}
