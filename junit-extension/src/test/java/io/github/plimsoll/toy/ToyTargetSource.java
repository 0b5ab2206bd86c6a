package io.github.plimsoll.toy;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetSource;
import io.github.plimsoll.target.TargetUnavailable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens {@code toy:...}; each name is a different sea. */
public final class ToyTargetSource implements TargetSource {

    @Override
    public boolean accepts(String spec) {
        return spec.startsWith("toy:");
    }

    @Override
    public String forms() {
        return "toy:NAME";
    }

    @Override
    public Set<Class<?>> clients() {
        return Set.of(Lighthouse.class);
    }

    @Override
    public Target open(String spec, TargetOptions options) {
        return new ToyTarget(spec, snapshot(spec));
    }

    private static Snapshot snapshot(String spec) {
        return switch (spec) {
            case "toy:calm", "toy:live" -> Fleet.loaded(spec, 50, 60);
            case "toy:heavy" -> Fleet.loaded(spec, 50, 160);
            case "toy:storm" -> Fleet.loaded(spec, 150, 160);
            case "toy:fog" ->
                Fleet.of(
                        spec,
                        Map.of(
                                "/harbour",
                                "{\"Mark\": 100}",
                                "/ships",
                                "[\"light\"]",
                                "/ships/light",
                                "!the fog hides it"));
            case "toy:empty" -> Fleet.of(spec, Map.of("/harbour", "{\"Mark\": 100}", "/ships", "[]"));
            case "toy:blind" -> Fleet.of(spec, Map.of("/ships", "!GET /ships: 403"));
            default -> throw new TargetUnavailable(spec + ": no such sea; try toy:calm");
        };
    }

    /** What a test of a live target may ask for. */
    public record Lighthouse(String name) {}

    private record ToyTarget(String name, Snapshot snapshot) implements Target {

        @Override
        public String description() {
            return "Target " + name;
        }

        @Override
        public Snapshot collect(Progress progress) {
            return snapshot;
        }

        @Override
        public <T> Optional<T> client(Class<T> type) {
            return name.equals("toy:live") && type == Lighthouse.class
                    ? Optional.of(type.cast(new Lighthouse(name)))
                    : Optional.empty();
        }

        @Override
        public void close() {}
    }
}
