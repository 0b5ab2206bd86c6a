package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The subjects of a Docker host. */
public final class DockerPlatform implements Platform {

    @Override
    public String id() {
        return "docker";
    }

    @Override
    public Map<Class<? extends Subject>, Locator> subjects() {
        Map<Class<? extends Subject>, Locator> subjects = new LinkedHashMap<>();
        subjects.put(Daemon.class, snapshot -> List.of(new Found<>("daemon", DockerPlatform::daemon)));
        subjects.put(Container.class, DockerPlatform::containers);
        subjects.put(Swarm.class, SwarmMode::swarms);
        subjects.put(SwarmService.class, SwarmMode::services);
        subjects.put(SwarmListener.class, SwarmMode::listeners);
        subjects.put(OverlayNetwork.class, SwarmMode::overlayNetworks);
        return subjects;
    }

    private static Daemon daemon(Reading snapshot) {
        return new Daemon(snapshot.document(DockerDocuments.INFO).named("daemon"));
    }

    private static List<Found<Container>> containers(Reading snapshot) {
        List<Found<Container>> found = new ArrayList<>();
        for (Reading listed : snapshot.document(DockerDocuments.CONTAINERS).elements("")) {
            String id = listed.value("Id").requiredText();
            String name = "container/" + displayName(listed.value("Names").asTexts(), id);
            found.add(new Found<>(
                    name,
                    reading -> new Container(
                            reading.document(DockerDocuments.container(id)).named(name))));
        }
        return found;
    }

    /** A container's own name, which unlike those of legacy links has one slash; the short id where it has none yet. */
    private static String displayName(List<String> names, String id) {
        return names.stream()
                .filter(name -> name.lastIndexOf('/') == 0)
                .map(name -> name.substring(1))
                .findFirst()
                .orElse(id.substring(0, Math.min(12, id.length())));
    }
}
