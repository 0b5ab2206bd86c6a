package io.github.plimsoll.fact.kubernetes.entrance;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of objects, beside Ingresses, that say what is let in from outside; by plural name and group, as their definitions are called. */
public final class EntranceKinds {

    private static final Set<String> READ = Set.of(
            "gateways.gateway.networking.k8s.io",
            "listenersets.gateway.networking.k8s.io",
            "xlistenersets.gateway.networking.x-k8s.io",
            "httproutes.gateway.networking.k8s.io",
            "grpcroutes.gateway.networking.k8s.io",
            "tlsroutes.gateway.networking.k8s.io",
            "tcproutes.gateway.networking.k8s.io",
            "udproutes.gateway.networking.k8s.io",
            "referencegrants.gateway.networking.k8s.io",
            "gateways.networking.istio.io",
            "virtualservices.networking.istio.io",
            "authorizationpolicies.security.istio.io",
            "securitypolicies.gateway.envoyproxy.io",
            "authpolicies.kuadrant.io",
            "trafficpolicies.gateway.kgateway.dev",
            "gcpbackendpolicies.networking.gke.io",
            "httpproxies.projectcontour.io",
            "ingressroutes.traefik.io",
            "ingressroutetcps.traefik.io",
            "ingressrouteudps.traefik.io",
            "middlewares.traefik.io",
            "middlewaretcps.traefik.io",
            "traefikservices.traefik.io",
            "tlsoptions.traefik.io",
            "ingressroutes.traefik.containo.us",
            "ingressroutetcps.traefik.containo.us",
            "ingressrouteudps.traefik.containo.us",
            "middlewares.traefik.containo.us",
            "middlewaretcps.traefik.containo.us",
            "traefikservices.traefik.containo.us",
            "tlsoptions.traefik.containo.us");

    /** Those of which no more is understood than which Services they name. */
    static final Set<String> UNREAD = Set.of(
            "virtualservers.k8s.nginx.org",
            "virtualserverroutes.k8s.nginx.org",
            "transportservers.k8s.nginx.org",
            "mappings.getambassador.io",
            "tcpmappings.getambassador.io",
            "tcpingresses.configuration.konghq.com",
            "udpingresses.configuration.konghq.com",
            "apisixroutes.apisix.apache.org",
            "routetables.gateway.solo.io",
            "virtualservices.gateway.solo.io",
            "upstreams.gloo.solo.io",
            "virtualservers.cis.f5.com",
            "transportservers.cis.f5.com",
            "ingresslinks.cis.f5.com",
            "targetgroupbindings.elbv2.k8s.aws",
            "ciliumenvoyconfigs.cilium.io",
            "ciliumclusterwideenvoyconfigs.cilium.io",
            "ingresses.networking.internal.knative.dev",
            "routegroups.zalando.org",
            "apirules.gateway.kyma-project.io",
            "tunnelbindings.networking.cfargotunnel.com");

    public static final Set<String> ALL =
            Stream.concat(READ.stream(), UNREAD.stream()).collect(Collectors.toUnmodifiableSet());

    private EntranceKinds() {}
}
