package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolesAndAccountsProofs extends Proofs {

    /** Of a user alice in the groups ops and system:masters, in one attribute, as Go writes it. */
    private static final String OF_MASTERS =
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJ3RENDQVdXZ0F3SUJBZ0lVSFZsQUUrWUNUdEthTWJ4VGpCdUhOWll0QkJ3"
                    + "d0NnWUlLb1pJemowRUF3SXcKTlRFak1Bb0dBMVVFQ2d3RGIzQnpNQlVHQTFVRUNnd09jM2x6ZEdWdE9tMWhjM1JsY25NeERqQU1C"
                    + "Z05WQkFNTQpCV0ZzYVdObE1CNFhEVEkyTVRFeU5ESXdOVFUxT0ZvWERUSTJNVEV5TlRJd05UVTFPRm93TlRFak1Bb0dBMVVFCkNn"
                    + "d0RiM0J6TUJVR0ExVUVDZ3dPYzNsemRHVnRPbTFoYzNSbGNuTXhEakFNQmdOVkJBTU1CV0ZzYVdObE1Ga3cKRXdZSEtvWkl6ajBD"
                    + "QVFZSUtvWkl6ajBEQVFjRFFnQUVSRXVYRGJhZ0YybTJmK0o5eHBOWGdOV0I0V0Z4UGxXcApLb2lBSEVCQmNER296c0FvQk90dnJy"
                    + "STJqOXJiVTFENm1aWnQ3SXV0TWl5L3ozaDIzdklQbmFOVE1GRXdIUVlEClZSME9CQllFRksrYVQ0TzRwY3laeHZ4RThkSjB5NC84"
                    + "ZnFZS01COEdBMVVkSXdRWU1CYUFGSythVDRPNHBjeVoKeHZ4RThkSjB5NC84ZnFZS01BOEdBMVVkRXdFQi93UUZNQU1CQWY4d0Nn"
                    + "WUlLb1pJemowRUF3SURTUUF3UmdJaApBSmM3RUhRdzVpNjdydEh4ZEkveXBPbVRaQ004RC9NUkowc2llTWFuUXlnbUFpRUE5a2tj"
                    + "K2J6MU8yZ1U4elNRClZoUTRIOUJxeVMxc0JTWXRTWlZIa2pFYXN6UT0KLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo=";

    private static final String OF_OTHERS =
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUJrakNDQVRlZ0F3SUJBZ0lVVTlNdXptK3A0Y3BzZlUraHpOUUVtcCsxMmZJ"
                    + "d0NnWUlLb1pJemowRUF3SXcKSGpFTU1Bb0dBMVVFQ2d3RGIzQnpNUTR3REFZRFZRUUREQVZoYkdsalpUQWVGdzB5TmpFeE1qUXlN"
                    + "RFUxTlRoYQpGdzB5TmpFeE1qVXlNRFUxTlRoYU1CNHhEREFLQmdOVkJBb01BMjl3Y3pFT01Bd0dBMVVFQXd3RllXeHBZMlV3CldU"
                    + "QVRCZ2NxaGtqT1BRSUJCZ2dxaGtqT1BRTUJCd05DQUFUSVo2eGZWQmR6SkVnRVBzMUxaVmMzaGVvNGRYSXIKcWs3UWdSejZwUG5i"
                    + "SElJUlNpNEY1WXpSQ2kwWTR0YnhDa0lUWTdrRGxDMWtQSm9Nb2FBSklyZ2VvMU13VVRBZApCZ05WSFE0RUZnUVVyMU5JSjdaQVd0"
                    + "N2xZclRJd0NpVlJBZnJjdGN3SHdZRFZSMGpCQmd3Rm9BVXIxTklKN1pBCld0N2xZclRJd0NpVlJBZnJjdGN3RHdZRFZSMFRBUUgv"
                    + "QkFVd0F3RUIvekFLQmdncWhrak9QUVFEQWdOSkFEQkcKQWlFQXphbVBhVnU4MnBDbzBkaFBsRVhVRkdnYXh4QnRHVDB5ampoZkRt"
                    + "R2Z1NllDSVFEWDVTeWNMdStjaDhPRwo2d0pYVzl2ZG5XMmdiWStPNzdLU2tZM0gvMDJSK0E9PQotLS0tLUVORCBDRVJUSUZJQ0FU"
                    + "RS0tLS0tCg==";

    RolesAndAccountsProofs() {
        super(RolesAndAccounts.class);
    }

    @Test
    void roles_have_no_wildcards() {
        for (String rule : List.of(
                "* pods",
                "get,* pods",
                "get *",
                "get *.apps",
                "get pods.*",
                "get */scale",
                "get /*",
                "* pods named web")) {
            violatedBy(bound(rule));
            violatedBy(bound("get pods", rule));
        }
        violatedBy(cluster().role("shop", "r", "* pods").bindIn("shop", "b", "role/r", "user/alice"));
        violatedBy(cluster().bind("view", "view", "group/devs").clusterRole("view", "get *.*"));
        satisfiedBy(cluster());
        satisfiedBy(bound("get,list,watch pods,pods/log"));
        satisfiedBy(bound("get /healthz/*"));
        satisfiedBy(cluster().clusterRole("r", "* *.*").role("shop", "r", "* *.*"));
        satisfiedBy(cluster().clusterRole("r", "* *.*").bind("b", "r"));
        satisfiedBy(cluster()
                .clusterRole("system:controller:horizontal-pod-autoscaler", "get,update *.*/scale")
                .bind(
                        "system:controller:horizontal-pod-autoscaler",
                        "system:controller:horizontal-pod-autoscaler",
                        "serviceaccount/kube-system/horizontal-pod-autoscaler"));
        violatedBy(cluster()
                .clusterRole("system:controller:horizontal-pod-autoscaler", "get,update,delete *.*/scale")
                .bind(
                        "system:controller:horizontal-pod-autoscaler",
                        "system:controller:horizontal-pod-autoscaler",
                        "serviceaccount/kube-system/horizontal-pod-autoscaler"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.ROLES, "the server answers 403"));
        violatedBy(bound("* pods").unreadable(KubernetesDocuments.ROLE_BINDINGS, "the server answers 403"));
        inconclusiveFor(cluster()
                .clusterRole("r", "* pods")
                .unreadable(KubernetesDocuments.ROLE_BINDINGS, "the server answers 403"));
    }

    @Test
    void default_accounts_are_not_used() {
        satisfiedBy(cluster());
        violatedBy(cluster()
                .serviceAccount("shop", "default", account -> account.without("automountServiceAccountToken")));
        violatedBy(cluster()
                .serviceAccount("shop", "default", account -> account.with("automountServiceAccountToken", true)));
        violatedBy(
                cluster().role("shop", "r", "get pods").bindIn("shop", "b", "role/r", "serviceaccount/shop/default"));
        violatedBy(cluster().role("shop", "r", "get pods").bindIn("shop", "b", "role/r", "serviceaccount/default"));
        violatedBy(cluster().clusterRole("r", "get pods").bind("b", "r", "user/system:serviceaccount:shop:default"));
        violatedBy(cluster().clusterRole("r", "get pods").bind("b", "r", "group/system:serviceaccounts"));
        violatedBy(cluster()
                .role("shop", "r", "get pods")
                .bindIn("shop", "b", "role/r", "group/system:serviceaccounts:shop"));
        satisfiedBy(cluster()
                .role("shop", "r", "get pods")
                .bindIn("shop", "b", "role/r", "group/system:serviceaccounts:bank"));
        satisfiedBy(cluster()
                .clusterRole("system:service-account-issuer-discovery", "get /openid/v1/jwks")
                .bind(
                        "system:service-account-issuer-discovery",
                        "system:service-account-issuer-discovery",
                        "group/system:serviceaccounts"));
        violatedBy(
                cluster().role("bank", "r", "get pods").bindIn("bank", "b", "role/r", "serviceaccount/shop/default"));
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.without("spec.serviceAccountName").with("spec.automountServiceAccountToken", true)));
        violatedBy(cluster()
                .deployment(
                        "web",
                        web -> web.with("spec.template.spec.serviceAccountName", "default")
                                .with("spec.template.spec.automountServiceAccountToken", true)));
        satisfiedBy(cluster().pod("web", pod -> pod.without("spec.serviceAccountName")));
        violatedBy(cluster().pod("web", pod -> asking(pod, "").without("spec.serviceAccountName")));
        satisfiedBy(
                cluster().pod("web", pod -> asking(pod, ", audience: 'vault'").without("spec.serviceAccountName")));
        satisfiedBy(cluster().pod("web", pod -> pod.with("spec.automountServiceAccountToken", true)));
        satisfiedBy(cluster()
                .serviceAccount("kube-system", "default", account -> account.without("automountServiceAccountToken")));
        violatedBy(cluster()
                .serviceAccount("kube-system", "default", account -> account.without("automountServiceAccountToken"))
                .policy("kubernetes.system-namespaces", List.of("kube-public")));
        satisfiedBy(
                cluster().serviceAccount("shop", "web", account -> account.without("automountServiceAccountToken")));
        satisfiedBy(cluster().bindIn("shop", "b", "role/missing", "serviceaccount/shop/default"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.SERVICE_ACCOUNTS, "the server answers 403"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.ROLE_BINDINGS, "the server answers 403"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
    }

    /** A token in a volume of the pod's own, where it wants none mounted by itself. */
    private static Json asking(Json pod, String audience) {
        return pod.withJson(
                "spec.volumes",
                "[{name: 'api', projected: {sources: [{serviceAccountToken: {path: 'token'" + audience + "}}]}}]");
    }

    @Test
    void tokens_are_mounted_where_needed() {
        satisfiedBy(cluster().pod("web"));
        violatedBy(cluster().pod("web", pod -> pod.with("spec.automountServiceAccountToken", true)));
        violatedBy(cluster().pod("web", pod -> pod.without("spec.automountServiceAccountToken")));
        violatedBy(cluster().pod("web", pod -> asking(pod, "")));
        violatedBy(
                cluster().pod("web", pod -> asking(pod, ", audience: 'https://kubernetes.default.svc.cluster.local'")));
        satisfiedBy(cluster().pod("web", pod -> asking(pod, ", audience: 'vault'")));
        satisfiedBy(cluster()
                .role("shop", "r", "get pods")
                .bindIn("shop", "b", "role/r", "group/system:serviceaccounts:shop")
                .pod("web", pod -> asking(pod, "")));
        satisfiedBy(cluster()
                .role("shop", "r", "get pods")
                .bindIn("shop", "b", "role/r", "serviceaccount/shop/web")
                .pod("web", pod -> asking(pod, "")));
        satisfiedBy(cluster()
                .serviceAccount("shop", "web", UnaryOperator.identity())
                .pod("web", pod -> pod.without("spec.automountServiceAccountToken")));
        violatedBy(cluster()
                .serviceAccount("shop", "web", UnaryOperator.identity())
                .pod("web", pod -> pod.with("spec.automountServiceAccountToken", true)));
        satisfiedBy(cluster()
                .serviceAccount("shop", "web", account -> account.without("automountServiceAccountToken"))
                .pod("web"));
        violatedBy(cluster().deployment("web", web -> web.without("spec.template.spec.automountServiceAccountToken")));
        satisfiedBy(cluster()
                .role("shop", "r", "get pods")
                .bindIn("shop", "b", "role/r", "serviceaccount/shop/web")
                .pod("web", pod -> pod.with("spec.automountServiceAccountToken", true)));
        notApplicableTo(cluster()
                .pod(
                        "web",
                        pod -> pod.with("metadata.namespace", "kube-system")
                                .with("spec.automountServiceAccountToken", true)));
        inconclusiveFor(cluster()
                .pod("web", pod -> pod.without("spec.automountServiceAccountToken"))
                .unreadable(KubernetesDocuments.SERVICE_ACCOUNTS, "the server answers 403"));
        inconclusiveFor(cluster().pod("web").unreadable(KubernetesDocuments.DEPLOYMENTS, "the server answers 403"));
        notApplicableTo(cluster());
    }

    @Test
    void nobody_is_in_the_masters_group() {
        satisfiedBy(cluster());
        violatedBy(cluster().bind("mine", "cluster-admin", "group/system:masters"));
        violatedBy(cluster().bindIn("shop", "mine", "clusterrole/view", "group/system:masters", "user/alice"));
        satisfiedBy(cluster().bind("mine", "view", "user/system:masters"));
        violatedBy(issued(OF_MASTERS));
        satisfiedBy(issued(OF_OTHERS));
        satisfiedBy(cluster().object(KubernetesDocuments.CERTIFICATE_SIGNING_REQUESTS, "{metadata: {name: 'a'}}"));
        inconclusiveFor(issued("bm8gY2VydGlmaWNhdGU="));
        inconclusiveFor(
                cluster().unreadable(KubernetesDocuments.CERTIFICATE_SIGNING_REQUESTS, "the server answers 403"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, "the server answers 403"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.ROLE_BINDINGS, "the server answers 403"));
    }

    @Test
    void bindings_lead_somewhere() {
        satisfiedBy(bound("get pods"));
        violatedBy(cluster().bind("b", "missing", "user/alice"));
        violatedBy(cluster().role("bank", "r", "get pods").bindIn("shop", "b", "role/r", "user/alice"));
        violatedBy(cluster().clusterRole("r", "get pods").bind("b", "r", "serviceaccount/shop/missing"));
        violatedBy(cluster().clusterRole("r", "get pods").bind("b", "r", "serviceaccount/default"));
        satisfiedBy(cluster().clusterRole("r").bind("b", "r", "serviceaccount/shop/default"));
        satisfiedBy(cluster().clusterRole("r").bindIn("shop", "b", "clusterrole/r", "serviceaccount/default"));
        notApplicableTo(cluster());
        notApplicableTo(cluster().bind("system:kube-dns", "system:kube-dns", "serviceaccount/kube-system/kube-dns"));
        inconclusiveFor(bound("get pods").unreadable(KubernetesDocuments.CLUSTER_ROLES, "the server answers 403"));
        inconclusiveFor(bound("get pods").unreadable(KubernetesDocuments.SERVICE_ACCOUNTS, "the server answers 403"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.ROLE_BINDINGS, "the server answers 403"));
    }

    private static KubernetesFixture bound(String... rules) {
        return cluster().clusterRole("r", rules).bind("b", "r", "user/alice");
    }

    private static KubernetesFixture issued(String certificate) {
        return cluster()
                .object(
                        KubernetesDocuments.CERTIFICATE_SIGNING_REQUESTS,
                        "{metadata: {name: 'alice'}, status: {certificate: '" + certificate + "'}}");
    }

    @TempDir
    Path directory;

    private String log(String... events) throws IOException {
        return Files.writeString(directory.resolve("audit.log"), String.join("\n", events) + "\n")
                .toString();
    }

    private static String event(String at, String user, String verb, String rest) {
        return "{\"kind\": \"Event\", \"requestReceivedTimestamp\": \"2026-" + at + "T00:00:00.000000Z\", \"verb\": \""
                + verb
                + "\", \"user\": {\"username\": \"" + user + "\", \"groups\": [\"system:authenticated\", \"ops\"]}, "
                + rest
                + "}";
    }

    private static String of(String resource, String namespace, String name) {
        return "\"objectRef\": {\"resource\": \"" + resource + "\", \"namespace\": \"" + namespace + "\", \"name\": \""
                + name + "\"}";
    }

    @Test
    void rights_are_used() throws IOException {
        String begin = event("01-01", "somebody", "get", "\"requestURI\": \"/healthz?verbose\"");
        String get = event("02-01", "alice", "get", of("pods", "shop", "web"));
        String key = "kubernetes.audit-log";
        satisfiedBy(bound("get pods").policy(key, log(begin, get)));
        violatedBy(bound("create pods").policy(key, log(begin, get)));
        violatedBy(bound("get pods named other").policy(key, log(begin, get)));
        satisfiedBy(bound("get pods named web").policy(key, log(begin, get)));
        KubernetesFixture ofShop = cluster().role("shop", "r", "get pods").bindIn("shop", "b", "role/r", "group/ops");
        satisfiedBy(ofShop.policy(key, log(begin, get)));
        violatedBy(ofShop.policy(key, log(begin, event("02-01", "alice", "get", of("pods", "bank", "web")))));
        satisfiedBy(cluster()
                .clusterRole("r", "get /metrics")
                .bind("b", "r", "user/alice")
                .policy(key, log(begin, event("02-01", "alice", "get", "\"requestURI\": \"/metrics?a=b\""))));
        // What was refused is no use, and who acts as another uses the right to do so and the rights of the other.
        String refused = ", \"annotations\": {\"authorization.k8s.io/decision\": \"forbid\"}";
        violatedBy(bound("get pods")
                .policy(key, log(begin, event("02-01", "alice", "get", of("pods", "shop", "web") + refused))));
        violatedBy(bound("get pods")
                .policy(
                        key,
                        log(
                                begin,
                                event(
                                        "02-01",
                                        "alice",
                                        "get",
                                        of("pods", "shop", "web") + ", \"responseStatus\": {\"code\": 403}"))));
        String acting =
                of("pods", "shop", "web") + ", \"impersonatedUser\": {\"username\": \"alice\", \"groups\": [\"g\"]}";
        satisfiedBy(bound("get pods").policy(key, log(begin, event("02-01", "root", "get", acting))));
        satisfiedBy(cluster()
                .clusterRole("r", "impersonate users")
                .bind("b", "r", "user/root")
                .policy(key, log(begin, event("02-01", "root", "get", acting))));
        satisfiedBy(
                cluster()
                        .clusterRole("r", "impersonate serviceaccounts")
                        .bindIn("shop", "b", "clusterrole/r", "user/root")
                        .policy(
                                key,
                                log(
                                        begin,
                                        event(
                                                "02-01",
                                                "root",
                                                "get",
                                                of("pods", "shop", "web")
                                                        + ", \"impersonatedUser\": {\"username\": \"system:serviceaccount:shop:web\"}"))));
        // A log of a few days does not show what is done once a month, and some rights no log shows.
        inconclusiveFor(bound("create pods").policy(key, log(get)));
        violatedBy(bound("create pods").policy(key, log(get)).policy("kubernetes.min-audit-log-span", "0s"));
        inconclusiveFor(bound("get pods").policy(key, log(begin, "no event")));
        inconclusiveFor(bound("get pods").policy(key, log(begin, "{}")));
        inconclusiveFor(bound("get pods").policy(key, "/nowhere/audit.log"));
        notApplicableTo(bound("bind clusterroles.rbac.authorization.k8s.io").policy(key, log(begin, get)));
        notApplicableTo(bound("create pods")
                .policy(key, log(begin, get))
                .policy("kubernetes.trusted-subjects", List.of("user/alice")));
        notApplicableTo(cluster().policy(key, log(begin, get)));
        notApplicableTo(bound("get pods"));
    }
}
