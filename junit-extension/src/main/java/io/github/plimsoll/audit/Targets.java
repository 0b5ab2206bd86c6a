package io.github.plimsoll.audit;

import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetSource;
import io.github.plimsoll.target.TargetUnavailable;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** Finds who can open a target. */
final class Targets {

    private Targets() {}

    static Target open(String spec, Settings settings) {
        List<TargetSource> sources = ServiceLoader.load(TargetSource.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return sources.stream()
                .filter(source -> source.accepts(spec))
                .findFirst()
                .orElseThrow(() -> new TargetUnavailable("-Dtarget=" + spec + ": unknown target; there are "
                        + sources.stream().map(TargetSource::forms).collect(Collectors.joining(", "))))
                .open(spec, options(settings));
    }

    private static TargetOptions options(Settings settings) {
        TargetOptions machine = TargetOptions.ofThisMachine();
        return new TargetOptions(
                machine.environment(),
                machine.home(),
                settings.timeout(),
                machine.maxDocumentBytes(),
                settings.runningOnly(),
                machine.collector());
    }
}
