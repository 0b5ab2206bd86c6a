package io.github.plimsoll.fact.kubernetes.rbac;

/**
 * What somebody may want of the API server: a verb on a resource, or on a path that is none.
 *
 * @param resource the plural name; empty for a path
 * @param subresource for example {@code exec}, or empty; {@code *} for any of them
 * @param name the object, empty for all of them and for new ones
 * @param namespace empty for the whole cluster
 * @param path for example {@code /healthz}; empty for a resource
 */
public record Request(
        String verb, String group, String resource, String subresource, String name, String namespace, String path) {

    /**
     * A verb on a resource of the whole cluster.
     *
     * @param resource as {@code kubectl} writes it: {@code pods}, {@code pods/exec}, {@code deployments.apps/scale}
     */
    public static Request of(String verb, String resource) {
        int slash = resource.indexOf('/');
        String whole = slash < 0 ? resource : resource.substring(0, slash);
        int dot = whole.indexOf('.');
        return new Request(
                verb,
                dot < 0 ? "" : whole.substring(dot + 1),
                dot < 0 ? whole : whole.substring(0, dot),
                slash < 0 ? "" : resource.substring(slash + 1),
                "",
                "",
                "");
    }

    public static Request ofPath(String verb, String path) {
        return new Request(verb, "", "", "", "", "", path);
    }

    /** The same in one namespace; an empty one means the whole cluster. */
    public Request in(String where) {
        return new Request(verb, group, resource, subresource, name, where, path);
    }

    /** The same on one object. */
    public Request named(String object) {
        return new Request(verb, group, resource, subresource, object, namespace, path);
    }

    /**
     * A request as a person writes it.
     *
     * @param text a verb and a resource, for example {@code create pods/exec}, or a verb and a path, {@code get /metrics}
     */
    public static Request parse(String text) {
        String[] words = text.split(" ", 2);
        return words[1].startsWith("/") ? ofPath(words[0], words[1]) : of(words[0], words[1]);
    }

    Request withoutSubresource() {
        return new Request(verb, group, resource, "", name, namespace, path);
    }

    boolean isPath() {
        return !path.isEmpty();
    }

    /** The resource as rules write it: {@code pods/exec}. */
    String combinedResource() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return verb + " " + what();
    }

    /** The resource as {@code kubectl} writes it: {@code deployments.apps/scale}. */
    public String what() {
        if (isPath()) {
            return path;
        }
        return resource + (group.isEmpty() ? "" : "." + group) + (subresource.isEmpty() ? "" : "/" + subresource);
    }
}
