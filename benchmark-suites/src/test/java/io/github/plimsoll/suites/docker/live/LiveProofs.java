package io.github.plimsoll.suites.docker.live;

import io.github.plimsoll.judge.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which verdicts controls were seen to give on real engines and clusters: {@code control, verdict, engine}, one to a line.
 *
 * <p>A live test writes down what it asserted, once that held, to a file in {@code target}; what is claimed on the page of proofs is
 * committed, and compared with those files after the live tests.
 */
public final class LiveProofs {

    private static final Path SEEN = Path.of("target", "live-proofs.tsv");
    private static final String COMMITTED = "/live-proofs.tsv";

    private final List<String[]> lines;

    private LiveProofs(List<String[]> lines) {
        this.lines = lines;
    }

    /** What is claimed. */
    public static LiveProofs committed() {
        try (var in = LiveProofs.class.getResourceAsStream(COMMITTED)) {
            return new LiveProofs(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Set<String> controls() {
        return lines.stream().map(line -> line[0]).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The releases of engines or of Kubernetes on which a control was seen to give a verdict, for example {@code 20.10, 28.3}; empty if on none. */
    public String engines(String control, Verdict verdict) {
        return lines.stream()
                .filter(line -> line[0].equals(control) && line[1].equals(verdict.name()))
                .map(line -> line[2])
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /**
     * Writes down a verdict that a test has asserted.
     *
     * @param engine its version, for example {@code 20.10.24+dfsg1}; the release is what is kept
     */
    public static void saw(String control, Verdict verdict, String engine) {
        String release = Arrays.stream(engine.split("\\.")).limit(2).collect(Collectors.joining("."));
        try {
            Files.createDirectories(SEEN.toAbsolutePath().getParent());
            Files.writeString(
                    SEEN,
                    String.join("\t", control, verdict.name(), release) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
