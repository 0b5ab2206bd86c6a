package io.github.plimsoll.target.kubernetes;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.host.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The node of a Kubernetes cluster that this machine is, by what it tells of itself. */
final class SelfTarget implements Target {

    private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+\\.\\d+\\S*");

    private final String name;
    private final Machine machine;
    private final TargetOptions options;
    private final SelfPrograms programs;
    private final String version;

    private SelfTarget(String name, Machine machine, TargetOptions options, SelfPrograms programs, String version) {
        this.name = name;
        this.machine = machine;
        this.options = options;
        this.programs = programs;
        this.version = version;
    }

    /** @throws io.github.plimsoll.target.TargetUnavailable if this machine is no node */
    static SelfTarget open(String name, Machine machine, TargetOptions options) {
        SelfPrograms programs = SelfPrograms.of(machine);
        Matcher version = VERSION.matcher(machine.version(programs.kubelet().pid()));
        return new SelfTarget(name, machine, options, programs, version.find() ? version.group() : "");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "Node " + programs.node() + " of a Kubernetes "
                + (version.isEmpty() ? "of a version that could not be told" : version) + " cluster, from within ("
                + why() + ")";
    }

    private String why() {
        return "its " + programs.kubelet().name() + " runs here as process "
                + programs.kubelet().pid();
    }

    @Override
    public Snapshot collect(Progress progress) {
        Instant begin = Instant.now();
        return new Snapshot(
                new SnapshotHeader(
                        name,
                        "kubernetes",
                        "node " + programs.node(),
                        why(),
                        "Kubernetes node",
                        version,
                        "",
                        begin,
                        options.collector(),
                        0,
                        List.of()),
                new SelfCollector(machine, programs, new ObjectRedactor(new Redactor())).collect());
    }

    @Override
    public <T> Optional<T> client(Class<T> type) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
