package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.kubernetes.admission.ImageVerifiers;
import io.github.plimsoll.fact.kubernetes.component.Admission;
import io.github.plimsoll.fact.kubernetes.component.AdmissionPlugin;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The cluster as a whole. */
public final class Cluster extends Subject {

    Cluster(Reading version) {
        super(version);
    }

    /** The version of the API server, for example {@code v1.34.4} or {@code v1.33.1+k3s1}. */
    public String version() {
        return read("gitVersion").requiredText();
    }

    /** The nodes that pods may be put on which tolerate nothing special. */
    public List<String> nodesForAnyPod() {
        List<String> nodes = Objects.of(reading(), KubernetesDocuments.NODES, "node").stream()
                .filter(node -> !node.value("spec.unschedulable").asBoolean(false))
                .filter(node -> node.elements("spec.taints").stream()
                        .allMatch(taint -> taint.value("effect").asText("").equals("PreferNoSchedule")))
                .map(Reading::subject)
                .toList();
        reading().recordDerived("nodes for any pod", String.join(", ", nodes));
        return nodes;
    }

    /** The bindings that name a group, but for those that every cluster has from the beginning. */
    public List<String> bindingsOf(String group) {
        return AccessRights.of(reading()).addedBindings(Principal.group(group), reading());
    }

    /** The requests for certificates that were granted to members of a group, as far as the cluster still remembers them. */
    public List<String> certificatesFor(String group) {
        List<String> requests = IssuedCertificates.of(reading()).forGroup(group);
        reading()
                .recordDerived(
                        "certificates issued for " + group,
                        requests.isEmpty() ? "none remembered" : String.join(", ", requests));
        return requests;
    }

    /** For whom certificates were issued that log users in, as far as the cluster still remembers them. */
    public List<String> certificatesOfUsers() {
        List<String> users = IssuedCertificates.of(reading()).forUsers();
        reading()
                .recordDerived(
                        "certificates issued to users", users.isEmpty() ? "none remembered" : String.join(", ", users));
        return users;
    }

    /**
     * The bootstrap tokens that never end; none if no API server takes them.
     *
     * @throws io.github.plimsoll.fact.Unreadable if it is not known of one whether it ends, or whether it is taken
     */
    public List<String> lastingBootstrapTokens() {
        return BootstrapTokens.lasting(reading());
    }

    /**
     * What holders of bootstrap tokens may do that no node needs to join, with the bindings that allow it; nothing if no API server
     * takes them.
     */
    public List<String> bootstrapRightsBeyondJoining() {
        return BootstrapTokens.rightsBeyondJoining(reading());
    }

    /**
     * What runs in it that is known to enforce NetworkPolicies, on every node that it is meant for.
     *
     * @throws io.github.plimsoll.fact.Unreadable if nothing runs whose habits are known
     */
    public List<String> policyEnforcers() {
        return NetworkPlugins.of(reading()).enforcers(reading());
    }

    /** Who made it what it is; empty if it is none of the distributions that are known. */
    public Optional<Distribution> distribution() {
        Optional<Distribution> distribution = Distribution.of(reading());
        reading()
                .recordDerived(
                        "distribution", distribution.map(Distribution::words).orElse("unknown"));
        return distribution;
    }

    /** What fetches secrets from stores outside, by the names of subjects. */
    public List<String> externalSecrets() {
        List<String> found = Stream.of(
                        List.of("secretproviderclasses.secrets-store.csi.x-k8s.io", "secretproviderclass"),
                        List.of("externalsecrets.external-secrets.io", "externalsecret"))
                .flatMap(kind -> CustomResources.of(reading().unrecorded(), kind.get(0), kind.get(1)).stream())
                .map(Reading::subject)
                .toList();
        reading().recordDerived("externalSecrets", found.isEmpty() ? "none" : String.join(", ", found));
        return found;
    }

    /**
     * The nodes on which no program runs that is known to send logs away.
     *
     * @param programs ends of the names of their images, for example {@code fluent-bit}
     */
    public List<String> nodesWithoutLogShipper(List<String> programs) {
        List<String> nodes = LogShippers.of(reading(), programs).nodesWithout();
        reading().recordDerived("nodes that no logs leave", nodes.isEmpty() ? "none" : String.join(", ", nodes));
        return nodes;
    }

    /** The agents on a node that send logs away and may read a file of it. */
    public List<String> logShippersOf(String node, String file, List<String> programs) {
        List<String> agents = LogShippers.of(reading(), programs).on(node, file);
        reading()
                .recordDerived(
                        "agents that read " + file + " of node/" + node,
                        agents.isEmpty() ? "none" : String.join(", ", agents));
        return agents;
    }

    /** Whether workloads are in a mesh of Istio. */
    public boolean hasMesh() {
        boolean has = CustomResources.isKnown(reading(), IstioMesh.PEER_AUTHENTICATIONS);
        reading().recordDerived("knows " + IstioMesh.PEER_AUTHENTICATIONS, String.valueOf(has));
        return has;
    }

    /** How traffic in the mesh is encrypted where nothing says otherwise: {@code STRICT} takes no other. */
    public String meshMode() {
        return IstioMesh.mode(reading());
    }

    /** The policies that let some traffic in the mesh pass unencrypted, with what they say. */
    public List<String> meshExceptions() {
        List<String> exceptions = new ArrayList<>();
        for (Reading policy :
                CustomResources.of(reading().unrecorded(), IstioMesh.PEER_AUTHENTICATIONS, "peerauthentication")) {
            List<String> modes =
                    new ArrayList<>(List.of(policy.value("spec.mtls.mode").asText("UNSET")));
            policy.value("spec.portLevelMtls")
                    .keys()
                    .forEach(port -> modes.add(policy.value("spec.portLevelMtls.\"" + port + "\".mode")
                            .asText("UNSET")));
            modes.stream()
                    .filter(mode -> mode.equals("PERMISSIVE") || mode.equals("DISABLE"))
                    .distinct()
                    .forEach(mode -> exceptions.add(policy.subject() + " says " + mode));
        }
        reading().recordDerived("exceptions", exceptions.isEmpty() ? "none" : String.join(", ", exceptions));
        return exceptions;
    }

    /**
     * What refuses images that nobody vouches for, by the names of subjects or the name of a plug-in of the API server.
     *
     * @throws io.github.plimsoll.fact.Unreadable if it cannot be told whether what is there is asked about every image
     */
    public List<String> imageVerifiers() {
        ImageVerifiers verifiers = ImageVerifiers.of(reading().unrecorded());
        List<String> found = new ArrayList<>(verifiers.ofEveryImage());
        if (found.isEmpty() && Admission.refusesUnvouchedImages(reading())) {
            found.add(AdmissionPlugin.IMAGE_POLICY_WEBHOOK.toString());
        }
        if (found.isEmpty()) {
            verifiers.requireNoOthers();
        }
        reading().recordDerived("imageVerifiers", found.isEmpty() ? "none" : String.join(", ", found));
        return found;
    }
}
