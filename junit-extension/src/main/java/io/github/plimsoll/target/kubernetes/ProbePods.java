package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.target.TargetOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The pods by which one run looks at nodes. Each that it makes it removes, also when it is broken off; those of earlier runs that
 * could not are found by their label.
 */
final class ProbePods implements AutoCloseable {

    private static final String SCRIPT = "node-facts.sh";
    private static final int REFUSED = 400;
    private static final int FAULT = 500;
    private static final Duration LIFE = Duration.ofSeconds(NodePod.LIFE_SECONDS);
    private static final Pattern NO_SUCH_PATH = Pattern.compile("hostPath type check failed: (/\\S+) is not a ");

    private final ClusterApi api;
    private final TargetOptions.Probe options;
    private final String pods;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicInteger started = new AtomicInteger();
    private final Set<String> created = ConcurrentHashMap.newKeySet();

    /** Of other runs, and so young that these may be going on. */
    private final Set<String> spared = ConcurrentHashMap.newKeySet();

    private final Thread atExit = new Thread(this::removeAll, "plimsoll-remove-pods");

    ProbePods(ClusterApi api, TargetOptions.Probe options) {
        this.api = api;
        this.options = options;
        this.pods = "/api/v1/namespaces/" + options.namespace() + "/pods";
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a pod on a node.
     *
     * @return its name
     */
    String start(String node, NodePlan plan) throws RequestFailed {
        String name = NodePod.NAME + run + "-" + started.incrementAndGet();
        created.add(name);
        try {
            api.post(pods, NodePod.of(name, run, node, options.image(), script(), plan.mounts(), plan.arguments()));
            return name;
        } catch (RequestFailed e) {
            // Where the server did not refuse, it may have made the pod all the same.
            if (e.status() >= REFUSED && e.status() < FAULT) {
                created.remove(name);
            }
            throw e;
        }
    }

    /** The pods of this run that there are. */
    List<JsonNode> present() throws RequestFailed {
        return api.list(pods + "?labelSelector=" + encoded(NodePod.RUN + "=" + run));
    }

    /** What a pod has said. */
    NodeReport report(String pod) throws RequestFailed {
        return NodeReport.read(api.text(pods + "/" + pod + "/log"), api.redactor());
    }

    /** The paths for which a pod waits in vain, since the node does not have them. */
    Map<String, List<String>> refusedMounts() throws RequestFailed {
        Map<String, List<String>> refused = new HashMap<>();
        String events = "/api/v1/namespaces/" + options.namespace() + "/events?fieldSelector="
                + encoded("reason=FailedMount,involvedObject.kind=Pod");
        for (JsonNode event : api.list(events)) {
            String pod = event.path("involvedObject").path("name").asText();
            Matcher matcher = NO_SUCH_PATH.matcher(event.path("message").asText());
            if (pod.startsWith(NodePod.NAME + run) && matcher.find()) {
                refused.computeIfAbsent(pod, name -> new ArrayList<>()).add(matcher.group(1));
            }
        }
        return refused;
    }

    /** Removes pods of runs that were killed; one that still may be at work is let be. */
    void removeLeftovers() throws RequestFailed {
        for (JsonNode pod : api.list(pods + "?labelSelector=" + encoded(NodePod.OWNER + "=plimsoll," + NodePod.RUN))) {
            Instant born =
                    Instant.parse(pod.path("metadata").path("creationTimestamp").asText("1970-01-01T00:00:00Z"));
            String name = pod.path("metadata").path("name").asText();
            if (NodePod.isDone(pod) || born.plus(LIFE.multipliedBy(2)).isBefore(Instant.now())) {
                remove(name);
            } else {
                spared.add(name);
            }
        }
    }

    /** Those that were made and not removed yet. */
    Set<String> made() {
        return Set.copyOf(created);
    }

    void remove(String pod) {
        try {
            api.delete(pods + "/" + pod + "?gracePeriodSeconds=0");
            created.remove(pod);
        } catch (RequestFailed e) {
            if (e.status() == RequestFailed.NOT_FOUND) {
                created.remove(pod);
            }
            // Else it is tried again at the end, and by the next run.
        }
    }

    /** What could not be removed, or may not be yet, for a person to know. */
    List<String> leftovers() {
        return Stream.concat(
                        created.stream()
                                .map(pod -> "the pod " + options.namespace() + "/" + pod
                                        + " could not be removed; remove it with"
                                        + " kubectl, or let the next audit with -Dprobe=nodes do so"),
                        spared.stream()
                                .map(pod -> "the pod " + options.namespace() + "/" + pod
                                        + " is of another audit, which may be at work; if that was killed, one with"
                                        + " -Dprobe=nodes removes it from "
                                        + LIFE.multipliedBy(2).toSeconds()
                                        + " s after it was made"))
                .toList();
    }

    private void removeAll() {
        created.forEach(this::remove);
    }

    @Override
    public void close() {
        removeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The machine is being shut down, and the hook does its work.
            return;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String script() {
        try (InputStream in = ProbePods.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException(SCRIPT + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
