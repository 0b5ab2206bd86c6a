package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Unreadable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registries that images of a host came from or went to: an image has a digest of theirs only if it did. */
public final class RegistrySearch {

    private static final String HUB = "docker.io";
    private static final String HUB_HOST = "registry-1.docker.io";
    private static final int TLS_PORT = 443;

    private final Map<String, Place> places = new LinkedHashMap<>();
    private String unseen = "";

    /**
     * One registry.
     *
     * @param name as images are called by it, for example {@code docker.io} or {@code registry.example.com:5000}
     */
    public record Place(String name, String host, int port) {}

    private RegistrySearch() {}

    public static RegistrySearch in(Snapshot facts) {
        RegistrySearch search = new RegistrySearch();
        try {
            for (Reading image : Reading.of(facts, new Recorder())
                    .document(DockerDocuments.IMAGES)
                    .elements("")) {
                image.value("RepoDigests").asTexts().stream()
                        .filter(digest -> !digest.startsWith("<none>"))
                        .forEach(search::add);
            }
        } catch (Unreadable e) {
            search.unseen = "which registries images came from cannot be told: " + e.reason();
        }
        return search;
    }

    public List<Place> places() {
        return List.copyOf(places.values());
    }

    /** Why there may be registries that are not known; empty if all are. */
    public String unseen() {
        return unseen;
    }

    private void add(String digest) {
        String first = digest.contains("/") ? digest.substring(0, digest.indexOf('/')) : "";
        boolean named = first.contains(".") || first.contains(":") || first.equals("localhost");
        String name = named ? first.replaceFirst("^index\\.docker\\.io$", HUB) : HUB;
        boolean withPort = name.matches(".*:\\d{1,5}");
        places.putIfAbsent(
                name,
                new Place(
                        name,
                        name.equals(HUB) ? HUB_HOST : HostAddress.hostOf(name).replaceAll("[\\[\\]]", ""),
                        withPort ? Integer.parseInt(name.substring(name.lastIndexOf(':') + 1)) : TLS_PORT));
    }
}
