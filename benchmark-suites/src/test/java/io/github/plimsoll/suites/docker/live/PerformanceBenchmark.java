package io.github.plimsoll.suites.docker.live;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.suites.Stopwatch;
import io.github.plimsoll.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    private static final int RUNS = 7;

    /** Until the JVM has compiled what there is to compile. */
    private static final int WARM_UP = 25;

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
        System.out.println(
                "| containers | requests | curl | collection, cold | collection, warm | warm / curl | whole audit |");
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
                System.out.println("| " + containers + " | " + audit(fake.address(), "-Xmx512m") + " ms |");
            }
        }
    }

    private String row(int containers) throws Exception {
        long cold = Stopwatch.milliseconds(() -> Targets.snapshot("host"));
        Snapshot snapshot = Targets.snapshot("host");
        for (int i = 0; i < WARM_UP; i++) {
            Targets.snapshot("host");
        }
        long curl = Stopwatch.median(RUNS, () -> Stopwatch.milliseconds(() -> curl(snapshot)));
        long warm = Stopwatch.median(RUNS, () -> Stopwatch.milliseconds(() -> Targets.snapshot("host")));
        long audit = Stopwatch.median(PROCESS_RUNS, () -> audit("host"));
        return "| " + containers + " | " + snapshot.header().requests() + " | " + curl + " ms | " + cold + " ms | "
                + warm + " ms | " + String.format(Locale.ROOT, "%.2f", (double) warm / curl) + " | " + audit + " ms |";
    }

    /** What is asked for only once a control wants to know, and what takes a process of the engine's for each container. */
    private static final Pattern LATER = Pattern.compile(".*/(top|changes|get)");

    /** One process fetches what the collection fetches of the API, over one connection. */
    private int curl(Snapshot snapshot) throws IOException, InterruptedException {
        Path urls = directory.resolve("urls");
        Files.writeString(
                urls,
                snapshot.documents().keySet().stream()
                        .filter(key ->
                                key.startsWith("/") && !LATER.matcher(key).matches())
                        .map(key -> "url = \"http://engine" + key + (key.equals("/containers/json") ? "?all=1" : "")
                                + "\"\noutput = /dev/null\n")
                        .collect(Collectors.joining()));
        String socket = engine.toString().replaceFirst("unix://", "");
        return run(List.of("curl", "-s", "--unix-socket", socket, "-K", urls.toString()));
    }

    private long audit(String target, String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        // As Maven starts an audit.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:MetaspaceSize=64m"));
        command.addAll(Arrays.asList(options));
        command.addAll(List.of(
                "-Dtarget=" + target,
                "-Dplimsoll.output=" + directory.resolve("compliance"),
                "-Dplimsoll.allureResults=" + directory.resolve("allure-results"),
                "-cp",
                System.getProperty("java.class.path"),
                AuditProcess.class.getName()));
        Files.deleteIfExists(directory.resolve("compliance/index.html"));
        long took = Stopwatch.milliseconds(() -> run(command));
        if (!Files.exists(directory.resolve("compliance/index.html"))) {
            throw new IllegalStateException("the audit wrote no report; see " + directory.resolve("output"));
        }
        return took;
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start()
                .waitFor();
    }
}
