package io.github.plimsoll.suites.docker.live;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.suites.CollectionTimes;
import io.github.plimsoll.suites.Curl;
import io.github.plimsoll.suites.Stopwatch;
import io.github.plimsoll.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures what the design promises and prints it as Markdown: collection against one {@code curl} process that fetches the
 * same documents, a whole audit as a process of its own, and growth with the number of containers.
 *
 * <p>Needs a daemon of its own at {@code DOCKER_HOST} (a UNIX socket) and {@code curl}.
 */
final class PerformanceBenchmark {

    private static final int PROCESS_RUNS = 3;

    private final Engine engine = LiveDocker.engine();
    private final Path directory;

    private PerformanceBenchmark(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        PerformanceBenchmark benchmark = new PerformanceBenchmark(Files.createTempDirectory("plimsoll-benchmark"));
        try {
            benchmark.run();
        } finally {
            PlantedHost.remove(benchmark.engine);
        }
    }

    private void run() throws Exception {
        System.out.println("| containers | requests | " + CollectionTimes.HEADINGS + " | whole audit |");
        System.out.println("|---:|---:|---:|---:|---:|---:|---:|");
        for (int containers : new int[] {0, 50, 200}) {
            List<Plant> plants = IntStream.range(0, containers)
                    .mapToObj(i -> Plant.plant("bench-" + i, "{}"))
                    .toList();
            PlantedHost.plant(engine, plants);
            System.out.println(row(containers));
        }
        System.out.println();
        System.out.println("| containers (fake daemon, -Xmx512m) | whole audit |");
        System.out.println("|---:|---:|");
        // Else the JDK's server answers each request on a kept connection 40 ms late.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        PlantedHost.plant(engine, List.of(Plant.plant("bench", "{}")));
        for (int containers : new int[] {1_000, 2_500, 5_000}) {
            try (FakeHost fake = new FakeHost(engine, PlantedHost.PREFIX + "bench", containers)) {
                System.out.println("| " + containers + " | "
                        + AuditProcess.milliseconds(directory, fake.address(), List.of("-Xmx512m")) + " ms |");
            }
        }
    }

    private String row(int containers) throws Exception {
        Snapshot snapshot = Targets.snapshot("host");
        Path urls = urls(snapshot);
        String socket = engine.toString().replaceFirst("unix://", "");
        CollectionTimes collection =
                CollectionTimes.of("host", () -> Curl.fetch("--unix-socket", socket, "-K", urls.toString()));
        long audit = Stopwatch.median(PROCESS_RUNS, () -> AuditProcess.milliseconds(directory, "host", List.of()));
        return "| " + containers + " | " + snapshot.header().requests() + " | " + collection.cells() + " | " + audit
                + " ms |";
    }

    /** What is asked for only once a control wants to know, and what takes a process of the engine's for each container. */
    private static final Pattern LATER = Pattern.compile(".*/(top|changes|get)");

    /** What one process is told to fetch, over one connection: what the collection fetches of the API. */
    private Path urls(Snapshot snapshot) throws IOException {
        return Files.writeString(
                directory.resolve("urls"),
                snapshot.documents().keySet().stream()
                        .filter(key ->
                                key.startsWith("/") && !LATER.matcher(key).matches())
                        .map(key -> "url = \"http://engine" + key + (key.equals("/containers/json") ? "?all=1" : "")
                                + "\"\noutput = /dev/null\n")
                        .collect(Collectors.joining()));
    }
}
