package io.github.plimsoll.suites.kubernetes.live;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.suites.Stopwatch;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures what the design promises of clusters and prints it as Markdown: on the cluster at {@code PLIMSOLL_TEST_KUBECONFIG}, if
 * it is set, with as many pods as the peer was measured at, collection against one {@code curl} process that fetches the same lists,
 * and a whole audit as a process of its own; then growth on pretended clusters, within a heap of 512 MB.
 */
final class ClusterBenchmark {

    private static final int PODS = 232;
    private static final int RUNS = 7;

    /** Until the JVM has compiled what there is to compile. */
    private static final int WARM_UP = 25;

    private static final int PROCESS_RUNS = 3;

    private final Path directory;

    private ClusterBenchmark(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        // Else the JDK's server answers each request on a kept connection 40 ms late.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        ClusterBenchmark benchmark = new ClusterBenchmark(Files.createTempDirectory("plimsoll-benchmark"));
        String real = System.getenv("PLIMSOLL_TEST_KUBECONFIG");
        if (real == null || real.isEmpty()) {
            System.out.println("No real cluster was measured: PLIMSOLL_TEST_KUBECONFIG is not set.");
        } else {
            benchmark.real(real);
        }
        if (!List.of(arguments).contains("real")) {
            benchmark.growth();
        }
    }

    private void real(String kubeconfig) throws Exception {
        String target = "kubeconfig:" + kubeconfig;
        try (CrowdedCluster cluster = new CrowdedCluster(kubeconfig, PODS)) {
            long cold = Stopwatch.milliseconds(() -> Targets.snapshot(target));
            Snapshot snapshot = Targets.snapshot(target);
            Path requests = cluster.requests(snapshot.documents().keySet(), directory);
            for (int i = 0; i < WARM_UP; i++) {
                Targets.snapshot(target);
            }
            long curl = Stopwatch.median(
                    RUNS, () -> Stopwatch.milliseconds(() -> run(List.of("curl", "-sf", "-K", requests.toString()))));
            long lists = Stopwatch.median(RUNS, () -> Stopwatch.milliseconds(() -> withoutProbes(target)));
            long warm = Stopwatch.median(RUNS, () -> Stopwatch.milliseconds(() -> Targets.snapshot(target)));
            long audit = Stopwatch.median(PROCESS_RUNS, () -> audit(kubeconfig));
            System.out.println(
                    "| pods | requests | curl | the same, warm | the same / curl | with a look at ports, cold "
                            + "| with a look at ports, warm | whole audit |");
            System.out.println("|---:|---:|---:|---:|---:|---:|---:|---:|");
            System.out.println("| " + PODS + " | " + snapshot.header().requests() + " | " + curl + " ms | " + lists
                    + " ms | " + String.format(Locale.ROOT, "%.2f", (double) lists / curl) + " | " + cold + " ms | "
                    + warm + " ms | " + audit + " ms |");
            System.out.println();
        }
    }

    /** The lists alone, as {@code curl} fetches them: no ports are looked at. */
    private static Snapshot withoutProbes(String target) {
        try (Target opened = Targets.open(target, TargetOptions.ofThisMachine().withProbes(false))) {
            return opened.collect(Progress.silent());
        }
    }

    private void growth() throws IOException, InterruptedException {
        System.out.println("| pods | nodes | objects of RBAC | whole audit, -Xmx512m |");
        System.out.println("|---:|---:|---:|---:|");
        for (int pods : new int[] {1_000, 5_000, 10_000}) {
            try (FakeCluster fake = new FakeCluster(pods, pods / 20, pods / 2)) {
                System.out.println("| " + pods + " | " + pods / 20 + " | " + pods / 2 + " | "
                        + audit(fake.kubeconfig(directory).toString()) + " ms |");
            }
        }
    }

    private long audit(String kubeconfig) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(
                // As Maven starts an audit.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dtarget=kubeconfig:" + kubeconfig,
                "-Dplimsoll.output=" + directory.resolve("compliance"),
                "-Dplimsoll.allureResults=" + directory.resolve("allure-results"),
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.plimsoll.suites.docker.live.AuditProcess",
                "io.github.plimsoll.suites.kubernetes"));
        Files.deleteIfExists(directory.resolve("compliance/index.html"));
        long started = System.nanoTime();
        run(command);
        if (!Files.exists(directory.resolve("compliance/index.html"))) {
            throw new IllegalStateException("the audit wrote no report; see " + directory.resolve("output"));
        }
        return (System.nanoTime() - started) / 1_000_000;
    }

    /** @throws IllegalStateException if curl could not fetch what it was to fetch; that an audit finds something is no failure */
    private int run(List<String> command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start()
                .waitFor();
        if (status != 0 && command.get(0).equals("curl")) {
            throw new IllegalStateException("curl failed with status " + status);
        }
        return status;
    }
}
