package io.github.plimsoll.suites.docker.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.ImageChoice;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;

/**
 * Measures how fast layers are read, against {@code tar -t} of the same layers, and prints it as Markdown.
 *
 * <p>Takes the largest image of the daemon at {@code DOCKER_HOST} (a UNIX socket); needs {@code curl} and GNU {@code tar}.
 */
final class LayerBenchmark {

    private static final int RUNS = 3;

    private final Engine engine = LiveDocker.engine();
    private final JsonNode image = StreamSupport.stream(
                    engine.get("/images/json").spliterator(), false)
            .max(Comparator.comparingLong(listed -> listed.get("Size").asLong()))
            .orElseThrow(() -> new IllegalStateException("the daemon has no image to measure with"));

    private LayerBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        new LayerBenchmark().run();
    }

    private void run() throws Exception {
        String get = "curl -s --unix-socket " + engine.toString().replaceFirst("unix://", "") + " http://engine/images/"
                + image.get("Id").textValue() + "/get";
        JsonNode contents = contents().json();
        long bytes = 0;
        long entries = 0;
        for (JsonNode layer : contents.get("layers")) {
            bytes += layer.get("bytes").asLong();
            entries += layer.get("entries").asLong();
        }
        System.out.printf(
                "%d MB in %d entries and %d layers; a heap of %d MB at most%n%n",
                bytes / 1_000_000,
                entries,
                contents.get("layers").size(),
                Runtime.getRuntime().maxMemory() >> 20);
        System.out.println("| what | MB/s |");
        System.out.println("|---|---:|");
        print("curl, to nowhere", bytes, () -> shell(get + " > /dev/null"));
        print("curl and tar -t of the archive", bytes, () -> shell(get + " | tar -tf - > /dev/null"));
        print(
                "curl and tar -t of its layers",
                bytes,
                () -> shell(get + " | tar -xOf - --wildcards '*/layer.tar' 'blobs/sha256/*' 2>/dev/null"
                        + " | tar -itf - > /dev/null"));
        print("Plimsoll", bytes, () -> contents().json());
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("%nused after that: %d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private Document contents() {
        TargetSource source = ServiceLoader.load(TargetSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.accepts("host"))
                .findFirst()
                .orElseThrow();
        TargetOptions machine = TargetOptions.ofThisMachine();
        TargetOptions options = new TargetOptions(
                machine.environment(),
                machine.home(),
                machine.timeout(),
                machine.maxDocumentBytes(),
                false,
                ImageChoice.ALL,
                machine.collector());
        try (Target target = source.open("host", options)) {
            Document contents = target.collect(Progress.silent())
                    .document(DockerDocuments.contents(image.get("Id").textValue()));
            contents.json();
            return contents;
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
