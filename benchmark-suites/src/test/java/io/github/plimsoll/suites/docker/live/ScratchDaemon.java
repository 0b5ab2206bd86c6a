package io.github.plimsoll.suites.docker.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Docker daemon of its own: in a directory, a mount and a network namespace of its own, so that it touches neither the bridge,
 * the packet filter nor the ports of any other, and sees files that are planted for it alone.
 */
final class ScratchDaemon implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One that no machine gives to anybody. */
    private static final int ORDINARY_USER = 1_900_000_000;

    private final Path directory;
    private final Process process;

    private final String bridge;

    private ScratchDaemon(Path directory, Process process, String bridge) {
        this.directory = directory;
        this.process = process;
        this.bridge = bridge;
    }

    /** Starts a daemon, or skips the test where that is not possible. */
    static ScratchDaemon start(Path directory, String config, String... arguments) throws IOException {
        return start(List.of("unshare", "--net", "--mount"), directory, config, arguments);
    }

    /** Starts one that sees a user of that name with ids to map to, which the host does not have. */
    static ScratchDaemon startWithUser(Path directory, String user, String config, String... arguments)
            throws IOException {
        // Who is remapped has to get at the data.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        Path accounts = Files.createDirectories(directory.resolve("accounts"));
        append(accounts, "passwd", user + ":x:64999:64999::/:/bin/false");
        append(accounts, "group", user + ":x:64999:");
        append(accounts, "subuid", user + ":1000000:65536");
        append(accounts, "subgid", user + ":1000000:65536");
        String mounts = Stream.of("passwd", "group", "subuid", "subgid")
                .map(name -> "mount --bind " + accounts.resolve(name) + " /etc/" + name)
                .collect(Collectors.joining(" && "));
        return start(privately(mounts), directory, config, arguments);
    }

    /** Starts one in rootless mode: root of a user namespace of its own, and as such an ordinary user of the host. */
    static ScratchDaemon startRootless(Path directory, String config, String... arguments) throws IOException {
        Assumptions.assumeTrue(isOnPath("dockerd") && isOnPath("nsenter"), "no dockerd and nsenter on the PATH");
        assumeRoot();
        Files.setAttribute(directory, "unix:uid", ORDINARY_USER);
        Process namespace = new ProcessBuilder("unshare", "--user", "sleep", "60").start();
        try {
            awaitNamespaceOf(namespace);
            for (String map : List.of("uid_map", "gid_map")) {
                Files.writeString(Path.of("/proc/" + namespace.pid(), map), "0 " + ORDINARY_USER + " 65536");
            }
            // Its programs may lie where only root gets at them.
            List<String> wrapper = new ArrayList<>(List.of(
                    "unshare",
                    "--mount",
                    "sh",
                    "-c",
                    "mount --bind " + placeOf("dockerd") + " /mnt && exec \"$@\"",
                    "sh"));
            wrapper.addAll(
                    List.of("nsenter", "--user", "--target", Long.toString(namespace.pid()), "-S", "0", "-G", "0"));
            wrapper.addAll(privately(
                    "mount -t tmpfs none /run" + " && { [ ! -d /etc/docker ] || mount -t tmpfs none /etc/docker; }"));
            wrapper.addAll(List.of(
                    "env", "HOME=" + directory, "XDG_RUNTIME_DIR=" + directory, "PATH=/mnt:" + System.getenv("PATH")));
            List<String> all = new ArrayList<>(List.of("--rootless", "--bridge=none", "--iptables=false"));
            all.addAll(List.of(arguments));
            return start(wrapper, "", directory, config, all);
        } finally {
            // It lives on as long as the daemon is in it.
            namespace.destroy();
        }
    }

    private static void awaitNamespaceOf(Process process) throws IOException {
        Path own = Files.readSymbolicLink(Path.of("/proc/self/ns/user"));
        Instant end = Instant.now().plus(PATIENCE);
        while (Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/ns/user"))
                        .equals(own)
                && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
    }

    /** Starts one that finds a plugin of that name, which the host does not have. */
    static ScratchDaemon startWithPlugin(Path directory, String name, Path socket, String config, String... arguments)
            throws IOException {
        String mounts =
                "mount -t tmpfs none /run && mkdir -p /run/docker/plugins && ln -s %s /run/docker/plugins/%s.sock"
                        .formatted(socket, name);
        return start(privately(mounts), directory, config, arguments);
    }

    /** Starts one from a shell that does something first, for example sets a variable. */
    static ScratchDaemon startAfter(String preparation, Path directory, String config, String... arguments)
            throws IOException {
        return start(privately(preparation), directory, config, arguments);
    }

    /** What runs the words after it where mounts of its own, or whatever else, were made first. */
    private static List<String> privately(String preparation) {
        return List.of("unshare", "--net", "--mount", "sh", "-c", preparation + " && exec \"$@\"", "sh");
    }

    private static void append(Path directory, String name, String line) throws IOException {
        Path original = Path.of("/etc", name);
        Assumptions.assumeTrue(Files.isReadable(original), "no " + original + " to add a user to");
        Files.writeString(directory.resolve(name), Files.readString(original).stripTrailing() + "\n" + line + "\n");
    }

    /** Starts one that is in the network of this test, on a bridge and among mounts of its own, and sets no rules. */
    static ScratchDaemon startReachable(Path directory, String config, String... arguments) throws IOException {
        Assumptions.assumeTrue(isOnPath("dockerd") && isOnPath("ip"), "no dockerd and ip on the PATH");
        assumeRoot();
        String bridge = "plim" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
        run("ip", "link", "add", bridge, "type", "bridge");
        String network = "10.93." + ThreadLocalRandom.current().nextInt(256) + ".1/24";
        run("ip", "addr", "add", network, "dev", bridge);
        List<String> all = new ArrayList<>(List.of("--bridge", bridge, "--iptables=false", "--ip-masq=false"));
        all.addAll(List.of(arguments));
        return start(List.of("unshare", "--mount"), bridge, directory, config, all);
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).as(String.join(" ", command)).isEmpty();
    }

    private static void assumeRoot() {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root can start a daemon");
    }

    private static ScratchDaemon start(List<String> wrapper, Path directory, String config, String... arguments)
            throws IOException {
        return start(wrapper, "", directory, config, List.of(arguments));
    }

    private static ScratchDaemon start(
            List<String> wrapper, String bridge, Path directory, String config, List<String> arguments)
            throws IOException {
        Assumptions.assumeTrue(isOnPath("dockerd") && isOnPath("unshare"), "no dockerd and unshare on the PATH");
        assumeRoot();
        Path file = Files.writeString(directory.resolve("daemon.json"), config);
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of("dockerd", "--config-file", file.toString()));
        command.addAll(List.of("--data-root", directory.resolve("data").toString()));
        command.addAll(List.of("--exec-root", directory.resolve("exec").toString()));
        command.addAll(List.of("--pidfile", directory.resolve("pid").toString()));
        command.addAll(List.of("--host", "unix://" + directory.resolve("docker.sock")));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        ScratchDaemon daemon = new ScratchDaemon(directory, process, bridge);
        daemon.awaitAnswer();
        return daemon;
    }

    /** For example {@code unix:///tmp/x/docker.sock}. */
    String address() {
        return "unix://" + directory.resolve("docker.sock");
    }

    Engine engine() {
        return new Engine(URI.create(address()));
    }

    /** The address of the daemon's bridge, which is one of this host that is not on loopback. */
    String bridgeAddress() throws IOException {
        NetworkInterface found = NetworkInterface.getByName(bridge);
        return found.getInterfaceAddresses().stream()
                .map(address -> address.getAddress().getHostAddress())
                .filter(address -> !address.contains(":"))
                .findFirst()
                .orElseThrow();
    }

    /** The process of the daemon, which {@code unshare} has become. */
    long pid() {
        return process.pid();
    }

    /** Runs a program that says nothing if all went well, among the mounts and in the network of the daemon. */
    void inside(String... command) throws IOException {
        List<String> all =
                new ArrayList<>(List.of("nsenter", "--target", Long.toString(pid()), "--mount", "--net", "--"));
        all.addAll(List.of(command));
        run(all.toArray(String[]::new));
    }

    /** Ends the daemon and what it started, and takes away the mounts that it leaves where it ends otherwise than it should. */
    @Override
    public void close() throws IOException {
        if (!bridge.isEmpty() && answers()) {
            removeNetworks();
        }
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            for (String mount : mounts()) {
                new ProcessBuilder("umount", "--lazy", mount).start().waitFor();
            }
            if (!bridge.isEmpty()) {
                run("ip", "link", "del", bridge);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In the network of this test they would outlive the daemon. */
    private void removeNetworks() {
        Engine engine = engine();
        for (JsonNode container : engine.get("/containers/json?all=1")) {
            engine.delete("/containers/" + container.get("Id").textValue() + "?force=1");
        }
        for (JsonNode network : engine.get("/networks?filters=%7B%22type%22%3A%5B%22custom%22%5D%7D")) {
            engine.delete("/networks/" + network.get("Id").textValue());
        }
    }

    /** Those under the daemon's directory, the innermost first. */
    private List<String> mounts() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                .map(line -> line.split(" ")[1])
                .filter(mount -> mount.startsWith(directory + "/"))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private void awaitAnswer() throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!answers() && process.isAlive() && Instant.now().isBefore(end)) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (!answers()) {
            close();
            assertThat(directory.resolve("log"))
                    .as("a daemon answers")
                    .content()
                    .isEqualTo("nothing went wrong");
        }
    }

    /**
     * A daemon listens before it is able to answer, and may end in between; what it is asked before it says that it serves it may leave
     * without an answer for good.
     */
    private boolean answers() throws IOException {
        if (!Files.readString(directory.resolve("log")).contains("API listen on")) {
            return false;
        }
        try {
            engine().get("/version");
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** The first number of the version of the daemon that would be started. */
    static int majorVersion() throws IOException {
        Process process = new ProcessBuilder("dockerd", "--version").start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Integer.parseInt(words.replaceFirst("(?s)^Docker version (\\d+)\\..*$", "$1"));
    }

    static boolean isOnPath(String program) {
        return places(program).findAny().isPresent();
    }

    private static String placeOf(String program) {
        return places(program).findFirst().orElseThrow();
    }

    private static Stream<String> places(String program) {
        return Stream.of(System.getenv("PATH").split(":")).filter(place -> Files.isExecutable(Path.of(place, program)));
    }
}
