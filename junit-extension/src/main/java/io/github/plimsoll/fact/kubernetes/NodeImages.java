package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.ImageName;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The images that lie on each node, by all the names that the node knows them by. */
final class NodeImages {

    /** A kubelet lists so many images, the largest first, and so many names of each. */
    private static final int MOST_IMAGES = 50;

    private static final int MOST_NAMES = 5;

    /** By node: the names of each image. */
    private final Map<String, List<List<String>>> images = new HashMap<>();

    private NodeImages(Reading snapshot) {
        for (Reading node : Objects.of(snapshot, KubernetesDocuments.NODES, "node")) {
            List<List<String>> known = new ArrayList<>();
            for (JsonNode image : node.raw().path("status").path("images")) {
                List<String> names = new ArrayList<>();
                image.path("names").forEach(name -> names.add(name.asText("")));
                known.add(names);
            }
            images.put(node.raw().path("metadata").path("name").asText(""), known);
        }
    }

    /** @throws Unreadable if nodes could not be listed */
    static NodeImages of(Reading snapshot) {
        return snapshot.derived(NodeImages.class, NodeImages::new);
    }

    /**
     * The names by which a node knows the image of a digest.
     *
     * @param asked the name that is looked for among them
     * @throws Unreadable if the node may know more than it tells
     */
    List<String> namesOf(String node, String digest, ImageName asked) {
        List<List<String>> known = images.getOrDefault(node, List.of());
        List<String> names = known.stream()
                .filter(image -> image.stream().anyMatch(name -> name.endsWith("@" + digest)))
                .findFirst()
                .orElseThrow(() -> new Unreadable("node " + node + " does not tell of the image " + digest
                        + (known.size() >= MOST_IMAGES ? ", for it has more than it tells of" : " yet")));
        if (names.size() >= MOST_NAMES && names.stream().noneMatch(name -> standsFor(name, asked))) {
            throw new Unreadable("node " + node + " knows " + digest + " by more names than it tells");
        }
        return names;
    }

    /** Whether a name of a node is the one that was asked for: by digest if it was, else by tag. */
    static boolean standsFor(String name, ImageName asked) {
        ImageName known = new ImageName(name);
        return asked.isPinned()
                ? known.digest().equals(asked.digest())
                : !known.isPinned() && known.full().equals(asked.full());
    }
}
