package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.kubernetes.component.ApiServer;
import io.github.plimsoll.policy.Policy;

/** Section 1.2: who is let in by the API server, and what it trusts itself. */
@KubernetesControls
public class ApiServerAccess {

    @Control(
            title = "The API server refuses requests without credentials",
            why =
                    "Whoever reaches the port may try what RBAC leaves open to the unauthenticated, and the next careless binding opens more.",
            fix =
                    "Start kube-apiserver with --anonymous-auth=false, or let an AuthenticationConfiguration admit anonymous requests to /livez, /readyz and /healthz only",
            severity = HIGH)
    @CisKubernetes("1.2.1")
    @Level1
    @Spoofing("S1")
    void api_server_refuses_anonymous_requests(ApiServer server) {
        assertThat(server.openToAnonymous())
                .as("paths open to anonymous requests")
                .isEmpty();
    }

    @Control(
            title = "The API server knows no tokens from a file",
            why = "Tokens in a file never expire, stand there in the clear, and cannot be withdrawn without a restart.",
            fix =
                    "Remove --token-auth-file from kube-apiserver and give its users certificates, OIDC or service accounts",
            severity = HIGH)
    @CisKubernetes("1.2.2")
    @Level1
    @Spoofing("S1")
    void api_server_has_no_token_file(ApiServer server) {
        assertThat(server.tokenFile()).as("file of static tokens").isEmpty();
    }

    @Control(
            title = "The API server shows a certificate to kubelets",
            why = "Kubelets that cannot tell the API server from others must either refuse it or let everybody in.",
            fix = "Start kube-apiserver with --kubelet-client-certificate and --kubelet-client-key",
            severity = HIGH)
    @CisKubernetes("1.2.4")
    @Level1
    @Spoofing("S2")
    void api_server_identifies_itself_to_kubelets(ApiServer server) {
        assertThat(server.identifiesItselfToKubelets())
                .as("it shows kubelets a certificate")
                .isTrue();
    }

    @Control(
            title = "The API server verifies the certificates of kubelets",
            why =
                    "Without an authority to verify by, whoever poses as a node receives the commands, logs and tokens meant for it.",
            fix =
                    "Have kubelets request their serving certificates (serverTLSBootstrap) and start kube-apiserver with --kubelet-certificate-authority",
            severity = HIGH)
    @CisKubernetes("1.2.5")
    @Level1
    @Spoofing("S2")
    void api_server_verifies_kubelets(ApiServer server) {
        assertThat(server.kubeletAuthority()).as("authority for kubelets").isNotEmpty();
    }

    @Control(
            title = "The API server does not allow every request",
            why = "With the authorizer AlwaysAllow every user, and every pod with a token, is an administrator.",
            fix =
                    "Start kube-apiserver with --authorization-mode=Node,RBAC, or list these two in the AuthorizationConfiguration",
            severity = CRITICAL)
    @CisKubernetes("1.2.6")
    @Level1
    @ElevationOfPrivilege("E2")
    void api_server_allows_not_everything(ApiServer server) {
        assertThat(server.authorizers()).as("authorizers").doesNotContain("AlwaysAllow");
    }

    @Control(
            title = "The API server lets a node read only what its pods need",
            why =
                    "Without the Node authorizer a node that was broken into needs broad rights and can read the Secrets of all others.",
            fix = "Put Node into --authorization-mode of kube-apiserver, or into the AuthorizationConfiguration",
            severity = HIGH)
    @CisKubernetes("1.2.7")
    @Level1
    @ElevationOfPrivilege("E2")
    @Spoofing("S2")
    void api_server_confines_nodes(ApiServer server) {
        assertThat(server.authorizers()).as("authorizers").contains("Node");
    }

    @Control(
            title = "The API server decides by RBAC",
            why = "Rights that are not given by roles cannot be listed, reviewed or reduced.",
            fix = "Put RBAC into --authorization-mode of kube-apiserver, or into the AuthorizationConfiguration",
            severity = HIGH)
    @CisKubernetes("1.2.8")
    @Level1
    @ElevationOfPrivilege("E2")
    void api_server_uses_rbac(ApiServer server) {
        assertThat(server.authorizers()).as("authorizers").contains("RBAC");
    }

    @Control(
            title = "The API server serves no profiles of itself",
            why =
                    "Profiles tell about the inner state of the server and cost processor time that anybody allowed to ask can spend.",
            fix = "Start kube-apiserver with --profiling=false",
            severity = LOW)
    @CisKubernetes("1.2.15")
    @Level1
    @InformationDisclosure("I2")
    @DenialOfService("D1")
    void api_server_serves_no_profiles(ApiServer server) {
        assertThat(server.servesProfiles()).as("it serves profiles").isFalse();
    }

    @Control(
            title = "The API server ends requests in good time",
            why = "A time limit far beyond what requests need lets a few slow clients hold all connections.",
            fix =
                    "Start kube-apiserver without --request-timeout, which is then one minute, or with at most the time that the largest lists need",
            severity = LOW)
    @CisKubernetes("1.2.20")
    @Level1
    @DenialOfService("D1")
    void api_server_ends_long_requests(ApiServer server, Policy policy) {
        assertThat(server.requestTimeout())
                .as("time limit of a request")
                .isPositive()
                .isLessThanOrEqualTo(policy.duration("kubernetes.max-request-timeout"));
    }

    @Control(
            title = "The API server refuses tokens of deleted service accounts",
            why =
                    "Without the look-up a token stays good after its service account or its Secret was deleted because of a theft.",
            fix = "Remove --service-account-lookup=false from kube-apiserver",
            severity = HIGH)
    @CisKubernetes("1.2.21")
    @Level1
    @Spoofing("S1")
    void api_server_looks_tokens_up(ApiServer server) {
        assertThat(server.looksTokensUp()).as("it looks tokens up").isTrue();
    }

    @Control(
            title = "The API server has keys of their own to know tokens by",
            why =
                    "Where it falls back on its serving key, tokens and server share one secret and none can be replaced without the other.",
            fix = "Start kube-apiserver with --service-account-key-file",
            severity = MEDIUM)
    @CisKubernetes("1.2.22")
    @Level1
    @Spoofing("S1")
    void api_server_has_keys_for_tokens(ApiServer server) {
        assertThat(server.tokenKeys()).as("keys for tokens of service accounts").isNotEmpty();
    }

    @Control(
            title = "The API server serves with a certificate that clients can verify",
            why =
                    "It otherwise makes a certificate that nobody vouches for, and clients get used to skipping the check.",
            fix = "Start kube-apiserver with --tls-cert-file and --tls-private-key-file",
            severity = HIGH)
    @CisKubernetes("1.2.24")
    @Level1
    @Spoofing("S2")
    @InformationDisclosure("I1")
    void api_server_has_a_certificate(ApiServer server) {
        assertThat(server.hasServingCertificate())
                .as("it has a serving certificate")
                .isTrue();
    }

    @Control(
            title = "The API server knows an authority for client certificates",
            why =
                    "Without one, components and administrators can only log in by tokens that whoever sees them can use.",
            fix = "Start kube-apiserver with --client-ca-file",
            severity = HIGH)
    @CisKubernetes("1.2.25")
    @Level1
    @Spoofing("S1")
    void api_server_knows_client_certificates(ApiServer server) {
        assertThat(server.clientAuthority()).as("authority for clients").isNotEmpty();
    }

    @Control(
            title = "The API server offers strong cipher suites only",
            why = "Older suites can be broken into by whoever records the traffic or stands in its way.",
            fix =
                    "Start kube-apiserver with --tls-min-version=VersionTLS13, or with --tls-cipher-suites and only suites with ECDHE and GCM or CHACHA20",
            severity = MEDIUM)
    @CisKubernetes("1.2.29")
    @Level1
    @InformationDisclosure("I1")
    @Spoofing("S2")
    void api_server_offers_strong_suites_only(ApiServer server, Policy policy) {
        assertThat(server.weakSuites(policy.texts("kubernetes.api-server-suites")))
                .as("weak cipher suites")
                .isEmpty();
    }

    @Control(
            title = "The API server does not extend the life of tokens",
            why =
                    "By itself it makes tokens of pods good for a year where they were asked for an hour, so that a stolen one serves long.",
            fix =
                    "Start kube-apiserver with --service-account-extend-token-expiration=false once all clients re-read their token",
            severity = MEDIUM)
    @CisKubernetes("1.2.30")
    @Level1
    @Spoofing("S1")
    void api_server_does_not_extend_tokens(ApiServer server) {
        assertThat(server.extendsTokens()).as("it extends tokens").isFalse();
    }
}
