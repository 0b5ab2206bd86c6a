package io.github.plimsoll.suites.docker.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Files that one scratch daemon sees and the machine does not: mounts are made in the daemon's own mount namespace. */
final class PlantedFiles {

    private final long pid;

    PlantedFiles(ScratchDaemon daemon) {
        this.pid = daemon.pid();
    }

    /** Hides what the machine has in a directory. */
    void hide(String directory) throws IOException, InterruptedException {
        mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", directory);
    }

    /** Lets a directory be written to without the machine's own being changed: what it has still shows. */
    void cover(String directory, String aside) throws IOException, InterruptedException {
        Files.createDirectories(seen(aside));
        hide(aside);
        Files.createDirectories(seen(aside + "/upper"));
        Files.createDirectories(seen(aside + "/work"));
        String layers = "lowerdir=%1$s,upperdir=%2$s/upper,workdir=%2$s/work".formatted(directory, aside);
        mount("-t", "overlay", "-o", layers, "overlay", directory);
    }

    /** Shows a directory at another place. */
    void bind(String source, String place) throws IOException, InterruptedException {
        mount("--bind", source, place);
    }

    /** Puts a file there, or changes the one that is. */
    void file(String path, int owner, String mode) throws IOException {
        file(path, owner, mode, "");
    }

    void file(String path, int owner, String mode, String text) throws IOException {
        Path file = seen(path);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        change(path, owner, mode);
    }

    /** Puts a file of root's there that a list lets one more user write to, as only an archive carries such a list to anybody's hand. */
    void fileWithAccessList(String path, int user) throws IOException, InterruptedException {
        file(path, 0, "644");
        int slash = path.lastIndexOf('/');
        Path directory = seen(path.substring(0, slash));
        String list = "user::rw-\nuser:%d:rw-\ngroup::r--\nmask::rw-\nother::r--".formatted(user);
        Process pack = tar(
                directory, "-c", "--format=pax", "--pax-option=SCHILY.acl.access:=" + list, path.substring(slash + 1));
        byte[] archive = pack.getInputStream().readAllBytes();
        assertThat(pack.waitFor()).isZero();
        Files.delete(seen(path));
        Process unpack = tar(directory, "-x", "--acls");
        try (OutputStream in = unpack.getOutputStream()) {
            in.write(archive);
        }
        assertThat(unpack.waitFor()).isZero();
    }

    private static Process tar(Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("tar", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    void directory(String path, int owner, String mode) throws IOException {
        Files.createDirectories(seen(path));
        change(path, owner, mode);
    }

    private void change(String path, int owner, String mode) throws IOException {
        Files.setAttribute(seen(path), "unix:uid", owner);
        Files.setAttribute(seen(path), "unix:gid", owner);
        Files.setAttribute(seen(path), "unix:mode", Integer.parseInt(mode, 8));
    }

    private Path seen(String path) {
        return Path.of("/proc/" + pid + "/root" + path);
    }

    private void mount(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("nsenter", "--target", String.valueOf(pid), "--mount", "mount"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).as(command.toString()).isTrue();
        assertThat(process.exitValue()).as(command.toString()).isZero();
    }
}
