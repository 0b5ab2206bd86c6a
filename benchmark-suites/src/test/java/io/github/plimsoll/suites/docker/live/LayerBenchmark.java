package io.github.plimsoll.suites.docker.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.image.Bounds;
import io.github.plimsoll.target.image.ImageReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;

/**
 * Measures how fast layers are read, against {@code tar -t} of the same layers, and prints it as Markdown. The archive lies in a
 * file for that, so that neither waits for the engine.
 *
 * <p>Takes the largest image of the daemon at {@code DOCKER_HOST} (a UNIX socket); needs {@code curl} and GNU {@code tar}.
 */
final class LayerBenchmark {

    private static final int RUNS = 5;

    private final Engine engine = LiveDocker.engine();
    private final Path archive;

    private LayerBenchmark(Path archive) {
        this.archive = archive;
    }

    public static void main(String[] arguments) throws Exception {
        Path archive = Files.createTempFile("plimsoll-benchmark", ".tar");
        try {
            new LayerBenchmark(archive).run();
        } finally {
            Files.delete(archive);
        }
    }

    private void run() throws Exception {
        String id = StreamSupport.stream(engine.get("/images/json").spliterator(), false)
                .max(Comparator.comparingLong(listed -> listed.get("Size").asLong()))
                .orElseThrow(() -> new IllegalStateException("the daemon has no image to measure with"))
                .get("Id")
                .textValue();
        JsonNode inspected = engine.get("/images/" + id + "/json");
        String get = "curl -s --unix-socket " + engine.toString().replaceFirst("unix://", "") + " http://engine/images/"
                + id + "/get";
        shell(get + " > " + archive);
        long peak = 0;
        long bytes = 0;
        long entries = 0;
        for (JsonNode layer : contents(inspected).get("layers")) {
            bytes += layer.get("bytes").asLong();
            entries += layer.get("entries").asLong();
        }
        System.out.printf(
                Locale.ROOT,
                "%d MB (%d MB packed), %d entries%n%n",
                bytes / 1_000_000,
                Files.size(archive) / 1_000_000,
                entries);
        System.out.println("| what | MB/s |");
        System.out.println("|---|---:|");
        String list = Files.size(archive) < bytes ? "tar -t -z" : "tar -t";
        print(
                list,
                bytes,
                () -> shell("tar -xOf " + archive + " --wildcards '*/layer.tar' 'blobs/sha256/*' 2>/dev/null | " + list
                        + " -i -f - > /dev/null 2>&1"));
        print("Plimsoll", bytes, () -> contents(inspected));
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            peak += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        System.out.printf("%nheap at its peak: %d MB%n", peak >> 20);
    }

    private JsonNode contents(JsonNode inspected) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            return new ImageReader(Bounds.usual(), new Redactor())
                    .read(in, inspected)
                    .json();
        }
    }

    private static void print(String what, long bytes, Callable<?> work) throws Exception {
        double[] rates = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long started = System.nanoTime();
            work.call();
            rates[i] = bytes * 1_000.0 / (System.nanoTime() - started);
        }
        Arrays.sort(rates);
        System.out.printf(Locale.ROOT, "| %s | %.0f |%n", what, rates[RUNS / 2]);
    }

    private static int shell(String command) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of("sh", "-c", command))
                .inheritIO()
                .start()
                .waitFor();
    }
}
