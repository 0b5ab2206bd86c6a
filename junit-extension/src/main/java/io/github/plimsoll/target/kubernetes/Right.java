package io.github.plimsoll.target.kubernetes;

/**
 * Something that an audit has to be allowed to do in all namespaces.
 *
 * @param group empty for the core API
 * @param subresource empty if it is the resource itself
 * @param needed what cannot be judged without it
 */
record Right(String group, String resource, String subresource, String verb, String needed) {

    /** The resource as a role names it, for example {@code nodes/proxy}. */
    String target() {
        return resource + (subresource.isEmpty() ? "" : "/" + subresource);
    }

    @Override
    public String toString() {
        return verb + " " + target() + (group.isEmpty() ? "" : "." + group);
    }
}
