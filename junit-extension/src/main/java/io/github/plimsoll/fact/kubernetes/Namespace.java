package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.network.Direction;
import java.util.List;
import java.util.Set;

/** A namespace, and what it admits. */
public final class Namespace extends KubernetesObject {

    private static final Set<String> SYSTEM = Set.of("kube-system", "kube-public", "kube-node-lease");

    Namespace(Reading namespace) {
        super(namespace);
    }

    /** Whether Kubernetes makes it for itself. */
    public boolean isSystem() {
        return SYSTEM.contains(objectName());
    }

    /** The NetworkPolicies in it. */
    public List<String> networkPolicies() {
        return Policies.of(reading()).in(objectName(), reading());
    }

    /** Whether what comes into its pods is denied unless a NetworkPolicy lets it in, of pods yet to come as well. */
    public boolean deniesIngressByDefault() {
        return Policies.of(reading()).deniesByDefault(objectName(), Direction.INGRESS, reading());
    }

    /** Whether what goes out of its pods is denied unless a NetworkPolicy lets it out, of pods yet to come as well. */
    public boolean deniesEgressByDefault() {
        return Policies.of(reading()).deniesByDefault(objectName(), Direction.EGRESS, reading());
    }

    /** The workloads in it whose pods no NetworkPolicy isolates from what comes in, though one could. */
    public List<String> workloadsWithoutPolicy() {
        return Policies.of(reading()).notIsolated(objectName(), reading());
    }
}
