package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One mount of a container: {@code container/web › mount /data}. */
public final class Mount extends Subject {

    private static final String UNIX = "unix://";

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

    /** The directories and files of the host behind it that belong to the host's own system. */
    public List<String> sensitiveHostPaths() {
        boolean writable = isWritable();
        return hostPaths().stream()
                .filter(path -> path.isSensitive(writable) || path.meets(dataRoot()))
                .map(path -> path + (writable ? " (writable)" : " (read-only)"))
                .toList();
    }

    /** The places of the host behind it through which containers are controlled; being read-only is no protection here. */
    public List<String> controlSockets() {
        List<String> sockets = daemonSockets();
        return hostPaths().stream()
                .filter(path -> path.leadsToControlSocket(sockets))
                .map(HostPath::toString)
                .toList();
    }

    /** The sockets of the daemon itself, wherever it was told to put them: the one asked, and those that it was started with. */
    private List<String> daemonSockets() {
        Reading process = reading().unrecorded().document(DockerDocuments.DAEMON_PROCESS);
        Reading file = reading().unrecorded().document(DockerDocuments.DAEMON_CONFIG);
        List<String> addresses = new ArrayList<>(List.of(reading().header().endpoint()));
        if (process.isReadable()) {
            addresses.addAll(
                    DaemonArguments.parse(process.value("args").asTexts()).getOrDefault("hosts", List.of()));
        }
        if (file.isReadable()) {
            addresses.addAll(file.value("content.hosts").asTexts());
        }
        return addresses.stream()
                .filter(address -> address.startsWith(UNIX) && !address.equals(UNIX))
                .map(address -> address.substring(UNIX.length()))
                .toList();
    }

    /** What of the host it shows: the source of a bind mount, and what a volume is told to bind in its stead. */
    private List<HostPath> hostPaths() {
        String type = type();
        if (type.equals("bind") || type.equals("npipe")) {
            return ways(read("Source").requiredText());
        }
        if (!type.equals("volume")) {
            return List.of();
        }
        // A local volume lies where the daemon keeps its data; that of a plugin lies where the plugin says.
        String source = read("Source").asText("");
        return read("Driver").asText("local").equals("local")
                ? boundByVolume()
                : source.isEmpty() ? List.of() : ways(source);
    }

    private List<HostPath> boundByVolume() {
        Reading volume = volume(read("Name").requiredText());
        List<HostPath> paths = new ArrayList<>();
        String device = volume.value("Options.device").asText("");
        if (device.startsWith("/")) {
            paths.addAll(ways(device));
        }
        // An overlay names the directories it is made of among its options: o=lowerdir=/etc:/usr,upperdir=...
        Arrays.stream(volume.value("Options.o").asText("").split("[,=:]"))
                .filter(option -> option.startsWith("/"))
                .map(HostPath::of)
                .forEach(paths::add);
        return paths;
    }

    /** A path as it is written, and as it is once its links are followed, where the host could be asked. */
    private List<HostPath> ways(String written) {
        List<HostPath> ways = new ArrayList<>(List.of(HostPath.of(written)));
        Reading links = reading().document(DockerDocuments.LINKS);
        if (links.isReadable()) {
            links.unrecorded().elements("links").stream()
                    .filter(link -> link.value("path").requiredText().equals(written))
                    .map(link -> targetOf(reading().at(link), written))
                    .map(HostPath::of)
                    .forEach(ways::add);
        }
        return ways;
    }

    private static String targetOf(Reading link, String written) {
        String unreadable = link.value("unreadable").asText("");
        if (!unreadable.isEmpty()) {
            throw new Unreadable("it cannot be seen where " + written + " leads (" + unreadable
                    + "); run as root, or as the user the daemon runs as");
        }
        return link.value("target").requiredText();
    }

    /** Where the daemon keeps images, volumes and the containers themselves; empty if it does not say. */
    private String dataRoot() {
        return reading().document(DockerDocuments.INFO).value("DockerRootDir").asText("");
    }

    private Reading volume(String name) {
        return reading().document(DockerDocuments.VOLUMES).elements("Volumes").stream()
                .filter(volume ->
                        volume.unrecorded().value("Name").requiredText().equals(name))
                .findFirst()
                .orElseThrow(() -> new Unreadable("volume " + name + " is not among the volumes"));
    }
}
