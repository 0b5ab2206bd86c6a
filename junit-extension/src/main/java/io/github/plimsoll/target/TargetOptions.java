package io.github.plimsoll.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What opening a target may depend on, so that nothing reads the machine behind the caller's back.
 *
 * @param environment the environment variables
 * @param home the user's home directory
 * @param timeout how long one request may take
 * @param maxDocumentBytes how large one answer may be
 * @param runningOnly whether containers that do not run are left out
 * @param probes whether connections may be opened to what the target listens on and names
 * @param images which images are looked into, layer by layer
 * @param probe how nodes of a cluster are looked at, if they are
 * @param policy what the policy says of files that are handed in, by its keys
 * @param collector the version of Plimsoll, for the snapshot's header
 */
public record TargetOptions(
        Map<String, String> environment,
        Path home,
        Duration timeout,
        long maxDocumentBytes,
        boolean runningOnly,
        boolean probes,
        ImageChoice images,
        Optional<Probe> probe,
        Map<String, String> policy,
        String collector) {

    public TargetOptions {
        environment = Map.copyOf(environment);
        policy = Map.copyOf(policy);
    }

    /** Limits that fit any honest engine, and nothing chosen. */
    public static TargetOptions of(Map<String, String> environment, Path home) {
        return new TargetOptions(
                environment,
                home,
                Duration.ofSeconds(30),
                64L << 20,
                false,
                true,
                ImageChoice.USED,
                Optional.empty(),
                Map.of(),
                "0.1.0");
    }

    /** The machine's own environment. */
    public static TargetOptions ofThisMachine() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /** How long one request may take instead. */
    public TargetOptions withTimeout(Duration timeout) {
        return new TargetOptions(
                environment, home, timeout, maxDocumentBytes, runningOnly, probes, images, probe, policy, collector);
    }

    /** How large one answer may be instead. */
    public TargetOptions withMaxDocumentBytes(long maxDocumentBytes) {
        return new TargetOptions(
                environment, home, timeout, maxDocumentBytes, runningOnly, probes, images, probe, policy, collector);
    }

    /** Whether containers that do not run are left out instead. */
    public TargetOptions withRunningOnly(boolean runningOnly) {
        return new TargetOptions(
                environment, home, timeout, maxDocumentBytes, runningOnly, probes, images, probe, policy, collector);
    }

    /** Whether connections may be opened to what the target listens on and names instead. */
    public TargetOptions withProbes(boolean probes) {
        return new TargetOptions(
                environment, home, timeout, maxDocumentBytes, runningOnly, probes, images, probe, policy, collector);
    }

    /** Which images are looked into instead. */
    public TargetOptions withImages(ImageChoice images) {
        return new TargetOptions(
                environment, home, timeout, maxDocumentBytes, runningOnly, probes, images, probe, policy, collector);
    }

    /** How nodes of a cluster are looked at instead. */
    public TargetOptions withProbe(Optional<Probe> probe) {
        return new TargetOptions(
                environment, home, timeout, maxDocumentBytes, runningOnly, probes, images, probe, policy, collector);
    }

    /** What the policy says instead. */
    public TargetOptions withPolicy(Map<String, String> policy) {
        return new TargetOptions(
                environment, home, timeout, maxDocumentBytes, runningOnly, probes, images, probe, policy, collector);
    }

    /**
     * How a pod looks at each node.
     *
     * @param image any that has a shell and the usual small programs, such as busybox
     * @param namespace where the pods are created
     */
    public record Probe(String image, String namespace) {}
}
