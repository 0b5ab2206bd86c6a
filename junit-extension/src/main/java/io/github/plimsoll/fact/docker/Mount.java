package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One mount of a container: {@code container/web › mount /data}. */
public final class Mount extends Subject {

    Mount(Reading reading) {
        super(reading);
    }

    /** @throws Unreadable if the engine does not say which there are */
    static List<Reading> of(Reading container) {
        if (!container.unrecorded().value("Mounts").isPresent()) {
            throw new Unreadable("the engine does not report the mounts of " + container.subject());
        }
        return container.elements("Mounts");
    }

    /** One of {@code bind}, {@code volume}, {@code tmpfs}, {@code npipe}, {@code cluster}, {@code image}. */
    public String type() {
        return read("Type").requiredText();
    }

    public boolean isWritable() {
        return read("RW").asBoolean(true);
    }

    /** How mounts made below it spread; private unless told otherwise. */
    public String propagation() {
        String propagation = read("Propagation").asText("rprivate");
        return propagation.isEmpty() ? "rprivate" : propagation;
    }

    /**
     * The directories and files of the host behind it that belong to the host's own system.
     *
     * @param withoutLinks directories known to hold no links, which matters where links could not be followed
     * @throws Unreadable if none shows, and a link may lead to one all the same
     */
    public List<String> sensitiveHostPaths(List<String> withoutLinks) {
        boolean writable = isWritable();
        List<String> sensitive = hostPaths().stream()
                .filter(path -> path.isSensitive(writable) || path.meets(dataRoot()))
                .map(path -> path + (writable ? " (writable)" : " (read-only)"))
                .toList();
        return all(sensitive, withoutLinks);
    }

    /**
     * What of the host behind it the host runs or obeys, and a process in the container may write: files, and sockets however mounted.
     *
     * @param withoutLinks directories known to hold no links, which matters where links could not be followed
     * @throws Unreadable if none shows, and a link may lead to one all the same
     */
    public List<String> writablePlacesOfHost(List<String> withoutLinks) {
        boolean writable = isWritable();
        String root = dataRoot();
        String config = configFile();
        List<String> places = hostPaths().stream()
                .filter(path -> HostPlaces.takesCommands(path) || (writable && HostPlaces.isObeyed(path, root, config)))
                .map(HostPath::toString)
                .distinct()
                .toList();
        return all(places, withoutLinks);
    }

    /**
     * The places behind it that are made for credentials; to read them is enough.
     *
     * @param withoutLinks directories known to hold no links, which matters where links could not be followed
     * @throws Unreadable if none shows, and a link may lead to one all the same
     */
    public List<String> credentials(List<String> withoutLinks) {
        List<String> places = hostPaths().stream()
                .filter(HostPlaces::holdsCredentials)
                .map(HostPath::toString)
                .distinct()
                .toList();
        return all(places, withoutLinks);
    }

    /** The places of the host behind it through which containers are controlled; being read-only is no protection here. */
    List<String> controlSockets() {
        List<String> sockets = ControlSockets.ofDaemon(reading());
        return hostPaths().stream()
                .filter(path -> path.leadsToControlSocket(sockets))
                .map(HostPath::toString)
                .toList();
    }

    /** What was found, if it is all there is: where nothing shows, a link may lead to something all the same. */
    private List<String> all(List<String> found, List<String> withoutLinks) {
        if (found.isEmpty()) {
            requireLinksFollowed(withoutLinks);
        }
        return found;
    }

    /** @throws Unreadable if it cannot be seen where its paths lead */
    void requireLinksFollowed(List<String> withoutLinks) {
        List<HostPath> known = withoutLinks.stream().map(HostPath::of).toList();
        Links links = new Links(reading().document(DockerDocuments.LINKS));
        for (String written : writtenPaths()) {
            if (known.stream().noneMatch(HostPath.of(written)::isIn)) {
                links.requireFollowed(written);
            }
        }
    }

    /** What of the host it shows: paths as they are written, and as they are once their links are followed. */
    private List<HostPath> hostPaths() {
        Links links = new Links(reading().document(DockerDocuments.LINKS));
        return writtenPaths().stream()
                .flatMap(written -> Stream.concat(Stream.of(written), links.target(written).stream()))
                .map(HostPath::of)
                .toList();
    }

    /** The source of a bind mount, and what a volume is told to bind in its stead. */
    private List<String> writtenPaths() {
        String type = type();
        if (type.equals("bind") || type.equals("npipe")) {
            return List.of(read("Source").requiredText());
        }
        if (!type.equals("volume")) {
            return List.of();
        }
        // A local volume lies where the daemon keeps its data; that of a plugin lies where the plugin says.
        String source = read("Source").asText("");
        if (!read("Driver").asText("local").equals("local")) {
            return source.isEmpty() ? List.of() : List.of(source);
        }
        Reading volume = volume(read("Name").requiredText());
        return boundByVolume(
                volume.value("Options.device").asText(""),
                volume.value("Options.o").asText(""));
    }

    /**
     * The paths of the host that a local volume shows.
     *
     * @param device its option {@code device}
     * @param options its option {@code o}; an overlay names there what it is made of: {@code lowerdir=/etc:/usr,upperdir=...}
     */
    public static List<String> boundByVolume(String device, String options) {
        return Stream.concat(Stream.of(device), Arrays.stream(options.split("[,=:]")))
                .filter(path -> path.startsWith("/"))
                .toList();
    }

    /** Where the daemon keeps images, volumes and the containers themselves; empty if it does not say. */
    private String dataRoot() {
        return reading().document(DockerDocuments.INFO).value("DockerRootDir").asText("");
    }

    /** What the daemon is configured from; empty where only the daemon itself knows. */
    private String configFile() {
        Reading file = reading().document(DockerDocuments.DAEMON_CONFIG);
        return file.isReadable() ? file.value("path").asText("") : "";
    }

    private Reading volume(String name) {
        return reading().document(DockerDocuments.VOLUMES).elements("Volumes").stream()
                .filter(volume ->
                        volume.unrecorded().value("Name").requiredText().equals(name))
                .findFirst()
                .orElseThrow(() -> new Unreadable("volume " + name + " is not among the volumes"));
    }
}
