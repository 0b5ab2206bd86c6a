package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The programs that a Docker daemon consists of and that it starts. */
final class DockerPrograms {

    /** What containerd starts beside each container, by its age. */
    static final List<String> SHIMS = List.of("containerd-shim", "containerd-shim-runc-v1", "containerd-shim-runc-v2");

    /** For example {@code io.containerd.runc.v2}, which containerd turns into the name of a shim. */
    private static final Pattern KIND_OF_SHIM = Pattern.compile("(?:[\\w-]+\\.){2,}v\\d+");

    private static final List<String> HELPERS = List.of("docker-init", "docker-proxy", "docker");

    /** What a program is found on that was started with no search path. */
    private static final List<String> SEARCHED =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private final Reading snapshot;
    private final Reading process;

    /** @param snapshot of which nothing is evidence */
    DockerPrograms(Reading snapshot) {
        this.snapshot = snapshot;
        this.process = snapshot.document(DockerDocuments.DAEMON_PROCESS);
    }

    List<String> daemon() {
        return List.of(process.value("exe").requiredText());
    }

    List<String> containerd() {
        return List.of(
                snapshot.document(DockerDocuments.CONTAINERD).value("exe").requiredText());
    }

    /** Where a shim may be that containerd starts: first on its own search path, which is much like the daemon's. */
    List<String> shim(String name) {
        String containerd = containerd().get(0);
        List<String> places = new ArrayList<>(searched(name));
        places.add(containerd.substring(0, containerd.lastIndexOf('/') + 1) + name);
        return places;
    }

    /** The programs that make containers, each with the places it may be at. */
    List<List<String>> runtimes() {
        Reading runtimes = snapshot.document(DockerDocuments.INFO).part("Runtimes");
        Reading file = snapshot.document(DockerDocuments.DAEMON_CONFIG);
        List<List<String>> programs = new ArrayList<>();
        for (String name :
                snapshot.document(DockerDocuments.INFO).value("Runtimes").keys()) {
            List<String> paths = new ArrayList<>(Runtimes.programs(runtimes.part("\"" + name + "\"")));
            if (file.isReadable()) {
                paths.addAll(Runtimes.programs(file.part("content.runtimes.\"" + name + "\"")));
            }
            for (String path : paths) {
                if (path.startsWith("/")) {
                    programs.add(List.of(path));
                } else if (!path.contains("/") && !KIND_OF_SHIM.matcher(path).matches()) {
                    programs.add(searched(path));
                }
            }
        }
        return programs;
    }

    /** The programs that the daemon runs beside containers, each with the places it may be at. */
    List<List<String>> helpers() {
        return HELPERS.stream().map(this::searched).toList();
    }

    private List<String> searched(String name) {
        List<String> directories = Optional.of(process.value("environment.PATH").asText(""))
                .filter(path -> !path.isEmpty())
                .map(path -> List.of(path.split(":")))
                .orElse(SEARCHED);
        return directories.stream()
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> directory + "/" + name)
                .distinct()
                .toList();
    }
}
