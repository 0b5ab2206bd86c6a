package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.entrance.Openings;
import io.github.plimsoll.fact.kubernetes.network.Cidr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A Service: a name and an address under which pods are reached, inside the cluster or from outside. */
public final class Service extends KubernetesObject {

    private static final List<String> RANGES = List.of(
            "service.beta.kubernetes.io/load-balancer-source-ranges",
            "service.beta.kubernetes.io/aws-load-balancer-source-ranges",
            "service.beta.kubernetes.io/azure-allowed-ip-ranges");

    /** Annotations by which a load balancer is told to listen on inner addresses only, with what they say then. */
    private static final Map<String, String> INTERNAL = Map.ofEntries(
            Map.entry("service.beta.kubernetes.io/aws-load-balancer-internal", "true|0\\.0\\.0\\.0/0"),
            Map.entry("service.beta.kubernetes.io/aws-load-balancer-scheme", "internal"),
            Map.entry("service.beta.kubernetes.io/azure-load-balancer-internal", "true"),
            Map.entry("networking.gke.io/load-balancer-type", "(?i)internal"),
            Map.entry("cloud.google.com/load-balancer-type", "(?i)internal"),
            Map.entry("service.beta.kubernetes.io/openstack-internal-load-balancer", "true"),
            Map.entry("service.beta.kubernetes.io/oci-load-balancer-internal", "true"),
            Map.entry("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", "intranet"),
            Map.entry("service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", "private"),
            Map.entry("service.beta.kubernetes.io/do-loadbalancer-network", "INTERNAL"),
            Map.entry("service.beta.kubernetes.io/scw-loadbalancer-private", "true"));

    static final String A_NODE_PORT = "a port of every node";

    Service(Reading service) {
        super(service);
    }

    public String type() {
        return read("spec.type").asText("ClusterIP");
    }

    /** The addresses whose traffic it takes though nobody gave them to it. */
    public List<String> claimedAddresses() {
        return read("spec.externalIPs").asTexts();
    }

    /** The name elsewhere that it stands for; empty if it leads to pods. */
    public String externalName() {
        return type().equals("ExternalName") ? read("spec.externalName").asText("") : "";
    }

    /** Whether its load balancer has no address that is reached from outside. */
    public boolean isInternal() {
        Map<String, String> annotations = annotations();
        return INTERNAL.entrySet().stream()
                .anyMatch(internal ->
                        annotations.getOrDefault(internal.getKey(), "").matches(internal.getValue()));
    }

    /**
     * The networks from which its load balancer takes connections; empty if from everywhere.
     *
     * @throws Unreadable if an annotation says so in words that are not known
     */
    public List<String> sourceRanges() {
        List<String> ranges =
                new ArrayList<>(read("spec.loadBalancerSourceRanges").asTexts());
        Map<String, String> annotations = annotations();
        for (String annotation : RANGES) {
            if (ranges.isEmpty() && annotations.containsKey(annotation)) {
                Arrays.stream(annotations.get(annotation).split(",", -1))
                        .map(String::strip)
                        .filter(range -> !range.isEmpty())
                        .forEach(ranges::add);
            }
        }
        return Cidr.areEverything(ranges) ? List.of() : ranges;
    }

    /** The ports of every node at which it answers; a load balancer has some as well, unless it is told to do without. */
    public List<String> nodePorts() {
        boolean isBalanced = type().equals("LoadBalancer");
        if (!isBalanced && !type().equals("NodePort")) {
            return List.of();
        }
        List<String> ports = reading().elements("spec.ports").stream()
                .map(port -> port.value("nodePort").asLong(0))
                .filter(port -> port > 0)
                .map(String::valueOf)
                .toList();
        boolean getsSome =
                !isBalanced || read("spec.allocateLoadBalancerNodePorts").asBoolean(true);
        return ports.isEmpty() && getsSome ? List.of("one that the cluster chooses") : ports;
    }

    /** The workloads whose pods it leads to. */
    public List<String> workloads() {
        List<String> workloads = ServedWorkloads.of(reading()).behind(reading().raw()).stream()
                .map(Workloads.Form::name)
                .toList();
        reading().recordDerived("workloads", workloads.isEmpty() ? "none" : String.join(", ", workloads));
        return workloads;
    }

    /** The applications, as their pods call themselves, that it leads to. */
    public List<String> applications() {
        TreeSet<String> applications = new TreeSet<>();
        ServedWorkloads.of(reading())
                .behind(reading().raw())
                .forEach(form -> applications.add(ServedWorkloads.application(form)));
        reading().recordDerived("applications", applications.isEmpty() ? "none" : String.join(", ", applications));
        return List.copyOf(applications);
    }

    /** Those of some programs that it leads to, as its name, its labels and the images behind it tell. */
    public List<String> programs(List<String> known) {
        Set<String> names = new TreeSet<>(Set.of(objectName()));
        names.addAll(labels().values());
        ServedWorkloads.of(reading())
                .behind(reading().raw())
                .forEach(form -> names.addAll(ServedWorkloads.namesOf(form)));
        List<String> found = ServedWorkloads.programs(known, names);
        reading().recordDerived("programs", found.isEmpty() ? "none that is known" : String.join(", ", found));
        return found;
    }

    /** The ways on which everybody outside gets to it, for a person. */
    public List<String> waysFromOutside() {
        List<String> ways = new ArrayList<>();
        if (type().equals("LoadBalancer") && !isInternal() && sourceRanges().isEmpty()) {
            ways.add("a load balancer that is open to everybody");
        }
        if (!nodePorts().isEmpty()) {
            // Whomever a load balancer lets in, its port of the nodes lets in everybody.
            ways.add(A_NODE_PORT);
        }
        if (!claimedAddresses().isEmpty()) {
            ways.add("addresses " + String.join(", ", claimedAddresses()));
        }
        addEntrances(ways);
        reading().recordDerived("ways from outside", ways.isEmpty() ? "none" : String.join(", ", ways));
        return ways;
    }

    private void addEntrances(List<String> ways) {
        try {
            ways.addAll(Openings.of(reading().unrecorded()).openTo(namespace(), objectName()));
        } catch (Unreadable e) {
            if (ways.isEmpty()) {
                throw e;
            }
            // One way is enough to judge by; whoever closes it learns of the others then.
            reading().recordDerived("entrances", "not known: " + e.reason());
        }
    }
}
