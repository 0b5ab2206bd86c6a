package io.github.plimsoll.fact.kubernetes.rbac;

/**
 * What a binding refers to.
 *
 * @param namespace that of a Role; empty for a ClusterRole
 */
public record RoleKey(boolean ofCluster, String namespace, String name) {

    public static RoleKey clusterRole(String name) {
        return new RoleKey(true, "", name);
    }

    public static RoleKey role(String namespace, String name) {
        return new RoleKey(false, namespace, name);
    }

    /** As in reports: {@code clusterrole/edit}, {@code role/shop/builder}. */
    @Override
    public String toString() {
        return ofCluster ? "clusterrole/" + name : "role/" + namespace + "/" + name;
    }
}
