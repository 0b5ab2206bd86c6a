package io.github.plimsoll.fact;

import java.util.Collection;

/** An image as a container names it: {@code app}, {@code registry.example.com/team/app:1}, {@code app@sha256:...}. */
public record ImageName(String text) {

    /** Whether it asks for a digest, of whatever algorithm. */
    public boolean isPinned() {
        return digest().contains(":");
    }

    /** The tag; {@code latest} where none is written, as engines and kubelets take it. */
    public String tag() {
        int colon = colon();
        return colon < 0 ? "latest" : withoutDigest().text.substring(colon + 1);
    }

    /** Registry and path, the default ones written out: {@code docker.io/library/nginx}. */
    public String repository() {
        int colon = colon();
        String name = withoutDigest().text;
        String path = colon < 0 ? name : name.substring(0, colon);
        int slash = path.indexOf('/');
        String first = slash < 0 ? "" : path.substring(0, slash);
        boolean hasRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
        String full = hasRegistry ? path.replaceFirst("^index\\.docker\\.io/", "docker.io/") : "docker.io/" + path;
        return full.replaceFirst("^docker\\.io/([^/]+)$", "docker.io/library/$1");
    }

    /** The digest it asks for; empty if none. */
    public String digest() {
        int at = text.indexOf('@');
        return at < 0 ? "" : text.substring(at + 1);
    }

    /** Registry, path and tag, the default ones written out; empty for one that asks for a digest and no tag. */
    public String full() {
        return isPinned() && !hasTag() ? "" : repository() + ":" + tag();
    }

    /** Whether both are the same tag of the same repository, whatever of the default ones is written out. */
    public boolean hasNameOf(ImageName other) {
        return familiar().equals(other.familiar());
    }

    /** As the {@code docker} command shows it: with the tag, and without what stands for the default registry. */
    private String familiar() {
        return repository().replaceFirst("^docker\\.io/(library/)?", "") + ":" + tag();
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

    /** Whether a tag is written, be it beside a digest. */
    public boolean hasTag() {
        return colon() >= 0;
    }

    public ImageName withoutDigest() {
        int at = text.indexOf('@');
        return at < 0 ? this : new ImageName(text.substring(0, at));
    }

    /** Where the tag begins; negative if none is written. */
    private int colon() {
        String name = withoutDigest().text;
        return name.indexOf(':', name.lastIndexOf('/') + 1);
    }
}
