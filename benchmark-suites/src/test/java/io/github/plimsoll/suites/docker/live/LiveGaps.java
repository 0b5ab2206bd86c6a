package io.github.plimsoll.suites.docker.live;

import io.github.plimsoll.judge.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Why a control was not seen to give a verdict on any real engine or cluster: {@code control, verdict, reason}, one to a line. */
public final class LiveGaps {

    private static final String COMMITTED = "/live-gaps.tsv";

    private final Map<String, String> reasons;

    private LiveGaps(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    public static LiveGaps committed() {
        try (var in = LiveGaps.class.getResourceAsStream(COMMITTED)) {
            return new LiveGaps(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toMap(
                            line -> key(line[0], Verdict.valueOf(line[1])),
                            line -> line[2],
                            (a, b) -> a,
                            TreeMap::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<String> reason(String control, Verdict verdict) {
        return Optional.ofNullable(reasons.get(key(control, verdict)));
    }

    /** Those of which something is said, each as {@code control VERDICT}. */
    public Set<String> all() {
        return reasons.keySet();
    }

    public static String key(String control, Verdict verdict) {
        return control + " " + verdict;
    }
}
