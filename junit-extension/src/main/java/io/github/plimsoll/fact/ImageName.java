package io.github.plimsoll.fact;

import java.util.Collection;

/** An image as a container names it: {@code app}, {@code registry.example.com/team/app:1}, {@code app@sha256:...}. */
public record ImageName(String text) {

    public boolean isPinned() {
        return text.contains("@sha256:") || text.contains("@sha512:");
    }

    /** The tag; {@code latest} where none is written, as the kubelet takes it. */
    public String tag() {
        String name = withoutDigest();
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        return colon < 0 ? "latest" : name.substring(colon + 1);
    }

    /** Registry and path, the default ones written out: {@code docker.io/library/nginx}. */
    public String repository() {
        String name = withoutDigest();
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        String path = colon < 0 ? name : name.substring(0, colon);
        int slash = path.indexOf('/');
        String first = slash < 0 ? "" : path.substring(0, slash);
        boolean hasRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
        if (hasRegistry) {
            return path.replaceFirst("^index\\.docker\\.io/", "docker.io/");
        }
        return "docker.io/" + (slash < 0 ? "library/" : "") + path;
    }

    /** The digest it asks for; empty if none. */
    public String digest() {
        int at = text.indexOf('@');
        return at < 0 ? "" : text.substring(at + 1);
    }

    /** Registry, path and tag, the default ones written out; empty for one that asks for a digest and no tag. */
    public String full() {
        String name = withoutDigest();
        boolean hasTag = name.indexOf(':', name.lastIndexOf('/') + 1) >= 0;
        return isPinned() && !hasTag ? "" : repository() + ":" + tag();
    }

    public String lastPart() {
        return repository().substring(repository().lastIndexOf('/') + 1);
    }

    /** @param registries registries, parts of them or repositories */
    public boolean isFrom(Collection<String> registries) {
        String repository = repository();
        return registries.stream()
                .map(registry -> registry.replaceFirst("/+$", ""))
                .anyMatch(registry -> repository.equals(registry) || repository.startsWith(registry + "/"));
    }

    private String withoutDigest() {
        int at = text.indexOf('@');
        return at < 0 ? text : text.substring(0, at);
    }
}
