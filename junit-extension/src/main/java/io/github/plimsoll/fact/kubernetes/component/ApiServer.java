package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.admission.ServicePolicies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An API server: {@code node/control-plane › kube-apiserver}. */
public final class ApiServer extends Component {

    static final String PROGRAM = "kube-apiserver";

    /** Requests that tell whether the server is alive, and no more. */
    private static final Set<String> HEALTH = Set.of("/livez", "/readyz", "/healthz");

    ApiServer(Reading place, CommandLine commandLine) {
        super(place, commandLine);
    }

    /** @throws Unreadable if none is seen */
    public static List<Found<ApiServer>> locate(Reading snapshot) {
        return Components.of(snapshot, PROGRAM, ApiServer::new);
    }

    /** What requests without any credentials may ask for, apart from the server's health; empty if nothing. */
    public List<String> openToAnonymous() {
        String file = flags().text("authentication-config", "");
        if (file.isEmpty() || !file(file).value("anonymous").isPresent()) {
            return flags().flag("anonymous-auth", true) ? List.of("every path") : List.of();
        }
        if (!file(file).value("anonymous.enabled").asBoolean(false)) {
            return List.of();
        }
        List<Reading> conditions = file(file).elements("anonymous.conditions");
        if (conditions.isEmpty()) {
            return List.of("every path");
        }
        return conditions.stream()
                .map(condition -> condition.value("path").requiredText())
                .filter(path -> !HEALTH.contains(path))
                .toList();
    }

    /** The file of tokens that never change while the server runs; empty is none. */
    public String tokenFile() {
        return flags().text("token-auth-file", "");
    }

    /** Who decides on requests, for example {@code Node} and {@code RBAC}; without a setting all are allowed. */
    public List<String> authorizers() {
        String file = flags().text("authorization-config", "");
        if (file.isEmpty()) {
            return flags().texts("authorization-mode", List.of("AlwaysAllow"));
        }
        return file(file).elements("authorizers").stream()
                .map(authorizer -> authorizer.value("type").requiredText())
                .toList();
    }

    /** Whether an admission plugin is on, by itself or because a flag says so. */
    public boolean admits(AdmissionPlugin plugin) {
        return plugin.isOn(flags());
    }

    /**
     * The policies that refuse Services which claim addresses ({@code externalIPs}), by their names as subjects.
     *
     * @param vouched policies of which a person says that they do
     * @throws Unreadable if there are only such that look at these addresses, and nobody says what they refuse
     */
    public List<String> policiesAgainstExternalIps(List<String> vouched) {
        List<String> policies = ServicePolicies.refusingAddresses(
                reading().unrecorded(), admits(AdmissionPlugin.VALIDATING_ADMISSION_POLICY), vouched);
        reading()
                .recordDerived("policiesAgainstExternalIps", policies.isEmpty() ? "none" : String.join(", ", policies));
        return policies;
    }

    /** The file that configures admission plugins; empty is none. */
    public String admissionFile() {
        return flags().text("admission-control-config-file", "");
    }

    /** What the file that configures admission plug-ins says of one, there or else in a file that it names; empty if nothing. */
    Optional<Reading> admissionSettings(String plugin) {
        if (admissionFile().isEmpty()) {
            return Optional.empty();
        }
        for (Reading entry : file(admissionFile()).elements("plugins")) {
            if (entry.value("name").asText("").equals(plugin)) {
                String path = entry.value("path").asText("");
                return Optional.of(
                        path.isEmpty() || entry.value("configuration").isPresent()
                                ? entry.part("configuration")
                                : file(AdmissionFiles.named(admissionFile(), path))
                                        .whole());
            }
        }
        return Optional.empty();
    }

    /**
     * Whom Pod Security admission lets make any pod in any namespace: {@code user/NAME}, and {@code runtimeclass/NAME} for each class
     * that there is.
     *
     * @param decided those that the site has decided on, which are left out
     */
    public List<String> sparedByPodSecurity(List<String> decided) {
        return admissionSettings("PodSecurity")
                .map(settings -> Exemptions.everywhere(settings, decided))
                .orElse(List.of());
    }

    /** Whether it shows kubelets a certificate of its own. */
    public boolean identifiesItselfToKubelets() {
        return hasPair("kubelet-client-certificate", "kubelet-client-key");
    }

    /** The authority by which it knows the certificates of kubelets; empty if it takes any. */
    public String kubeletAuthority() {
        return flags().text("kubelet-certificate-authority", "");
    }

    /** The authority whose certificates log clients in; empty is none. */
    public String clientAuthority() {
        return flags().text("client-ca-file", "");
    }

    /** Whether machines that are to become nodes log in by a bootstrap token. */
    public boolean takesBootstrapTokens() {
        return flags().flag("enable-bootstrap-token-auth", false);
    }

    /**
     * Whether MutatingAdmissionPolicies are in force: until Kubernetes 1.36 only if their feature is switched on, without which they are
     * nothing but objects, and with which a server that does not serve them admits nothing.
     *
     * @param minor the second number of its version
     */
    public boolean obeysMutatingPolicies(int minor) {
        boolean beta = minor >= 34;
        boolean stable = minor >= 36;
        String all = beta ? Flags.ALL_BETA : "AllAlpha";
        return minor >= 32
                && admits(AdmissionPlugin.MUTATING_ADMISSION_POLICY)
                && flags().gate("MutatingAdmissionPolicy", stable ? "" : all, stable);
    }

    /**
     * Whether somebody may be let act as others for some requests only.
     *
     * @param minor the second number of its version
     */
    public boolean limitsImpersonation(int minor) {
        boolean beta = minor >= 36;
        return minor >= 35 && flags().gate("ConstrainedImpersonation", beta ? Flags.ALL_BETA : "AllAlpha", beta);
    }

    /** How users log in other than by certificates and tokens of service accounts; empty if they cannot. */
    public List<String> otherLogins() {
        List<String> logins = new ArrayList<>();
        for (String flag : List.of("oidc-issuer-url", "authentication-token-webhook-config-file", "token-auth-file")) {
            String value = flags().text(flag, "");
            if (!value.isEmpty()) {
                logins.add("--" + flag + "=" + value);
            }
        }
        String structured = flags().text("authentication-config", "");
        if (!structured.isEmpty()) {
            for (Reading issuer : file(structured).elements("jwt")) {
                logins.add("tokens of " + issuer.value("issuer.url").requiredText());
            }
        }
        return logins;
    }

    /** Whether it is given the certificate that it shows to clients, instead of making one that nobody knows. */
    public boolean hasServingCertificate() {
        return hasPair("tls-cert-file", "tls-private-key-file");
    }

    /**
     * The cipher suites it offers that are not strong.
     *
     * @param allowed those that are taken for strong all the same
     */
    public List<String> weakSuites(List<String> allowed) {
        return TlsSuites.weak(
                flags().text("tls-min-version", "VersionTLS12"),
                flags().texts(
                                "tls-cipher-suites",
                                TlsSuites.byDefault(reading().header().version())),
                allowed);
    }

    /** Whether requests wait in queues by whose they are, so that nobody takes the time of all. */
    public boolean queuesFairly() {
        return flags().flag("enable-priority-and-fairness", true);
    }

    /** Whether performance data and traces of the program are served. */
    public boolean servesProfiles() {
        return flags().flag("profiling", true);
    }

    /** How long a request may take. */
    public Duration requestTimeout() {
        return flags().duration("request-timeout", Duration.ofMinutes(1));
    }

    /** The rules by which requests are recorded; empty if none are. */
    public String auditPolicy() {
        return flags().text("audit-policy-file", "");
    }

    /** Where records of requests go: files, standard output as {@code -}, or the configuration of a service. */
    public List<String> auditSinks() {
        List<String> sinks = new ArrayList<>();
        for (String flag : List.of("audit-log-path", "audit-webhook-config-file")) {
            String sink = flags().text(flag, "");
            if (!sink.isEmpty()) {
                sinks.add(sink);
            }
        }
        return sinks;
    }

    /** Where on its node the file of its audit log is; empty if it writes none, or one that ends with its container. */
    public String auditLog() {
        String log = flags().text("audit-log-path", "");
        return log.isEmpty() || log.equals("-") ? "" : ofNode(log).orElse("");
    }

    /** Whether it sends records of requests to a service as they come. */
    public boolean sendsRecords() {
        return !flags().text("audit-webhook-config-file", "").isEmpty();
    }

    /** Whether records of requests go to files of the node, which it has to keep and to rotate, or to nowhere at all. */
    public boolean keepsAuditFiles() {
        String log = flags().text("audit-log-path", "");
        return log.isEmpty() ? auditSinks().isEmpty() : !log.equals("-");
    }

    /** For how many days it keeps old files of its audit log; 0 is no number of days. */
    public long auditDays() {
        return flags().number("audit-log-maxage", 0);
    }

    /** How many old files of its audit log it keeps; 0 is no number. */
    public long auditFiles() {
        return flags().number("audit-log-maxbackup", 0);
    }

    /** How large a file of its audit log gets, in MB; 0 is unset. */
    public long auditFileSize() {
        return flags().number("audit-log-maxsize", 0);
    }

    /** What the audit policy does not record of what matters, in words; empty if it records all. */
    public List<String> auditGaps() {
        return new AuditPolicy(file(auditPolicy())).gaps();
    }

    /** Whether a token is refused once its service account is gone. */
    public boolean looksTokensUp() {
        return flags().flag("service-account-lookup", true);
    }

    /** The keys by which it knows tokens of service accounts, or the service that signs them; empty is the server's own key. */
    public String tokenKeys() {
        String keys = flags().text("service-account-key-file", "");
        return keys.isEmpty() ? flags().text("service-account-signing-endpoint", "") : keys;
    }

    /** Whether tokens of pods are good for a year where a pod asked for an hour. */
    public boolean extendsTokens() {
        return flags().flag("service-account-extend-token-expiration", true);
    }

    /** Whether it is given a certificate of its own to show to etcd. */
    public boolean identifiesItselfToEtcd() {
        return hasPair("etcd-certfile", "etcd-keyfile");
    }

    /** Where it reaches etcd without TLS, and so shows no certificate and verifies none, whatever is set beside. */
    public List<String> openEtcds() {
        List<String> servers = new ArrayList<>(flags().texts("etcd-servers", List.of()));
        servers.addAll(flags().texts("etcd-servers-overrides", List.of()));
        return EtcdUrls.withoutTls(String.join(",", servers));
    }

    /** The authority by which it knows the certificate of etcd; empty if it takes any that the system trusts. */
    public String etcdAuthority() {
        return flags().text("etcd-cafile", "");
    }

    /** The file that says how objects are encrypted before they are stored; empty is none. */
    public String encryptionFile() {
        return flags().text("encryption-provider-config", "");
    }

    /** The provider that encrypts newly written Secrets, {@code identity} if none does. */
    public String secretsProvider() {
        return Encryption.providerOf("secrets", file(encryptionFile()));
    }

    private boolean hasPair(String certificate, String key) {
        return !flags().text(certificate, "").isEmpty()
                && !flags().text(key, "").isEmpty();
    }
}
