package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.ImageName;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.image.ImageArchives.Wanted;
import io.github.plimsoll.fact.scan.ImageIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which images the containers of workloads are made from, by what their pods tell of themselves: a runtime names an image by the digest of
 * its registry where it has one, and else by that of its configuration. Where no pod runs, by what was asked for.
 */
final class PodImages {

    /** @param isOfRegistry whether the digest is one that registries use, and not that of a configuration */
    record Running(String digest, boolean isOfRegistry, String node) {}

    /** The architecture of each node. */
    private final Map<String, String> architectures = new HashMap<>();

    private PodImages(Reading snapshot) {
        Reading nodes = snapshot.document(KubernetesDocuments.NODES);
        if (nodes.isReadable()) {
            for (JsonNode node : nodes.raw().path("items")) {
                architectures.put(
                        node.path("metadata").path("name").asText(""),
                        node.path("status")
                                .path("nodeInfo")
                                .path("architecture")
                                .asText(""));
            }
        }
    }

    static List<Found<PodImage>> locate(Reading snapshot) {
        if (!snapshot.document(KubernetesDocuments.IMAGE_ARCHIVES).wasCollected()) {
            throw new Absent(
                    "no archives of images were handed in (kubernetes.image-archives) when its facts were collected");
        }
        PodImages images = snapshot.derived(PodImages.class, PodImages::new);
        return Workloads.of(snapshot).found(images::of);
    }

    private List<Found<PodImage>> of(Workloads.Form form) {
        List<Found<PodImage>> found = new ArrayList<>();
        for (String path : form.containers()) {
            Reading container = form.pod().part("spec." + path);
            String name = form.name() + " › " + container.raw().path("name").asText("") + " › image";
            Set<Wanted> wanted = wanted(form, container.raw());
            for (Wanted image : wanted) {
                String shown = wanted.size() == 1 ? name : name + " " + image.digest() + " " + image.architecture();
                String role = path.substring(0, path.indexOf('['));
                Reading place = container.named(shown.strip());
                found.add(new Found<>(
                        place.subject(),
                        reading -> new PodImage(
                                reading.at(place), new PodContainer(reading.at(place), form, role), image)));
            }
        }
        return found;
    }

    private Set<Wanted> wanted(Workloads.Form form, JsonNode container) {
        ImageName asked = new ImageName(container.path("image").asText(""));
        Set<Wanted> wanted = new LinkedHashSet<>();
        for (Running running : running(form, container)) {
            wanted.add(new Wanted(
                    running.digest(),
                    running.isOfRegistry(),
                    asked.full(),
                    architectures.getOrDefault(running.node(), "")));
        }
        if (wanted.isEmpty()) {
            wanted.add(new Wanted(asked.digest(), true, asked.full(), ""));
        }
        return wanted;
    }

    /** What the pods of a form say to run as one of its containers. */
    static Set<Running> running(Workloads.Form form, JsonNode container) {
        Set<Running> running = new LinkedHashSet<>();
        for (Reading pod : form.pods()) {
            String node = pod.raw().path("spec").path("nodeName").asText("");
            for (JsonNode status :
                    RunningImages.statuses(pod.raw(), container.path("name").asText(""))) {
                String id = status.path("imageID").asText("");
                ImageIdentity.of(List.of(id))
                        .digests()
                        .forEach(digest -> running.add(new Running(digest, id.contains("@"), node)));
            }
        }
        return running;
    }
}
