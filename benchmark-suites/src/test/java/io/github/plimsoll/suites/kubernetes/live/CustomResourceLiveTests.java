package io.github.plimsoll.suites.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.suites.kubernetes.IdentityUse;
import io.github.plimsoll.suites.kubernetes.ImageScanning;
import io.github.plimsoll.suites.kubernetes.PodNetwork;
import io.github.plimsoll.suites.kubernetes.SecretUse;
import io.github.plimsoll.suites.kubernetes.ServiceExposure;
import io.github.plimsoll.target.Targets;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Objects of a mesh, of gateways and of scanners, on a real cluster that has their definitions and none of their programs. */
@Tag("live")
@Timeout(180)
class CustomResourceLiveTests {

    private static final String NAMESPACE = "custom-w";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<HasMetadata> planted = new ArrayList<>();
    private String file = "";

    @BeforeEach
    void findCluster() {
        file = PlantedFile.kubeconfig();
    }

    @AfterEach
    void remove() {
        // Without a cluster there is nobody to ask either.
        if (planted.isEmpty()) {
            return;
        }
        try (KubernetesClient client = client()) {
            planted.forEach(object -> client.resource(object).delete());
            // The others go with their namespace or their definition, and nobody can be asked for them any more.
            planted.stream()
                    .filter(object ->
                            Set.of("Namespace", "CustomResourceDefinition").contains(object.getKind()))
                    .forEach(object -> client.resource(object)
                            .waitUntilCondition(Objects::isNull, PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        planted.clear();
    }

    @Test
    void a_mesh_that_lets_everybody_in_is_found_and_one_that_does_not_passes() throws InterruptedException {
        try (KubernetesClient client = client()) {
            plant(client, definition("peerauthentications", "PeerAuthentication", "security.istio.io", "v1"));
            plant(client, "{apiVersion: v1, kind: Namespace, metadata: {name: istio-system}}");
            plant(client, """
                    {apiVersion: security.istio.io/v1, kind: PeerAuthentication,
                     metadata: {name: default, namespace: istio-system}, spec: {mtls: {mode: PERMISSIVE}}}
                    """);
            judged().show("mesh_is_strict", "cluster", Verdict.VIOLATED);

            plant(client, """
                    {apiVersion: security.istio.io/v1, kind: PeerAuthentication,
                     metadata: {name: default, namespace: istio-system}, spec: {mtls: {mode: STRICT}}}
                    """);
            judged().show("mesh_is_strict", "cluster", Verdict.COMPLIANT);

            plant(client, "{apiVersion: v1, kind: Namespace, metadata: {name: " + NAMESPACE + "}}");
            for (String root : List.of(NAMESPACE, "istio-system")) {
                plant(client, """
                        {apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system},
                         data: {mesh: "accessLogFile: ''\\nrootNamespace: %s\\n"}}
                        """.formatted(root));
                judged().show(
                                "mesh_is_strict",
                                "cluster",
                                root.equals(NAMESPACE) ? Verdict.VIOLATED : Verdict.COMPLIANT);
            }
            plant(client, """
                    {apiVersion: security.istio.io/v1, kind: PeerAuthentication,
                     metadata: {name: loose, namespace: %s}, spec: {mtls: {mode: DISABLE}}}
                    """.formatted(NAMESPACE));
            judged().show("mesh_is_strict", "cluster", Verdict.VIOLATED);
        }
    }

    @Test
    void gateways_are_told_apart_by_their_listeners() throws InterruptedException {
        try (KubernetesClient client = client()) {
            plant(client, definition("gateways", "Gateway", "gateway.networking.k8s.io", "v1"));
            plant(client, "{apiVersion: v1, kind: Namespace, metadata: {name: " + NAMESPACE + "}}");
            gateway(client, "open", "HTTP");
            gateway(client, "sound", "HTTPS");

            LiveFindings findings = judged();
            findings.show("gateways_use_tls", "gateway/" + NAMESPACE + "/open", Verdict.VIOLATED);
            findings.show("gateways_use_tls", "gateway/" + NAMESPACE + "/sound", Verdict.COMPLIANT);
        }
    }

    @Test
    void routes_of_two_namespaces_for_one_name_are_found() throws InterruptedException {
        try (KubernetesClient client = client()) {
            plant(client, definition("httproutes", "HTTPRoute", "gateway.networking.k8s.io", "v1"));
            for (String namespace : List.of(NAMESPACE, NAMESPACE + "-other")) {
                plant(client, "{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
                route(client, namespace, "both", "shop.example.com");
            }
            route(client, NAMESPACE, "own", "bank.example.com");

            LiveFindings findings = judged();
            String control = "names_belong_to_one_namespace";
            findings.show(control, "httproute/" + NAMESPACE + "/both", Verdict.VIOLATED);
            findings.show(control, "httproute/" + NAMESPACE + "/own", Verdict.COMPLIANT);
        }
    }

    @Test
    void what_traefik_has_in_place_of_ingresses_leads_in() throws InterruptedException {
        try (KubernetesClient client = client()) {
            plant(client, definition("ingressroutes", "IngressRoute", "traefik.io", "v1alpha1"));
            plant(client, definition("middlewares", "Middleware", "traefik.io", "v1alpha1"));
            plant(client, definition("transportservers", "TransportServer", "k8s.nginx.org", "v1"));
            plant(client, "{apiVersion: v1, kind: Namespace, metadata: {name: " + NAMESPACE + "}}");
            for (String name : List.of("open", "guarded", "perhaps")) {
                plant(client, """
                        {apiVersion: v1, kind: Service, metadata: {name: %s, namespace: %s, labels: {app: grafana}}, spec: {ports: [{port: 80}]}}
                        """.formatted(name, NAMESPACE));
            }
            plant(client, """
                    {apiVersion: traefik.io/v1alpha1, kind: Middleware, metadata: {name: login, namespace: %s},
                     spec: {basicAuth: {secret: users}}}
                    """.formatted(NAMESPACE));
            plant(client, """
                    {apiVersion: traefik.io/v1alpha1, kind: IngressRoute, metadata: {name: open, namespace: %s},
                     spec: {routes: [{match: 'Host(`a.example.com`)', services: [{name: open, port: 80}]}]}}
                    """.formatted(NAMESPACE));
            plant(client, """
                    {apiVersion: traefik.io/v1alpha1, kind: IngressRoute, metadata: {name: guarded, namespace: %s},
                     spec: {tls: {secretName: s}, routes: [{match: 'Host(`b.example.com`)', middlewares: [{name: login}],
                      services: [{name: guarded, port: 80}]}]}}
                    """.formatted(NAMESPACE));
            plant(client, """
                    {apiVersion: k8s.nginx.org/v1, kind: TransportServer, metadata: {name: t, namespace: %s},
                     spec: {upstreams: [{name: u, service: perhaps, port: 80}]}}
                    """.formatted(NAMESPACE));

            LiveFindings findings = judged();
            String service = "service/" + NAMESPACE + "/";
            findings.show("monitoring_is_private", service + "open", Verdict.VIOLATED);
            findings.show("monitoring_is_private", service + "guarded", Verdict.COMPLIANT);
            findings.show("monitoring_is_private", service + "perhaps", Verdict.INCONCLUSIVE);
            findings.show("entrances_use_tls", "ingressroute/" + NAMESPACE + "/open", Verdict.VIOLATED);
            findings.show("entrances_use_tls", "ingressroute/" + NAMESPACE + "/guarded", Verdict.COMPLIANT);
        }
    }

    @Test
    void what_a_policy_of_cilium_opens_to_everybody_is_not_closed_by_another() throws InterruptedException {
        try (KubernetesClient client = client()) {
            plant(client, definition("ciliumnetworkpolicies", "CiliumNetworkPolicy", "cilium.io", "v2"));
            for (String namespace : List.of(NAMESPACE, NAMESPACE + "-other")) {
                plant(client, "{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
                plant(client, """
                        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: none, namespace: %s},
                         spec: {podSelector: {}, policyTypes: [Ingress, Egress]}}
                        """.formatted(namespace));
            }
            cilium(client, NAMESPACE, "all");
            cilium(client, NAMESPACE + "-other", "host");

            LiveFindings findings = judged();
            String control = "namespaces_deny_ingress_by_default";
            findings.show(control, "namespace/" + NAMESPACE, Verdict.INCONCLUSIVE);
            findings.show(control, "namespace/" + NAMESPACE + "-other", Verdict.COMPLIANT);
        }
    }

    private void cilium(KubernetesClient client, String namespace, String entity) throws InterruptedException {
        plant(client, """
                {apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: some, namespace: %s},
                 spec: {endpointSelector: {}, ingress: [{fromEntities: [%s]}]}}
                """.formatted(namespace, entity));
    }

    private void route(KubernetesClient client, String namespace, String name, String host)
            throws InterruptedException {
        plant(client, """
                {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: %s, namespace: %s},
                 spec: {parentRefs: [{name: edge, namespace: %s}], hostnames: ['%s']}}
                """.formatted(name, namespace, NAMESPACE, host));
    }

    @Test
    void a_policy_engine_that_asks_for_signatures_vouches_for_images() throws InterruptedException {
        try (KubernetesClient client = client()) {
            plant(
                    client,
                    definition("clusterpolicies", "ClusterPolicy", "kyverno.io", "v1")
                            .replace("Namespaced", "Cluster"));
            // Of something that nobody makes, since nobody answers.
            plant(client, """
                    {apiVersion: admissionregistration.k8s.io/v1, kind: ValidatingWebhookConfiguration,
                     metadata: {name: custom-kyverno}, webhooks: [{name: pods.kyverno.svc, sideEffects: None,
                      admissionReviewVersions: [v1], timeoutSeconds: 1, failurePolicy: Ignore,
                      clientConfig: {service: {namespace: kyverno, name: kyverno-svc}},
                      rules: [{apiGroups: [plimsoll.example], apiVersions: [v1], resources: [nothings], operations: [CREATE]}]}]}
                    """);
            for (String action : List.of("Audit", "Enforce")) {
                plant(client, """
                        {apiVersion: kyverno.io/v1, kind: ClusterPolicy, metadata: {name: custom-w}, spec: {rules: [{name: signed,
                         match: {any: [{resources: {kinds: [Pod]}}]}, verifyImages: [{imageReferences: ['*'], failureAction: %s,
                          attestors: [{entries: [{keys: {publicKeys: 'k8s://keys/signer'}}]}]}]}]}}
                        """.formatted(action));
                judged().show(
                                "images_are_vouched_for",
                                "cluster",
                                action.equals("Enforce") ? Verdict.COMPLIANT : Verdict.VIOLATED);
            }
        }
    }

    @Test
    void reports_of_scanners_are_read() throws InterruptedException {
        try (KubernetesClient client = client()) {
            plant(
                    client,
                    definition("vulnerabilityreports", "VulnerabilityReport", "aquasecurity.github.io", "v1alpha1"));
            plant(
                    client,
                    definition(
                            "vulnerabilitymanifestsummaries",
                            "VulnerabilityManifestSummary",
                            "spdx.softwarecomposition.kubescape.io",
                            "v1beta1"));
            plant(client, "{apiVersion: v1, kind: Namespace, metadata: {name: " + NAMESPACE + "}}");
            Instant longAgo = Instant.now().minus(Duration.ofDays(30));
            for (String pod : List.of("trivy-old", "trivy-new", "kubescape-old", "kubescape-new", "never")) {
                pod(client, pod);
            }
            ofTrivy(client, "trivy-old", longAgo, 3);
            ofTrivy(client, "trivy-new", Instant.now(), 0);
            ofKubescape(client, "kubescape-old", longAgo, 3);
            ofKubescape(client, "kubescape-new", Instant.now(), 0);

            LiveFindings findings = judged();
            for (String control : List.of("scan_is_recent", "scan_found_nothing_critical")) {
                findings.show(control, container("trivy-old"), Verdict.VIOLATED);
                findings.show(control, container("trivy-new"), Verdict.COMPLIANT);
                findings.show(control, container("kubescape-old"), Verdict.VIOLATED);
                findings.show(control, container("kubescape-new"), Verdict.COMPLIANT);
            }
            findings.show("scan_is_recent", container("never"), Verdict.VIOLATED);
            findings.show("scan_found_nothing_critical", container("never"), Verdict.NOT_APPLICABLE);
        }
    }

    private static String container(String pod) {
        return "pod/" + NAMESPACE + "/" + pod + " › app";
    }

    /** One that no node takes, so that its image is known by what it asks for. */
    private void pod(KubernetesClient client, String name) throws InterruptedException {
        plant(client, """
                {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: %s},
                 spec: {nodeSelector: {nowhere: 'true'}, containers: [{name: app, image: 'registry.invalid/%1$s:1'}]}}
                """.formatted(name, NAMESPACE));
    }

    private void gateway(KubernetesClient client, String name, String protocol) throws InterruptedException {
        plant(client, """
                {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: %s, namespace: %s},
                 spec: {gatewayClassName: none, listeners: [{name: a, protocol: %s, port: 8443}]}}
                """.formatted(name, NAMESPACE, protocol));
    }

    private void ofTrivy(KubernetesClient client, String name, Instant at, int critical) throws InterruptedException {
        plant(client, """
                {apiVersion: aquasecurity.github.io/v1alpha1, kind: VulnerabilityReport, metadata: {name: %s, namespace: %s},
                 report: {updateTimestamp: '%s', summary: {criticalCount: %d, highCount: 0},
                  registry: {server: registry.invalid}, artifact: {repository: %1$s, tag: '1'}}}
                """.formatted(name, NAMESPACE, at, critical));
    }

    private void ofKubescape(KubernetesClient client, String name, Instant at, int critical)
            throws InterruptedException {
        plant(client, """
                {apiVersion: spdx.softwarecomposition.kubescape.io/v1beta1, kind: VulnerabilityManifestSummary,
                 metadata: {name: %s, namespace: %s, annotations: {kubescape.io/image-tag: 'registry.invalid/%1$s:1',
                  kubescape.io/timestamp: '%d'}},
                 spec: {severities: {critical: {all: %d}}, vulnerabilitiesRef: {all: {name: %1$s}}}}
                """.formatted(name, NAMESPACE, at.getEpochSecond(), critical));
    }

    private static String definition(String plural, String kind, String group, String version) {
        return """
                {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition,
                 metadata: {name: %1$s.%3$s, annotations: {api-approved.kubernetes.io: 'unapproved, made by a test'}},
                 spec: {group: %3$s, scope: Namespaced, names: {plural: %1$s, singular: %5$s, kind: %2$s},
                  versions: [{name: %4$s, served: true, storage: true,
                   schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]}}
                """.formatted(plural, kind, group, version, kind.toLowerCase(Locale.ROOT));
    }

    /** Applies, again while the API server does not know the kind yet. */
    private void plant(KubernetesClient client, String manifest) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        List<HasMetadata> objects = client.load(
                        new ByteArrayInputStream(("---\n" + manifest).getBytes(StandardCharsets.UTF_8)))
                .items();
        for (HasMetadata object : objects) {
            planted.add(0, object);
            while (true) {
                try {
                    client.resource(object).forceConflicts().serverSideApply();
                    break;
                } catch (KubernetesClientException e) {
                    assertThat(Instant.now())
                            .as("time until %s is taken: %s", object, e)
                            .isBefore(end);
                    TimeUnit.MILLISECONDS.sleep(500);
                }
            }
        }
    }

    private LiveFindings judged() {
        return LiveFindings.of(
                Targets.snapshot("kubeconfig:" + file),
                List.of(
                        IdentityUse.class,
                        ImageScanning.class,
                        PodNetwork.class,
                        SecretUse.class,
                        ServiceExposure.class));
    }

    private KubernetesClient client() {
        return PlantedFile.client(file);
    }
}
