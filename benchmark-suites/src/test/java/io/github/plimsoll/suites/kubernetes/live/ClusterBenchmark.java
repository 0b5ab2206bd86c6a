package io.github.plimsoll.suites.kubernetes.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures whole audits of pretended clusters of growing size, each as a process of its own within a heap of 512 MB, and prints
 * them as Markdown; of the cluster at {@code PLIMSOLL_TEST_KUBECONFIG} as well if it is set.
 */
final class ClusterBenchmark {

    private final Path directory;

    private ClusterBenchmark(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        // Else the JDK's server answers each request on a kept connection 40 ms late.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        new ClusterBenchmark(Files.createTempDirectory("plimsoll-benchmark")).run();
    }

    private void run() throws IOException, InterruptedException {
        System.out.println("| pods | nodes | objects of RBAC | whole audit, -Xmx512m |");
        System.out.println("|---:|---:|---:|---:|");
        for (int pods : new int[] {1_000, 5_000, 10_000}) {
            try (FakeCluster fake = new FakeCluster(pods, pods / 20, pods / 2)) {
                System.out.println("| " + pods + " | " + pods / 20 + " | " + pods / 2 + " | "
                        + audit(fake.kubeconfig(directory).toString()) + " ms |");
            }
        }
        String real = System.getenv("PLIMSOLL_TEST_KUBECONFIG");
        if (real != null) {
            System.out.println("| the real one | | | " + audit(real) + " ms |");
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
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start()
                .waitFor();
        if (!Files.exists(directory.resolve("compliance/index.html"))) {
            throw new IllegalStateException("the audit wrote no report; see " + directory.resolve("output"));
        }
        return (System.nanoTime() - started) / 1_000_000;
    }
}
