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
import io.github.plimsoll.fact.kubernetes.Entrance;
import io.github.plimsoll.fact.kubernetes.Gateway;
import io.github.plimsoll.fact.kubernetes.Service;
import io.github.plimsoll.fact.kubernetes.Workload;
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
            title = "Dashboards, monitoring and stores of logs have no port of their node",
            why =
                    "A port of the node is open to whoever reaches the node, past every Service, entrance and NetworkPolicy that would ask who comes.",
            fix =
                    "Take hostPort and hostNetwork out and serve it by a Service, bind it to hostIP: 127.0.0.1, or shut the port at the nodes' firewall and waive it.",
            severity = MEDIUM)
    @InformationDisclosure("I2")
    void monitoring_has_no_port_of_its_node(Workload workload, Policy policy) {
        assumeFalse(
                workload.isOneOf(policy.texts("kubernetes.system-workloads")),
                "the cluster itself runs by it, on the network of its node");
        assumeFalse(
                workload.programs(policy.texts("kubernetes.private-programs")).isEmpty(),
                "it is none of the programs of kubernetes.private-programs");
        assertThat(workload.portsOfItsNode()).as("ports of its node").isEmpty();
    }

    @Control(
            title = "Entrances use TLS for every name",
            why = "What comes in without TLS is read and changed by whoever is on its way.",
            fix =
                    "Give the name a certificate: spec.tls of an Ingress or an IngressRoute, virtualhost.tls of an HTTPProxy, tls.termination of a Route.",
            severity = MEDIUM,
            formerly = "ingresses_use_tls")
    @Spoofing("S2")
    @InformationDisclosure("I1")
    void entrances_use_tls(Entrance entrance) {
        assumeTrue(entrance.decidesOnTls(), "the gateway that it hangs on has the TLS");
        assertThat(entrance.namesWithoutTls()).as("names without TLS").isEmpty();
    }

    @Control(
            title = "Gateways listen with TLS",
            why =
                    "A listener without TLS shows everything, passwords too, to each network between it and whoever calls.",
            fix =
                    "Give the listener protocol HTTPS or TLS and a certificate; have one of Istio that only redirects say so (tls.httpsRedirect), and waive another.",
            severity = LOW)
    @Spoofing("S2")
    @InformationDisclosure("I1")
    void gateways_use_tls(Gateway gateway) {
        assertThat(gateway.listenersWithoutTls()).as("listeners without TLS").isEmpty();
    }

    @Control(
            title = "A name is claimed at an entrance by one namespace",
            why =
                    "Whoever claims the name of another team, or one that its wildcard stands for, gets part of its requests, with their passwords and cookies.",
            fix =
                    "Take the name out of one of them; let a policy decide which namespace may claim which, or have a gateway's allowedRoutes admit each to a listener of its own.",
            severity = HIGH,
            formerly = "names_of_routes_belong_to_one_namespace")
    @Spoofing("S2")
    void names_belong_to_one_namespace(Entrance entrance) {
        assertThat(entrance.namesClaimedElsewhere())
                .as("names that another namespace claims")
                .isEmpty();
    }
}
