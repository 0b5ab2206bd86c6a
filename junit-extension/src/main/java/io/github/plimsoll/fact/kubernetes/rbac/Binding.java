package io.github.plimsoll.fact.kubernetes.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A RoleBinding or ClusterRoleBinding.
 *
 * @param namespace where it holds; empty for the whole cluster
 * @param index its place in the list that it came from
 * @param principals whom it names, each once
 * @param nobodies entries of its subjects that mean nobody to the API server, as a person would name them
 */
public record Binding(
        String namespace, String name, int index, RoleKey role, Set<Principal> principals, List<String> nobodies) {

    static Binding of(JsonNode binding, int index) {
        String namespace = binding.path("metadata").path("namespace").asText("");
        Set<Principal> principals = new LinkedHashSet<>();
        List<String> nobodies = new ArrayList<>();
        for (JsonNode subject : binding.path("subjects")) {
            Principal.of(subject, namespace)
                    .ifPresentOrElse(
                            principals::add,
                            () -> nobodies.add(subject.path("kind").asText("?") + " "
                                    + subject.path("name").asText("?")));
        }
        JsonNode ref = binding.path("roleRef");
        String role = ref.path("name").asText("");
        return new Binding(
                namespace,
                binding.path("metadata").path("name").asText(""),
                index,
                ref.path("kind").asText("").equals("ClusterRole")
                        ? RoleKey.clusterRole(role)
                        : RoleKey.role(namespace, role),
                java.util.Collections.unmodifiableSet(principals),
                List.copyOf(nobodies));
    }

    public boolean isOfCluster() {
        return namespace.isEmpty();
    }

    /** Where it holds, for a person: {@code in shop}, {@code in the cluster}. */
    public String where() {
        return isOfCluster() ? "in the cluster" : "in " + namespace;
    }

    /** As in reports: {@code rolebinding/shop/builders}. */
    @Override
    public String toString() {
        return isOfCluster() ? "clusterrolebinding/" + name : "rolebinding/" + namespace + "/" + name;
    }
}
