package io.github.plimsoll.suites.kubernetes.live;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.suites.CollectionTimes;
import io.github.plimsoll.suites.Curl;
import io.github.plimsoll.suites.Stopwatch;
import io.github.plimsoll.suites.docker.live.AuditProcess;
import io.github.plimsoll.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures what the design promises of clusters and prints it as Markdown: on the cluster at {@code PLIMSOLL_TEST_KUBECONFIG}, if
 * it is set, with as many pods as the peer was measured at, collection against one {@code curl} process that fetches the same lists,
 * and a whole audit as a process of its own; then growth on pretended clusters, within a heap of 512 MB.
 */
final class ClusterBenchmark {

    private static final int PODS = 232;
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
            Snapshot snapshot = Targets.snapshot(target);
            Path requests = cluster.requests(snapshot.documents().keySet(), directory);
            CollectionTimes collection = CollectionTimes.of(target, () -> Curl.fetch("-f", "-K", requests.toString()));
            long audit = Stopwatch.median(PROCESS_RUNS, () -> audit(kubeconfig));
            System.out.println("| pods | requests | " + CollectionTimes.HEADINGS + " | whole audit |");
            System.out.println("|---:|---:|---:|---:|---:|---:|---:|");
            System.out.println("| " + PODS + " | " + snapshot.header().requests() + " | " + collection.cells() + " | "
                    + audit + " ms |");
            System.out.println();
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
        return AuditProcess.milliseconds(
                directory, "kubeconfig:" + kubeconfig, List.of("-Xmx512m"), "io.github.plimsoll.suites.kubernetes");
    }
}
