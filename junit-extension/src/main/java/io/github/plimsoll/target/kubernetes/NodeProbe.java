package io.github.plimsoll.target.kubernetes;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Crew;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Reasons;
import io.github.plimsoll.target.TargetOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at the nodes by a short-lived pod on each, all at once; what an earlier run could not remove is removed first. */
final class NodeProbe implements AutoCloseable {

    private static final int IN_FLIGHT = 4;

    /** How often a pod is tried with fewer mounts, or with what its first words showed to be needed. */
    private static final int MOST_ROUNDS = 5;

    private static final Duration PAUSE = Duration.ofMillis(500);
    private final ProbePods pods;
    private final Duration patience;

    /** Of the pods themselves: a node would not have them if nobody looked. */
    private final Set<String> addresses = ConcurrentHashMap.newKeySet();

    NodeProbe(ClusterApi api, TargetOptions.Probe options) {
        this(api, options, Duration.ofSeconds(NodePod.LIFE_SECONDS));
    }

    /** @param patience how long pods are waited for, which are not let live longer */
    NodeProbe(ClusterApi api, TargetOptions.Probe options, Duration patience) {
        this.pods = new ProbePods(api, options);
        this.patience = patience;
    }

    /**
     * The facts of the nodes.
     *
     * @param plans what to look at, by the name of the node
     */
    Map<String, Document> look(Map<String, NodePlan> plans, Progress progress) {
        Map<String, Document> documents = new LinkedHashMap<>();
        try {
            pods.removeLeftovers();
        } catch (RequestFailed e) {
            plans.keySet().forEach(node -> documents.putAll(outOfReach(node, "no pod was started: " + e.reason())));
            return documents;
        }
        Map<String, NodePlan> open = new LinkedHashMap<>(plans);
        for (int round = 1; round <= MOST_ROUNDS && !open.isEmpty(); round++) {
            Map<String, Outcome> outcomes = round(open, progress);
            for (Map.Entry<String, Outcome> entry : outcomes.entrySet()) {
                String node = entry.getKey();
                Outcome outcome = entry.getValue();
                boolean again = round < MOST_ROUNDS && isWorthAnother(outcome, requireNonNull(plans.get(node)));
                if (!again) {
                    open.remove(node);
                    documents.putAll(outcome.documents(
                            node, requireNonNull(plans.get(node)).absent(), addresses));
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
            more |= plan.addNamed(outcome.report().settings());
        }
        return more;
    }

    private Map<String, Outcome> round(Map<String, NodePlan> plans, Progress progress) {
        Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
        Map<String, String> waiting = new ConcurrentHashMap<>();
        each(plans.keySet(), progress, node -> {
            try {
                waiting.put(pods.start(node, requireNonNull(plans.get(node))), node);
            } catch (RequestFailed e) {
                outcomes.put(node, Outcome.failed("no pod could be started on it: " + e.reason()));
            }
        });
        Instant end = Instant.now().plus(patience);
        while (!waiting.isEmpty()
                && Instant.now().isBefore(end)
                && !Thread.currentThread().isInterrupted()) {
            pause();
            waiting.keySet().removeAll(ended(waiting, outcomes, progress));
        }
        waiting.values()
                .forEach(node -> outcomes.put(
                        node, Outcome.failed("its pod did not come to an end within " + patience.toSeconds() + " s")));
        each(pods.made(), Progress.silent(), pods::remove);
        return outcomes;
    }

    /** The pods that need no more waiting for, whose outcome is then known. */
    private List<String> ended(Map<String, String> waiting, Map<String, Outcome> outcomes, Progress progress) {
        List<String> done = new ArrayList<>();
        List<String> ready = new ArrayList<>();
        try {
            Map<String, List<String>> absent = null;
            for (JsonNode pod : pods.present()) {
                String name = pod.path("metadata").path("name").asText();
                String node = waiting.get(name);
                if (node == null) {
                    continue;
                }
                pod.path("status")
                        .path("podIPs")
                        .forEach(address -> addresses.add(address.path("ip").asText()));
                String trouble = NodePod.trouble(pod);
                if (NodePod.isDone(pod)) {
                    ready.add(name);
                } else if (!trouble.isEmpty()) {
                    outcomes.put(node, Outcome.failed("its pod does not start: " + Reasons.oneLine(trouble)));
                    done.add(name);
                } else {
                    absent = absent == null ? pods.refusedMounts() : absent;
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
            NodeReport report = pods.report(pod);
            return report.isComplete()
                    ? Outcome.of(report)
                    : Outcome.failed("its pod ended before it had said all; see the image of -Dprobe.image");
        } catch (RequestFailed e) {
            return Outcome.failed("what its pod said cannot be read: " + e.reason());
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

    /** What could not be removed, for a person to know. */
    List<String> leftovers() {
        return pods.leftovers();
    }

    @Override
    public void close() {
        pods.close();
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

        Map<String, Document> documents(String node, Set<String> absentPaths, Set<String> ownAddresses) {
            return report == null ? outOfReach(node, reason) : report.documents(node, absentPaths, ownAddresses);
        }
    }
}
