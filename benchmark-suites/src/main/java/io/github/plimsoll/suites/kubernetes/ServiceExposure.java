package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.kubernetes.Gateway;
import io.github.plimsoll.fact.kubernetes.HttpRoute;
import io.github.plimsoll.fact.kubernetes.Ingress;
import io.github.plimsoll.fact.kubernetes.Service;
import io.github.plimsoll.policy.Policy;
import java.util.regex.Pattern;

/** Threats S2, D2 and I2: by what names and ways pods are reached, from inside and from outside of the cluster. */
@KubernetesControls
public class ServiceExposure {

    /** Names that stand for something inside: of the cluster, of the node, of the cloud, or an address. */
    private static final Pattern INSIDE = Pattern.compile(
            "(?i)(?:[^.]+|.*\\.svc|.*\\.svc\\..*|.*\\.pod\\..*|.*\\.(?:local|internal|localdomain)|[\\d.]+|.*:.*)\\.?");

    @Control(
            title = "Services claim no addresses that nobody gave them",
            why = "A Service draws the traffic for its externalIPs from the whole cluster, whoever they belong to.",
            fix = "Take spec.externalIPs out of the Service; use a LoadBalancer, which is given its address.",
            severity = HIGH)
    @Spoofing("S2")
    void services_claim_no_addresses(Service service) {
        assertThat(service.claimedAddresses()).as("externalIPs").isEmpty();
    }

    @Control(
            title = "Names for the outside do not lead inside",
            why =
                    "Whoever may write a Service of type ExternalName sends those who trust its name to another namespace, to a node or to the cloud's metadata.",
            fix = "Name the Service of the other namespace where it is used, and let a NetworkPolicy allow it.",
            severity = MEDIUM)
    @Spoofing("S2")
    void external_names_lead_outside(Service service) {
        assumeFalse(service.externalName().isEmpty(), "it stands for no name elsewhere");
        assertThat(service.externalName()).as("name it stands for").doesNotMatch(INSIDE);
    }

    @Control(
            title = "A Service leads to the pods of one application",
            why = "Through a loose selector a pod of something else receives requests that were meant for the service.",
            fix = "Put the label of the application into spec.selector.",
            severity = MEDIUM)
    @Spoofing("S2")
    void services_lead_to_one_application(Service service) {
        assumeFalse(service.workloads().isEmpty(), "it leads to no workload");
        assertThat(service.applications()).as("applications it leads to").hasSize(1);
    }

    @Control(
            title = "Load balancers name who may come",
            why = "Without a source range everybody on the Internet reaches the pods behind.",
            fix =
                    "Set spec.loadBalancerSourceRanges, make the load balancer an internal one, or waive it for what is meant for everybody.",
            severity = MEDIUM)
    @DenialOfService("D2")
    void load_balancers_name_who_may_come(Service service) {
        assumeTrue(service.type().equals("LoadBalancer"), "it is no load balancer");
        assumeFalse(service.isInternal(), "an annotation keeps it on inner addresses");
        assertThat(service.sourceRanges()).as("networks that may come").isNotEmpty();
    }

    @Control(
            title = "Services open no port of every node",
            why = "A node port answers on all addresses of all nodes, past the load balancer and whatever guards it.",
            fix =
                    "Make it a ClusterIP behind an Ingress, set allocateLoadBalancerNodePorts: false for a load balancer that reaches pods without, or shut the port at the nodes' firewall.",
            severity = MEDIUM)
    @DenialOfService("D2")
    void services_open_no_node_port(Service service) {
        assertThat(service.nodePorts()).as("ports of every node").isEmpty();
    }

    @Control(
            title = "Dashboards, monitoring and stores of logs are not open to everybody",
            why =
                    "They tell how everything is set up and doing, and many of them ask for no password or have a usual one.",
            fix =
                    "Reach them by kubectl port-forward or through an entrance that asks who comes; kubernetes.private-programs names them.",
            severity = HIGH)
    @InformationDisclosure("I2")
    void monitoring_is_private(Service service, Policy policy) {
        assumeFalse(
                service.programs(policy.texts("kubernetes.private-programs")).isEmpty(),
                "none of the programs of kubernetes.private-programs is behind it");
        assertThat(service.waysFromOutside()).as("ways from outside").isEmpty();
    }

    @Control(
            title = "Ingresses use TLS for every name",
            why = "What comes in without TLS is read and changed by whoever is on its way.",
            fix = "Add the name to spec.tls with a Secret that holds its certificate.",
            severity = MEDIUM)
    @Spoofing("S2")
    @InformationDisclosure("I1")
    void ingresses_use_tls(Ingress ingress) {
        assertThat(ingress.namesWithoutTls()).as("names without TLS").isEmpty();
    }

    @Control(
            title = "Gateways listen with TLS",
            why =
                    "A listener without TLS shows everything, passwords too, to each network between it and whoever calls.",
            fix = "Give the listener protocol HTTPS or TLS and a certificate; waive one that only redirects.",
            severity = LOW)
    @Spoofing("S2")
    @InformationDisclosure("I1")
    void gateways_use_tls(Gateway gateway) {
        assertThat(gateway.listenersWithoutTls()).as("listeners without TLS").isEmpty();
    }

    @Control(
            title = "A name is claimed by the Ingresses of one namespace",
            why =
                    "Whoever claims the name of another team gets part of its requests, with their passwords and cookies.",
            fix = "Take the name out of one of the Ingresses; let a policy decide which namespace may claim which.",
            severity = HIGH)
    @Spoofing("S2")
    void names_belong_to_one_namespace(Ingress ingress) {
        assertThat(ingress.namesClaimedElsewhere())
                .as("names that another namespace claims")
                .isEmpty();
    }

    @Control(
            title = "A name is claimed at a gateway by the routes of one namespace",
            why =
                    "Of two routes for a name the more exact one wins each request, so whoever adds one takes over parts of another team's site.",
            fix =
                    "Take the name out of one of the routes, or have the gateway's allowedRoutes admit each namespace to a listener of its own.",
            severity = HIGH)
    @Spoofing("S2")
    void names_of_routes_belong_to_one_namespace(HttpRoute route) {
        assertThat(route.namesClaimedElsewhere())
                .as("names that another namespace claims")
                .isEmpty();
    }
}
