package io.github.plimsoll.target.kubernetes;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Crew;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Reasons;
import io.github.plimsoll.target.TargetOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the nodes by a short-lived pod on each, all at once, and removes the pods whatever happens: when they are done, when
 * they fail, when time is up, and when the run is broken off. What an earlier run could not remove is removed first.
 */
final class NodeProbe implements AutoCloseable {

    private static final String SCRIPT = "node-facts.sh";
    private static final int IN_FLIGHT = 4;

    /** How often a pod is tried with fewer mounts, or with what its first words showed to be needed. */
    private static final int MOST_ROUNDS = 4;

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LIFE = Duration.ofSeconds(NodePod.LIFE_SECONDS);
    private static final Pattern NO_SUCH_PATH = Pattern.compile("hostPath type check failed: (/\\S+) is not a ");

    private final ClusterApi api;
    private final TargetOptions.Probe options;
    private final String pods;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final Thread atExit = new Thread(this::removeAll, "plimsoll-remove-pods");

    NodeProbe(ClusterApi api, TargetOptions.Probe options) {
        this.api = api;
        this.options = options;
        this.pods = "/api/v1/namespaces/" + options.namespace() + "/pods";
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * The facts of the nodes.
     *
     * @param plans what to look at, by the name of the node
     */
    Map<String, Document> look(Map<String, NodePlan> plans, Progress progress) {
        Map<String, Document> documents = new LinkedHashMap<>();
        try {
            removeLeftovers();
        } catch (RequestFailed e) {
            plans.keySet().forEach(node -> documents.putAll(outOfReach(node, "no pod was started: " + e.reason())));
            return documents;
        }
        Map<String, NodePlan> open = new LinkedHashMap<>(plans);
        for (int round = 1; round <= MOST_ROUNDS && !open.isEmpty(); round++) {
            Map<String, Outcome> outcomes = round(open, round, progress);
            for (Map.Entry<String, Outcome> entry : outcomes.entrySet()) {
                String node = entry.getKey();
                Outcome outcome = entry.getValue();
                boolean again = round < MOST_ROUNDS && isWorthAnother(outcome, requireNonNull(plans.get(node)));
                if (!again) {
                    open.remove(node);
                    documents.putAll(outcome.documents(
                            node, requireNonNull(plans.get(node)).absent()));
                }
            }
        }
        return documents;
    }

    static Map<String, Document> outOfReach(String node, String reason) {
        Map<String, Document> documents = new LinkedHashMap<>();
        for (String fact : List.of(
                KubernetesDocuments.FILES,
                KubernetesDocuments.SETTINGS,
                KubernetesDocuments.CERTIFICATES,
                KubernetesDocuments.PROCESSES)) {
            documents.put(
                    KubernetesDocuments.ofNode(node, fact),
                    Document.unreadable("the " + fact + " of node/" + node + " are not known: " + reason));
        }
        return documents;
    }

    private static boolean isWorthAnother(Outcome outcome, NodePlan plan) {
        if (!outcome.absent().isEmpty()) {
            outcome.absent().forEach(plan::drop);
            return true;
        }
        boolean more = false;
        if (outcome.report() != null) {
            for (List<String> words : outcome.report().processes()) {
                more |= plan.addProcess(words);
            }
        }
        return more;
    }

    private Map<String, Outcome> round(Map<String, NodePlan> plans, int round, Progress progress) {
        Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
        Map<String, String> waiting = new ConcurrentHashMap<>();
        each(plans.keySet(), progress, node -> {
            String name = NodePod.NAME + run + "-" + round + "-" + Integer.toHexString(node.hashCode());
            NodePlan plan = requireNonNull(plans.get(node));
            created.add(name);
            try {
                api.post(pods, NodePod.of(name, run, node, options.image(), script(), plan.mounts(), plan.arguments()));
                waiting.put(name, node);
            } catch (RequestFailed e) {
                created.remove(name);
                outcomes.put(node, Outcome.failed("no pod could be started on it: " + e.reason()));
            }
        });
        Instant end = Instant.now().plus(LIFE);
        while (!waiting.isEmpty()
                && Instant.now().isBefore(end)
                && !Thread.currentThread().isInterrupted()) {
            pause();
            waiting.keySet().removeAll(ended(waiting, outcomes, progress));
        }
        waiting.values()
                .forEach(node -> outcomes.put(
                        node, Outcome.failed("its pod did not come to an end within " + LIFE.toSeconds() + " s")));
        each(List.copyOf(created), Progress.silent(), this::remove);
        return outcomes;
    }

    /** The pods that need no more waiting for, whose outcome is then known. */
    private List<String> ended(Map<String, String> waiting, Map<String, Outcome> outcomes, Progress progress) {
        List<String> done = new ArrayList<>();
        List<String> ready = new ArrayList<>();
        try {
            Map<String, List<String>> absent = null;
            for (JsonNode pod : api.list(pods + "?labelSelector=" + encoded(NodePod.RUN + "=" + run))) {
                String name = pod.path("metadata").path("name").asText();
                String node = waiting.get(name);
                if (node == null) {
                    continue;
                }
                String trouble = NodePod.trouble(pod);
                if (NodePod.isDone(pod)) {
                    ready.add(name);
                } else if (!trouble.isEmpty()) {
                    outcomes.put(node, Outcome.failed("its pod does not start: " + Reasons.oneLine(trouble)));
                    done.add(name);
                } else {
                    absent = absent == null ? refusedMounts() : absent;
                    if (absent.containsKey(name)) {
                        outcomes.put(node, Outcome.absent(absent.getOrDefault(name, List.of())));
                        done.add(name);
                    }
                }
            }
        } catch (RequestFailed e) {
            // The next look may succeed; that none does ends by the time.
            return done;
        }
        each(ready, progress, name -> {
            String node = waiting.get(name);
            if (node != null) {
                outcomes.put(node, outcome(name));
            }
        });
        done.addAll(ready);
        return done;
    }

    private Outcome outcome(String pod) {
        try {
            NodeReport report = NodeReport.read(api.text(pods + "/" + pod + "/log"), api.redactor());
            return report.isComplete()
                    ? Outcome.of(report)
                    : Outcome.failed("its pod ended before it had said all; see the image of -Dprobe.image");
        } catch (RequestFailed e) {
            return Outcome.failed("what its pod said cannot be read: " + e.reason());
        }
    }

    /** The paths for which a pod waits in vain, since the node does not have them. */
    private Map<String, List<String>> refusedMounts() throws RequestFailed {
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

    /** Pods of runs that were killed; one that still may be at work is let be. */
    private void removeLeftovers() throws RequestFailed {
        for (JsonNode pod : api.list(pods + "?labelSelector=" + encoded(NodePod.OWNER + "=plimsoll," + NodePod.RUN))) {
            Instant born =
                    Instant.parse(pod.path("metadata").path("creationTimestamp").asText("1970-01-01T00:00:00Z"));
            if (NodePod.isDone(pod) || born.plus(LIFE.multipliedBy(2)).isBefore(Instant.now())) {
                remove(pod.path("metadata").path("name").asText());
            }
        }
    }

    private void removeAll() {
        created.forEach(this::remove);
    }

    private void remove(String pod) {
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

    /** What could not be removed, for a person to know. */
    List<String> leftovers() {
        return created.stream()
                .map(pod -> "the pod " + options.namespace() + "/" + pod + " could not be removed; remove it with"
                        + " kubectl, or let the next audit with -Dprobe=nodes do so")
                .toList();
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

    private static void each(Collection<String> names, Progress progress, Consumer<String> work) {
        try (Crew crew = new Crew(IN_FLIGHT, progress)) {
            crew.work(() -> names.forEach(name -> crew.take(() -> work.accept(name))));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String script() {
        try (InputStream in = NodeProbe.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException(SCRIPT + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What came of one pod: a report, or the mounts that its node does not have, or why there is neither.
     *
     * @param report null if there is none
     */
    private record Outcome(@Nullable NodeReport report, List<String> absent, String reason) {

        static Outcome of(NodeReport report) {
            return new Outcome(report, List.of(), "");
        }

        static Outcome absent(List<String> paths) {
            return new Outcome(null, paths, "it has no " + String.join(", ", paths));
        }

        static Outcome failed(String reason) {
            return new Outcome(null, List.of(), reason);
        }

        Map<String, Document> documents(String node, Set<String> absentPaths) {
            return report == null ? outOfReach(node, reason) : report.documents(node, absentPaths);
        }
    }
}
