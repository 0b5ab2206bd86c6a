package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.Json;
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
        notApplicableTo(annotated("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", "intranet"));
        violatedBy(annotated("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", "internet"));
        notApplicableTo(annotated("service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", "private"));
        notApplicableTo(annotated("service.beta.kubernetes.io/do-loadbalancer-network", "INTERNAL"));
        notApplicableTo(annotated("service.beta.kubernetes.io/scw-loadbalancer-private", "true"));
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
        KubernetesFixture grafana = cluster().pod("web", ServiceExposureProofs::grafana);
        String selected = "selector: {app: 'web'}";
        satisfiedBy(service(grafana, "spec: {" + selected + "}"));
        violatedBy(service(grafana, "spec: {type: 'NodePort', " + selected + "}"));
        violatedBy(service(grafana, "spec: {type: 'LoadBalancer', " + selected + "}"));
        String bounded = "spec: {type: 'LoadBalancer', loadBalancerSourceRanges: ['192.0.2.0/24'], " + selected;
        satisfiedBy(service(grafana, bounded + ", allocateLoadBalancerNodePorts: false}"));
        // The ranges bind the load balancer, and not the ports of the nodes that it has as well.
        violatedBy(service(grafana, bounded + "}"));
        violatedBy(service(
                grafana, bounded + ", allocateLoadBalancerNodePorts: false, ports: [{port: 80, nodePort: 30080}]}"));
        violatedBy(service(grafana, bounded + "}").unreadable(KubernetesDocuments.INGRESSES, "the server answers 403"));
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
        violatedBy(
                service(
                                kind("httproutes", "gateway.networking.k8s.io")
                                        .pod("web", ServiceExposureProofs::grafana),
                                "spec: {" + selected + "}")
                        .object(
                                "/apis/gateway.networking.k8s.io/v1/httproutes",
                                "{metadata: {name: 'r', namespace: 'shop'}, spec: {parentRefs: [{name: 'g'}], rules: [{backendRefs: [{name: 'web'}]}]}}"));
        violatedBy(service(
                        kind("ingressroutes", "traefik.io").pod("web", ServiceExposureProofs::grafana),
                        "spec: {" + selected + "}")
                .object(
                        "/apis/traefik.io/v1/ingressroutes",
                        "{metadata: {name: 'r', namespace: 'shop'}, spec: {routes: [{services: [{name: 'web'}]}]}}"));
        inconclusiveFor(service(
                        kind("virtualservers", "k8s.nginx.org").pod("web", ServiceExposureProofs::grafana),
                        "spec: {" + selected + "}")
                .object(
                        "/apis/k8s.nginx.org/v1/virtualservers",
                        "{metadata: {name: 'v', namespace: 'shop'}, spec: {upstreams: [{service: 'web'}]}}"));
        inconclusiveFor(service(grafana, "spec: {" + selected + "}")
                .unreadable(KubernetesDocuments.INGRESSES, "the server answers 403"));
    }

    private static Json grafana(Json pod) {
        return pod.with("spec.containers[0].image", "registry.example.com/grafana:11");
    }

    @Test
    void monitoring_has_no_port_of_its_node() {
        String ports = "spec.containers[0].ports";
        satisfiedBy(cluster().pod("web", ServiceExposureProofs::grafana));
        satisfiedBy(cluster().pod("web", pod -> grafana(pod).withJson(ports, "[{containerPort: 3000}]")));
        violatedBy(
                cluster().pod("web", pod -> grafana(pod).withJson(ports, "[{containerPort: 3000, hostPort: 3000}]")));
        violatedBy(
                cluster()
                        .pod(
                                "web",
                                pod -> grafana(pod)
                                        .withJson(
                                                ports,
                                                "[{containerPort: 3000}, {containerPort: 53, hostPort: 53, protocol: 'UDP'}]")));
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> grafana(pod).with("spec.hostNetwork", true).withJson(ports, "[{containerPort: 3000}]")));
        for (String loopback : List.of("127.0.0.1", "::1")) {
            satisfiedBy(cluster()
                    .pod(
                            "web",
                            pod -> grafana(pod)
                                    .withJson(
                                            ports,
                                            "[{containerPort: 3000, hostPort: 3000, hostIP: '" + loopback + "'}]")));
        }
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> grafana(pod)
                                .withJson(ports, "[{containerPort: 3000, hostPort: 3000, hostIP: '0.0.0.0'}]")));
        violatedBy(
                cluster()
                        .pod(
                                "web",
                                pod -> grafana(pod)
                                        .withJson(
                                                "spec.initContainers",
                                                "[{name: 'proxy', image: 'a', restartPolicy: 'Always', ports: [{containerPort: 1, hostPort: 1}]}]")));
        violatedBy(cluster()
                .deployment(
                        "kube-prometheus",
                        form -> form.with("spec.template.metadata.labels.app", "prometheus")
                                .withJson("spec.template." + ports, "[{containerPort: 9090, hostPort: 9090}]")));
        inconclusiveFor(cluster().pod("web", pod -> grafana(pod).with("spec.hostNetwork", true)));
        notApplicableTo(cluster().pod("web", pod -> pod.withJson(ports, "[{containerPort: 80, hostPort: 80}]")));
        notApplicableTo(cluster().controlPlane());
    }

    @Test
    void entrances_use_tls() {
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
        violatedBy(ingress(cluster(), "shop", "tls: [{hosts: ['b.example.com']}], rules: [{host: 'A.example.com'}]"));
        satisfiedBy(ingress(cluster(), "shop", "tls: [{hosts: ['a.example.com']}], rules: [{host: 'A.example.com'}]"));
        for (String tls : List.of("", ", tls: {termination: 'edge'}")) {
            KubernetesFixture route = cluster()
                    .object(
                            KubernetesDocuments.OPENSHIFT_ROUTES,
                            "{metadata: {name: 'r', namespace: 'shop'}, spec: {host: 'a.example.com'" + tls + "}}");
            if (tls.isEmpty()) {
                violatedBy(route);
            } else {
                satisfiedBy(route);
            }
        }
        inconclusiveFor(
                kind("ingressroutes", "traefik.io")
                        .object(
                                "/apis/traefik.io/v1/ingressroutes",
                                "{metadata: {name: 'r', namespace: 'shop'}, spec: {entryPoints: ['websecure'], routes: [{match: 'Host(`a`)'}]}}"));
        notApplicableTo(kind("httproutes", "gateway.networking.k8s.io")
                .object(
                        "/apis/gateway.networking.k8s.io/v1/httproutes",
                        "{metadata: {name: 'r', namespace: 'shop'}, spec: {parentRefs: [{name: 'g'}]}}"));
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
        String istio = "/apis/networking.istio.io/v1/gateways";
        String servers = "{metadata: {name: 'g', namespace: 'edge'}, spec: {servers: [%s]}}";
        KubernetesFixture mesh = kind("gateways", "networking.istio.io");
        satisfiedBy(mesh.object(istio, servers.formatted("{port: {number: 443, name: 'a', protocol: 'HTTPS'}}")));
        violatedBy(mesh.object(istio, servers.formatted("{port: {number: 80, name: 'a', protocol: 'HTTP'}}")));
        satisfiedBy(mesh.object(
                istio,
                servers.formatted("{port: {number: 80, name: 'a', protocol: 'HTTP'}, tls: {httpsRedirect: true}}")));
        violatedBy(kind("listenersets", group)
                .object(
                        "/apis/" + group + "/v1/listenersets",
                        gateway.formatted("{name: 'a', protocol: 'HTTP', port: 80}")));
        inconclusiveFor(mesh.unreadable(istio, "the server answers 403"));
        violatedBy(known.object(list, gateway.formatted("{name: 'a', protocol: 'HTTP', port: 80}"))
                .object(
                        KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS,
                        "{metadata: {name: 'gateways.networking.istio.io'}, spec: {group: 'networking.istio.io', names: {plural: 'gateways'}, versions: [{name: 'v1', served: true}]}}")
                .unreadable(istio, "the server answers 403"));
        notApplicableTo(cluster());
    }

    @Test
    void names_belong_to_one_namespace() {
        ofRoutes();
        ofIngresses();
    }

    private void ofRoutes() {
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

    private void ofIngresses() {
        KubernetesFixture shop = ingress(cluster(), "shop", "rules: [{host: 'a.example.com'}]");
        satisfiedBy(shop);
        satisfiedBy(ingress(shop, "bank", "rules: [{host: 'b.example.com'}]"));
        violatedBy(ingress(shop, "bank", "rules: [{host: 'b.example.com'}, {host: 'a.example.com'}]"));
        violatedBy(ingress(shop, "bank", "rules: [{host: 'A.Example.com'}]"));
        // A wildcard claims what it stands for, of one label; what is for every name claims none.
        violatedBy(ingress(shop, "bank", "rules: [{host: '*.example.com'}]"));
        satisfiedBy(ingress(shop, "bank", "rules: [{host: '*.com'}]"));
        satisfiedBy(ingress(shop, "bank", "rules: [{host: '*.a.example.com'}]"));
        satisfiedBy(ingress(shop, "bank", "defaultBackend: {service: {name: 'web'}}"));
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
