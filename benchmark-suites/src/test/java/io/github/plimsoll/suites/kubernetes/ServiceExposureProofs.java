package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceExposureProofs extends Proofs {

    ServiceExposureProofs() {
        super(ServiceExposure.class);
    }

    private static KubernetesFixture service(String fields) {
        return service(cluster(), fields);
    }

    private static KubernetesFixture service(KubernetesFixture cluster, String fields) {
        return cluster.object(
                KubernetesDocuments.SERVICES, "{metadata: {name: 'web', namespace: 'shop'}, " + fields + "}");
    }

    private static KubernetesFixture annotated(String annotation, String value) {
        return cluster()
                .object(
                        KubernetesDocuments.SERVICES,
                        "{metadata: {name: 'web', namespace: 'shop', annotations: {'" + annotation + "': '" + value
                                + "'}}, spec: {type: 'LoadBalancer'}}");
    }

    private static KubernetesFixture ingress(KubernetesFixture cluster, String namespace, String spec) {
        return cluster.object(
                KubernetesDocuments.INGRESSES,
                "{metadata: {name: 'web', namespace: '" + namespace + "'}, spec: {" + spec + "}}");
    }

    private static KubernetesFixture annotatedIngress(KubernetesFixture cluster, String annotations, String spec) {
        return cluster.object(
                KubernetesDocuments.INGRESSES,
                "{metadata: {name: 'web', namespace: 'shop', annotations: {" + annotations + "}}, spec: {" + spec
                        + "}}");
    }

    private static KubernetesFixture kind(String plural, String group) {
        return cluster()
                .object(
                        KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS,
                        "{metadata: {name: '" + plural + "." + group + "'}, spec: {group: '" + group
                                + "', names: {plural: '" + plural
                                + "'}, versions: [{name: 'v1', served: true, storage: true}]}}");
    }

    @Test
    void services_claim_no_addresses() {
        satisfiedBy(service("spec: {type: 'ClusterIP'}"));
        satisfiedBy(service("spec: {externalIPs: []}"));
        violatedBy(service("spec: {externalIPs: ['192.0.2.1']}"));
        violatedBy(service("spec: {type: 'LoadBalancer', externalIPs: ['2001:db8::1']}"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.SERVICES, "the server answers 403"));
    }

    @Test
    void external_names_lead_outside() {
        satisfiedBy(service("spec: {type: 'ExternalName', externalName: 'db.example.com'}"));
        satisfiedBy(service("spec: {type: 'ExternalName', externalName: 'db.example.com.'}"));
        violatedBy(service("spec: {type: 'ExternalName', externalName: 'db.bank.svc.cluster.local'}"));
        violatedBy(service("spec: {type: 'ExternalName', externalName: 'db.bank.svc'}"));
        violatedBy(service("spec: {type: 'ExternalName', externalName: 'DB.bank.SVC.corp.example'}"));
        violatedBy(service("spec: {type: 'ExternalName', externalName: 'localhost'}"));
        violatedBy(service("spec: {type: 'ExternalName', externalName: 'metadata.google.internal'}"));
        violatedBy(service("spec: {type: 'ExternalName', externalName: '169.254.169.254'}"));
        notApplicableTo(service("spec: {type: 'ClusterIP', externalName: 'db.bank.svc'}"));
    }

    @Test
    void services_lead_to_one_application() {
        KubernetesFixture web = cluster().pod("web").pod("spy", pod -> pod.with("metadata.labels.tier", "front"));
        satisfiedBy(service(web, "spec: {selector: {app: 'web'}}"));
        violatedBy(service(
                cluster()
                        .pod("web", pod -> pod.with("metadata.labels.tier", "front"))
                        .pod("spy", pod -> pod.with("metadata.labels.tier", "front")),
                "spec: {selector: {tier: 'front'}}"));
        satisfiedBy(service(
                cluster()
                        .pod("web", pod -> pod.with("metadata.labels.tier", "front"))
                        .deployment(
                                "web-canary",
                                other -> other.with("spec.template.metadata.labels.app", "web")
                                        .with("spec.template.metadata.labels.tier", "front")),
                "spec: {selector: {tier: 'front'}}"));
        satisfiedBy(service(web, "spec: {selector: {tier: 'front', app: 'spy'}}"));
        notApplicableTo(service(web, "spec: {selector: {app: 'nobody'}}"));
        notApplicableTo(service(web, "spec: {}"));
        inconclusiveFor(service(web, "spec: {selector: {app: 'web'}}")
                .unreadable(KubernetesDocuments.JOBS, "the server answers 403"));
    }

    @Test
    void load_balancers_name_who_may_come() {
        violatedBy(service("spec: {type: 'LoadBalancer'}"));
        violatedBy(service("spec: {type: 'LoadBalancer', loadBalancerSourceRanges: ['0.0.0.0/0']}"));
        violatedBy(service("spec: {type: 'LoadBalancer', loadBalancerSourceRanges: ['192.0.2.0/24', '::/0']}"));
        violatedBy(service("spec: {type: 'LoadBalancer', loadBalancerSourceRanges: ['192.0.2.0/0']}"));
        violatedBy(service("spec: {type: 'LoadBalancer', loadBalancerSourceRanges: ['0:0::/0']}"));
        violatedBy(service(
                "spec: {type: 'LoadBalancer', loadBalancerSourceRanges: ['128.0.0.0/1', '0.0.0.0/2', '64.0.0.0/2']}"));
        satisfiedBy(service(
                "spec: {type: 'LoadBalancer', loadBalancerSourceRanges: ['128.0.0.0/1', '0.0.0.0/2', '::/1']}"));
        satisfiedBy(service("spec: {type: 'LoadBalancer', loadBalancerSourceRanges: ['192.0.2.0/24']}"));
        satisfiedBy(
                annotated("service.beta.kubernetes.io/load-balancer-source-ranges", "192.0.2.0/24, 198.51.100.0/24"));
        violatedBy(annotated("service.beta.kubernetes.io/load-balancer-source-ranges", "192.0.2.0/24, 0.0.0.0/0"));
        violatedBy(annotated("service.beta.kubernetes.io/load-balancer-source-ranges", ""));
        notApplicableTo(annotated("service.beta.kubernetes.io/azure-load-balancer-internal", "true"));
        violatedBy(annotated("service.beta.kubernetes.io/azure-load-balancer-internal", "false"));
        notApplicableTo(annotated("networking.gke.io/load-balancer-type", "Internal"));
        notApplicableTo(service("spec: {type: 'ClusterIP'}"));
    }

    @Test
    void services_open_no_node_port() {
        violatedBy(service("spec: {type: 'NodePort'}"));
        violatedBy(service("spec: {type: 'NodePort', ports: [{port: 80, nodePort: 30080}]}"));
        violatedBy(service("spec: {type: 'LoadBalancer', ports: [{port: 80, nodePort: 30080}]}"));
        violatedBy(service("spec: {type: 'LoadBalancer', ports: [{port: 80}]}"));
        // What was given before is not taken back.
        violatedBy(
                service(
                        "spec: {type: 'LoadBalancer', allocateLoadBalancerNodePorts: false, ports: [{port: 80, nodePort: 30080}]}"));
        satisfiedBy(service("spec: {type: 'LoadBalancer', allocateLoadBalancerNodePorts: false, ports: [{port: 80}]}"));
        satisfiedBy(service("spec: {ports: [{port: 80}]}"));
    }

    @Test
    void monitoring_is_private() {
        KubernetesFixture grafana =
                cluster().pod("web", pod -> pod.with("spec.containers[0].image", "registry.example.com/grafana:11"));
        String selected = "selector: {app: 'web'}";
        satisfiedBy(service(grafana, "spec: {" + selected + "}"));
        violatedBy(service(grafana, "spec: {type: 'NodePort', " + selected + "}"));
        violatedBy(service(grafana, "spec: {type: 'LoadBalancer', " + selected + "}"));
        satisfiedBy(service(
                grafana, "spec: {type: 'LoadBalancer', loadBalancerSourceRanges: ['192.0.2.0/24'], " + selected + "}"));
        violatedBy(service(grafana, "spec: {externalIPs: ['192.0.2.1'], " + selected + "}"));
        String backend = "rules: [{http: {paths: [{backend: {service: {name: 'web'}}}]}}]";
        violatedBy(ingress(service(grafana, "spec: {" + selected + "}"), "shop", backend));
        violatedBy(ingress(
                service(grafana, "spec: {" + selected + "}"), "shop", "defaultBackend: {service: {name: 'web'}}"));
        satisfiedBy(ingress(service(grafana, "spec: {" + selected + "}"), "other", backend));
        for (String guard : List.of(
                "'nginx.ingress.kubernetes.io/auth-url': 'x'",
                "'nginx.ingress.kubernetes.io/auth-tls-secret': 'shop/authority'",
                "'nginx.ingress.kubernetes.io/whitelist-source-range': '192.0.2.0/24, 198.51.100.0/24'",
                "'alb.ingress.kubernetes.io/auth-type': 'oidc'",
                "'alb.ingress.kubernetes.io/scheme': 'internal'")) {
            satisfiedBy(annotatedIngress(service(grafana, "spec: {" + selected + "}"), guard, backend));
        }
        for (String none : List.of(
                "'nginx.ingress.kubernetes.io/auth-url': ''",
                "'nginx.ingress.kubernetes.io/auth-signin': 'https://login.example.com'",
                "'nginx.ingress.kubernetes.io/denylist-source-range': '192.0.2.0/24'",
                "'nginx.ingress.kubernetes.io/whitelist-source-range': '192.0.2.0/24, 0.0.0.0/0'",
                "'nginx.ingress.kubernetes.io/whitelist-source-range': ''",
                "'nginx.ingress.kubernetes.io/auth-tls-secret': 'shop/authority', 'nginx.ingress.kubernetes.io/auth-tls-verify-client': 'optional_no_ca'",
                "'alb.ingress.kubernetes.io/auth-type': 'none'",
                "'alb.ingress.kubernetes.io/scheme': 'internet-facing'")) {
            violatedBy(annotatedIngress(service(grafana, "spec: {" + selected + "}"), none, backend));
        }
        violatedBy(cluster()
                .object(
                        KubernetesDocuments.SERVICES,
                        "{metadata: {name: 'my-prometheus-server', namespace: 'shop'}, spec: {type: 'NodePort'}}"));
        violatedBy(
                cluster()
                        .object(
                                KubernetesDocuments.SERVICES,
                                "{metadata: {name: 'ui', namespace: 'shop', labels: {'k8s-app': 'kubernetes-dashboard'}}, spec: {type: 'NodePort'}}"));
        notApplicableTo(service("spec: {type: 'NodePort'}"));
        notApplicableTo(service(grafana, "spec: {type: 'NodePort', " + selected + "}")
                .policy("kubernetes.private-programs", java.util.List.of("kibana")));
        String group = "gateway.networking.k8s.io";
        violatedBy(
                service(
                                kind("httproutes", group)
                                        .pod(
                                                "web",
                                                pod -> pod.with(
                                                        "spec.containers[0].image", "registry.example.com/grafana:11")),
                                "spec: {" + selected + "}")
                        .object(
                                "/apis/" + group + "/v1/httproutes",
                                "{metadata: {name: 'r', namespace: 'edge'}, spec: {rules: [{backendRefs: [{name: 'web', namespace: 'shop'}]}]}}"));
        inconclusiveFor(service(grafana, "spec: {" + selected + "}")
                .unreadable(KubernetesDocuments.INGRESSES, "the server answers 403"));
    }

    @Test
    void ingresses_use_tls() {
        violatedBy(ingress(cluster(), "shop", "rules: [{host: 'a.example.com'}]"));
        satisfiedBy(ingress(cluster(), "shop", "tls: [{hosts: ['a.example.com']}], rules: [{host: 'a.example.com'}]"));
        violatedBy(ingress(
                cluster(),
                "shop",
                "tls: [{hosts: ['a.example.com']}], rules: [{host: 'a.example.com'}, {host: 'b.example.com'}]"));
        satisfiedBy(ingress(cluster(), "shop", "tls: [{hosts: ['*.example.com']}], rules: [{host: 'a.example.com'}]"));
        violatedBy(ingress(cluster(), "shop", "tls: [{hosts: ['*.example.com']}], rules: [{host: 'a.b.example.com'}]"));
        violatedBy(ingress(cluster(), "shop", "tls: [{hosts: ['a.example.com']}], rules: [{http: {}}]"));
        violatedBy(ingress(cluster(), "shop", "defaultBackend: {service: {name: 'web'}}"));
        satisfiedBy(ingress(cluster(), "shop", "tls: [{secretName: 'cert'}], rules: [{host: 'a.example.com'}]"));
        satisfiedBy(
                cluster()
                        .object(
                                KubernetesDocuments.INGRESSES,
                                "{metadata: {name: 'web', namespace: 'shop', annotations: {'alb.ingress.kubernetes.io/certificate-arn': 'x'}}, spec: {rules: [{host: 'a.example.com'}]}}"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.INGRESSES, "the server answers 403"));
        notApplicableTo(cluster());
    }

    @Test
    void gateways_use_tls() {
        String group = "gateway.networking.k8s.io";
        String gateway = "{metadata: {name: 'g', namespace: 'edge'}, spec: {listeners: [%s]}}";
        String list = "/apis/" + group + "/v1/gateways";
        KubernetesFixture known = kind("gateways", group);
        satisfiedBy(known.object(list, gateway.formatted("{name: 'a', protocol: 'HTTPS', port: 443}")));
        satisfiedBy(known.object(list, gateway.formatted("{name: 'a', protocol: 'TLS', port: 443}")));
        violatedBy(known.object(list, gateway.formatted("{name: 'a', protocol: 'HTTP', port: 80}")));
        violatedBy(known.object(
                list,
                gateway.formatted(
                        "{name: 'a', protocol: 'HTTPS', port: 443}, {name: 'b', protocol: 'TCP', port: 5432}")));
        notApplicableTo(cluster());
    }

    @Test
    void names_of_routes_belong_to_one_namespace() {
        String group = "gateway.networking.k8s.io";
        String list = "/apis/" + group + "/v1/httproutes";
        String route = "{metadata: {name: 'r', namespace: '%s'}, spec: {parentRefs: [%s], hostnames: [%s]}}";
        String edge = "{name: 'g', namespace: 'edge'}";
        KubernetesFixture shop =
                kind("httproutes", group).object(list, route.formatted("shop", edge, "'a.example.com'"));
        satisfiedBy(shop);
        satisfiedBy(shop.object(list, route.formatted("bank", edge, "'b.example.com'")));
        violatedBy(shop.object(list, route.formatted("bank", edge, "'b.example.com', 'a.example.com'")));
        satisfiedBy(shop.object(list, route.formatted("shop", edge, "'a.example.com'")));
        // At gateways of their own, which a route looks for beside itself unless it says where.
        satisfiedBy(shop.object(list, route.formatted("bank", "{name: 'g'}", "'a.example.com'")));
        violatedBy(shop.object(list, route.formatted("edge", "{name: 'g'}", "'a.example.com'")));
        satisfiedBy(shop.object(
                list, route.formatted("bank", "{kind: 'Service', name: 'g', namespace: 'edge'}", "'a.example.com'")));
        // Without a name a route is for every name of its listener.
        violatedBy(kind("httproutes", group)
                .object(list, route.formatted("shop", edge, ""))
                .object(list, route.formatted("bank", edge, "")));
        inconclusiveFor(shop.unreadable(list, "forbidden"));
        notApplicableTo(cluster());
    }

    @Test
    void names_belong_to_one_namespace() {
        KubernetesFixture shop = ingress(cluster(), "shop", "rules: [{host: 'a.example.com'}]");
        satisfiedBy(shop);
        satisfiedBy(ingress(shop, "bank", "rules: [{host: 'b.example.com'}]"));
        violatedBy(ingress(shop, "bank", "rules: [{host: 'b.example.com'}, {host: 'a.example.com'}]"));
        satisfiedBy(ingress(
                ingress(cluster(), "shop", "ingressClassName: 'inner', rules: [{host: 'a.example.com'}]"),
                "bank",
                "ingressClassName: 'outer', rules: [{host: 'a.example.com'}]"));
        violatedBy(ingress(
                ingress(cluster(), "shop", "ingressClassName: 'inner', rules: [{host: 'a.example.com'}]"),
                "bank",
                "rules: [{host: 'a.example.com'}]"));
        violatedBy(ingress(
                ingress(cluster(), "shop", "defaultBackend: {service: {name: 'web'}}"), "bank", "rules: [{http: {}}]"));
        satisfiedBy(shop.object(
                KubernetesDocuments.INGRESSES,
                "{metadata: {name: 'other', namespace: 'shop'}, spec: {rules: [{host: 'a.example.com'}]}}"));
    }
}
