package io.github.plimsoll.suites.kubernetes.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flags of the control plane, planted and sound, with the files that they name; and which controls tell them apart. */
final class NodeSettings {

    private static final String PLACE = "/etc/kubernetes/pki/plimsoll/";

    static final List<String> TOLD_BY_KUBELET = List.of(
            "kubelet_refuses_anonymous_requests",
            "kubelet_asks_who_may",
            "kubelet_has_no_open_port",
            "kubelet_ends_idle_streams",
            "kubelet_keeps_packet_filter",
            "kubelet_reports_its_own_name",
            "kubelet_reports_events",
            "kubelet_renews_its_client_certificate",
            "kubelet_renews_its_serving_certificate",
            "kubelet_offers_strong_suites_only",
            "kubelet_limits_processes",
            "kubelet_filters_system_calls");

    static final Map<String, String> TOLD_BY_FLAGS = Map.of(
            "kube-apiserver", """
            api_server_refuses_anonymous_requests api_server_has_no_token_file api_server_denies_external_ips
            api_server_limits_events api_server_does_not_admit_everything api_server_guards_namespaces
            api_server_restricts_what_nodes_write api_server_serves_no_profiles api_server_records_requests
            api_server_keeps_records_long api_server_keeps_enough_records api_server_starts_new_records_in_time
            api_server_ends_long_requests api_server_looks_tokens_up api_server_offers_strong_suites_only
            api_server_does_not_extend_tokens api_server_has_an_audit_policy pod_security_spares_nobody""",
            "kube-controller-manager",
                    "ended_pods_are_removed controller_manager_serves_no_profiles controller_manager_listens_locally"
                            + " controller_manager_renews_kubelet_certificates",
            "kube-scheduler", "scheduler_serves_no_profiles scheduler_listens_locally",
            "etcd", "etcd_serves_tls etcd_knows_its_clients etcd_makes_no_certificate_itself");

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

    private NodeSettings() {}

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
