package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.ImageName;
import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.scan.GatheredScans;
import io.github.plimsoll.fact.scan.ImageIdentity;
import io.github.plimsoll.fact.scan.ScanEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A container, running or not, as {@code GET /containers/ID/json} describes it.
 *
 * <p>What a container that does not run would show only while it runs is worked out from its settings, as the engine will
 * do when it starts it.
 */
public final class Container extends Subject {

    private static final Set<String> ALIVE = Set.of("running", "paused");
    private static final Pattern HEXADECIMAL = Pattern.compile("(sha256:)?[0-9a-f]+");
    private static final Pattern SANDBOX = Pattern.compile("runsc|gvisor|kata|firecracker|krun|wasm");

    Container(Reading reading) {
        super(reading);
    }

    /**
     * One of {@code created}, {@code running}, {@code paused}, {@code restarting}, {@code exited}, {@code dead}; empty for one that
     * is only meant to be created.
     */
    @Override
    public String state() {
        return Composition.is(reading()) ? "" : read("State.Status").asText("");
    }

    /** Whether it has processes now: it runs or is paused, and is not waiting for a restart. */
    public boolean isRunning() {
        return ALIVE.contains(read("State.Status").requiredText());
    }

    public boolean isPrivileged() {
        return read("HostConfig.Privileged").asBoolean(false);
    }

    /** What runs it; empty for the daemon's default. */
    public String runtime() {
        return read("HostConfig.Runtime").asText("");
    }

    /** Whether its processes have a kernel of their own, so that those seen on the host are not they. */
    public boolean isSandboxed() {
        return SANDBOX.matcher(runtime()).find();
    }

    /** The namespaces that it lives in. */
    public Namespaces namespaces() {
        return new Namespaces(reading());
    }

    /** What it is let do, and kept from. */
    public ContainerSecurity security() {
        return new ContainerSecurity(this, reading());
    }

    /** What it may take of its host. */
    public ContainerResources resources() {
        return new ContainerResources(reading());
    }

    /** Its own layer, and what is mounted into it. */
    public ContainerFiles files() {
        return new ContainerFiles(reading());
    }

    /** What runs in it. */
    public ContainerProcesses processes() {
        return new ContainerProcesses(this, reading());
    }

    /** How it is kept going. */
    public Supervision supervision() {
        return new Supervision(this, reading());
    }

    /** How others come to it over the network. */
    ContainerEntrances entrances() {
        return new ContainerEntrances(this, reading());
    }

    /** The names of the networks it is attached to, or will be. */
    public List<String> networks() {
        Reading owner = namespaces().networkOwner();
        List<String> attached = owner.value("NetworkSettings.Networks").keys();
        String mode = owner.value("HostConfig.NetworkMode").asText("default");
        return !attached.isEmpty() ? attached : List.of(mode.equals("default") || mode.isEmpty() ? "bridge" : mode);
    }

    /** The names of its labels, those of its image included; their values are not collected. */
    public List<String> labelNames() {
        return read("Config.Labels").keys();
    }

    /** The places of its settings where a secret stands in the open. */
    public List<String> openSecrets() {
        List<String> command = new ArrayList<>(read("Config.Entrypoint").asTexts());
        command.addAll(read("Config.Cmd").asTexts());
        return new OpenSecrets()
                .variables("variable", read("Config.Env").asTexts())
                .texts("label", read("Config.Labels").asTextMap())
                .texts("log-option", read("HostConfig.LogConfig.Config").asTextMap())
                .words("its command line", command)
                .words("its health check", wordsOfHealthCheck())
                .found();
    }

    /** None where files leave it to the image, whose own secrets are judged by themselves. */
    private List<String> wordsOfHealthCheck() {
        boolean ofImage = Composition.is(reading())
                && reading().part("Config").raw().at("/Healthcheck/Test").has(Reading.UNKNOWN);
        return ofImage ? List.of() : read("Config.Healthcheck.Test").asTexts();
    }

    /**
     * Where its logs go: what was set when it was created, the daemon's own defaults included.
     *
     * @throws Unreadable if the engine does not say
     */
    public LogDestination logDestination() {
        String driver = read("HostConfig.LogConfig.Type").requiredText();
        if (driver.isEmpty()) {
            throw new Unreadable("the engine does not say where the logs of " + name() + " go");
        }
        return new LogDestination(driver, read("HostConfig.LogConfig.Config").asTextMap());
    }

    /** Why its log may fill the disk of the host; empty if it cannot. */
    public Optional<String> unboundedLog() {
        String driver = read("HostConfig.LogConfig.Type").asText("");
        if (driver.isEmpty()) {
            throw new Unreadable("the engine does not say where the container's log goes");
        }
        String size = read("HostConfig.LogConfig.Config.\"max-size\"").asText(driver.equals("json-file") ? "-1" : "");
        return (driver.equals("json-file") || driver.equals("local")) && size.startsWith("-")
                ? Optional.of(driver + " without max-size")
                : Optional.empty();
    }

    /** The image it was asked to run. */
    public String image() {
        return read("Config.Image").requiredText();
    }

    /** The tag it was asked for; {@code latest} if none. */
    public String imageTag() {
        return new ImageName(image()).tag();
    }

    /** Whether what it was asked for can only ever be one image, whatever is pulled or built later: a digest, or an id. */
    public boolean isPinned() {
        String asked = image();
        String id = imageId();
        return asked.contains("@")
                || (HEXADECIMAL.matcher(asked).matches()
                        && id.replace("sha256:", "").startsWith(asked.replace("sha256:", "")));
    }

    /** Whether the image it was made from is the one that has now the name it was asked for. */
    public boolean isOnCurrentImage() {
        String current = idOf(new ImageName(image()));
        reading().recordDerived("image that Config.Image names now", current);
        return current.equals(imageId());
    }

    private String imageId() {
        return read("Image").requiredText();
    }

    /** The id of the image that has a name now; empty if none has. */
    private String idOf(ImageName name) {
        return reading().document(DockerDocuments.IMAGES).elements("").stream()
                .filter(image -> image.unrecorded().value("RepoTags").asTexts().stream()
                        .anyMatch(tag -> new ImageName(tag).hasNameOf(name)))
                .findFirst()
                .map(image -> image.value("Id").requiredText())
                .orElse("");
    }

    /**
     * What is known of scans of its image; where only a file tells of it, of what has that name.
     *
     * @param files results that were handed in; empty if none were
     * @throws Unreadable if these are not understood
     */
    public ScanEvidence scans(String files) {
        String asked = image();
        String id = imageId();
        List<String> references = new ArrayList<>(List.of(asked, id));
        Reading image = reading().document(DockerDocuments.image(id));
        if (image.isReadable()) {
            references.addAll(image.value("RepoDigests").asTexts());
        }
        return new ScanEvidence(
                reading(),
                GatheredScans.of(reading(), snapshot -> List.of(), files),
                Map.of(asked, ImageIdentity.of(references)));
    }
}
