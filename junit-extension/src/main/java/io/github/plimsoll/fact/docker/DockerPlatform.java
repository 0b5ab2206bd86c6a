package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.attack.Step;
import io.github.plimsoll.fact.docker.EnterpriseProduct.ControlPlane;
import io.github.plimsoll.fact.docker.EnterpriseProduct.TrustedRegistry;
import io.github.plimsoll.fact.image.ImageFiles;
import io.github.plimsoll.fact.image.ImageLayer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
        subjects.put(Mount.class, snapshot -> ofEachContainer(snapshot, "mounts", DockerPlatform::mounts));
        subjects.put(PublishedPort.class, DockerPlatform::publishedPorts);
        subjects.put(ExecSession.class, snapshot -> ofEachContainer(snapshot, "exec", DockerPlatform::execSessions));
        subjects.put(Image.class, DockerPlatform::images);
        subjects.put(Inventory.class, snapshot -> List.of(new Found<>("inventory", DockerPlatform::inventory)));
        subjects.put(ControlPlane.class, snapshot -> ControlPlane.in(containerPlaces(snapshot)));
        subjects.put(TrustedRegistry.class, snapshot -> TrustedRegistry.in(containerPlaces(snapshot)));
        subjects.put(
                Capacity.class,
                snapshot -> List.of(new Found<>(
                        "capacity",
                        reading -> new Capacity(
                                reading.document(DockerDocuments.INFO).named("capacity")))));
        subjects.put(ManagedPlugin.class, DockerPlatform::plugins);
        subjects.put(Volume.class, Volume::locate);
        subjects.put(ImageFiles.class, ImagesLookedInto::files);
        subjects.put(ImageLayer.class, ImagesLookedInto::layers);
        subjects.put(Swarm.class, SwarmMode::swarms);
        subjects.put(SwarmService.class, SwarmMode::services);
        subjects.put(SwarmConfig.class, SwarmMode::configs);
        subjects.put(SwarmListener.class, SwarmMode::listeners);
        subjects.put(OverlayNetwork.class, SwarmMode::overlayNetworks);
        HostSubjects.addTo(subjects);
        subjects.put(Listener.class, Listener::locate);
        subjects.put(Registry.class, Registry::locate);
        subjects.put(ContainerNetwork.class, ContainerNetwork::locate);
        subjects.put(RegistryFile.class, RegistryFile::locate);
        subjects.put(ClientConnection.class, ClientConnection::locate);
        subjects.put(ClientKey.class, ClientKey::locate);
        subjects.put(ClientPasswords.class, ClientPasswords::locate);
        subjects.put(Component.class, Component::locate);
        subjects.replaceAll(Composition::heldBy);
        return subjects;
    }

    @Override
    public Optional<String> whyNotJudged(Class<? extends Subject> type, Snapshot snapshot) {
        return type == Daemon.class && snapshot.has(Snapshot.FILES)
                ? Optional.of(Composition.ONLY_AN_ENGINE)
                : Optional.empty();
    }

    @Override
    public List<String> warnings(Snapshot snapshot) {
        return Links.warnings(snapshot);
    }

    @Override
    public List<Step> attackSteps(Snapshot snapshot) {
        return AttackSteps.of(snapshot);
    }

    static Daemon daemon(Reading snapshot) {
        return new Daemon(snapshot.document(DockerDocuments.INFO).named("daemon"));
    }

    private static Inventory inventory(Reading snapshot) {
        return new Inventory(snapshot.document(DockerDocuments.INFO).named("inventory"));
    }

    private static List<Found<Container>> containers(Reading snapshot) {
        return containerPlaces(snapshot).stream()
                .map(place -> found(place, Container::new))
                .toList();
    }

    private static List<Found<Mount>> mounts(Reading container) {
        return Mount.of(container).stream()
                .map(mount -> found(
                        partOf(container, "mount " + mount.value("Destination").asText(""), mount), Mount::new))
                .toList();
    }

    private static List<Found<PublishedPort>> publishedPorts(Reading snapshot) {
        List<Found<PublishedPort>> found = ofEachContainer(snapshot, "ports", DockerPlatform::ports);
        found.addAll(SwarmMode.publishedPorts(snapshot));
        return found;
    }

    private static List<Found<PublishedPort>> ports(Reading container) {
        return ContainerPort.of(container).stream()
                .map(binding -> DockerPlatform.<PublishedPort>found(
                        partOf(container, "port " + binding, binding.reading()),
                        reading -> new ContainerPort(reading, reading.at(container), binding.port())))
                .toList();
    }

    private static List<Found<ExecSession>> execSessions(Reading container) {
        return container.value("ExecIDs").asTexts().stream()
                .map(id -> found(
                        partOf(container, "exec " + shortId(id), container.document(DockerDocuments.exec(id))),
                        reading -> new ExecSession(reading, reading.at(container))))
                .toList();
    }

    private static List<Found<Image>> images(Reading snapshot) {
        return snapshot.document(DockerDocuments.IMAGES).elements("").stream()
                .map(listed -> {
                    String id = listed.value("Id").requiredText();
                    return found(
                            snapshot.document(DockerDocuments.image(id)).named("image/" + Image.name(listed, id)),
                            Image::new);
                })
                .toList();
    }

    private static List<Found<ManagedPlugin>> plugins(Reading snapshot) {
        return snapshot.document(DockerDocuments.PLUGINS).elements("").stream()
                .map(plugin ->
                        found(plugin.named("plugin/" + plugin.value("Name").requiredText()), ManagedPlugin::new))
                .toList();
    }

    /** The parts of all containers; one container that cannot be read hides none of the others, and is not without parts. */
    private static <S extends Subject> List<Found<S>> ofEachContainer(
            Reading snapshot, String parts, Function<Reading, List<Found<S>>> locate) {
        List<Found<S>> found = new ArrayList<>();
        for (Reading container : containerPlaces(snapshot)) {
            try {
                found.addAll(locate.apply(container));
            } catch (Unreadable e) {
                found.add(Found.unreadable(container.subject() + " › " + parts, e));
            }
        }
        return found;
    }

    static List<Reading> containerPlaces(Reading snapshot) {
        List<Reading> places = new ArrayList<>();
        for (Reading listed : snapshot.document(DockerDocuments.CONTAINERS).elements("")) {
            String id = listed.value("Id").requiredText();
            String name = displayName(listed.value("Names").asTexts(), id);
            places.add(snapshot.document(DockerDocuments.container(id)).named("container/" + name));
        }
        return places;
    }

    static Reading partOf(Reading container, String part, Reading place) {
        return place.named(container.subject() + " › " + part);
    }

    static <S extends Subject> Found<S> found(Reading place, Function<Reading, S> subject) {
        return new Found<>(place.subject(), snapshot -> subject.apply(snapshot.at(place)));
    }

    /** A container's own name, which unlike those of legacy links has one slash; the short id where it has none yet. */
    private static String displayName(List<String> names, String id) {
        return names.stream()
                .filter(name -> name.lastIndexOf('/') == 0)
                .map(name -> name.substring(1))
                .findFirst()
                .orElse(shortId(id));
    }

    static String shortId(String id) {
        String digits = id.substring(id.indexOf(':') + 1);
        return digits.substring(0, Math.min(12, digits.length()));
    }
}
