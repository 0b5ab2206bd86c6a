package io.github.plimsoll.fact.kubernetes.escalation;

import static io.github.plimsoll.fact.kubernetes.escalation.Place.passage;

import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Ways by making pods, by changing what they are made of, and into pods that run. */
final class ByPods {

    static final List<String> MAKE = List.of(
            "create pods",
            "create deployments.apps",
            "create daemonsets.apps",
            "create statefulsets.apps",
            "create replicasets.apps",
            "create replicationcontrollers",
            "create jobs.batch",
            "create cronjobs.batch");

    private static final List<String> DEBUG =
            List.of("update pods/ephemeralcontainers", "patch pods/ephemeralcontainers");

    private static final List<String> ENTER = List.of(
            "create pods/exec",
            "get pods/exec",
            "create pods/attach",
            "get pods/attach",
            "update pods/ephemeralcontainers",
            "patch pods/ephemeralcontainers",
            "update pods",
            "patch pods");

    private static final String[] RELABEL = {"update namespaces", "patch namespaces"};

    private final Climber climber;
    private final Ground ground;
    private final Held held;

    ByPods(Climber climber) {
        this.climber = climber;
        this.ground = climber.ground();
        this.held = climber.held();
    }

    void through(Binding binding) {
        make(binding);
        changeTemplates(binding);
        enter(binding);
        debug(binding);
    }

    private void make(Binding binding) {
        for (String request : MAKE) {
            Optional<Use> made = climber.uses(binding, request);
            if (made.isPresent()) {
                climber.add(passage(Terrain.MAKING, binding.namespace()), made.get());
                for (String namespace : held.scopesWith(binding)) {
                    relabel(binding, namespace)
                            .ifPresent(need -> climber.add(Terrain.NODES, Need.of(made.get()), need));
                }
                if (binding.isOfCluster()) {
                    held.need("", "create namespaces") // A new one refuses nothing.
                            .ifPresent(need -> climber.add(Terrain.NODES, Need.of(made.get()), need));
                }
                return;
            }
        }
    }

    private void changeTemplates(Binding binding) {
        Map<String, Use> changed = new HashMap<>();
        for (String resource : new TreeSet<>(Ground.TEMPLATES.keySet())) {
            climber.each(binding, List.of("update " + resource, "patch " + resource), (use, names) -> {
                for (String namespace : climber.namespaces(binding)) {
                    if (ground.hasTemplate(resource, namespace, names)) {
                        climber.add(passage(Terrain.MAKING, namespace), use);
                        changed.putIfAbsent(namespace, use);
                    }
                }
            });
        }
        changed.forEach((namespace, use) -> held.needNamed(namespace, namespace, RELABEL)
                .ifPresent(need -> climber.add(Terrain.NODES, Need.of(use), need)));
    }

    /** What a namespace refuses is a label of it. */
    private Optional<Need> relabel(Binding binding, String namespace) {
        return binding.isOfCluster() ? held.need(namespace, RELABEL) : held.needNamed(namespace, namespace, RELABEL);
    }

    private void enter(Binding binding) {
        climber.each(binding, ENTER, (use, names) -> {
            if (names.isEmpty()) {
                climber.add(passage(Terrain.INSIDE, binding.namespace()), use);
            }
            named(binding, names).forEach(pod -> enter(pod, use));
        });
    }

    private void enter(RunningPod pod, Use use) {
        if (!pod.account().isEmpty()) {
            climber.add(Place.holder(Principal.serviceAccount(pod.namespace(), pod.account())), use);
        }
        if (pod.isRootOnNode()) {
            climber.add(Place.node(pod.node()), use);
        }
    }

    /** A container that is put into a pod to debug it may have powers that no other container there has. */
    private void debug(Binding binding) {
        climber.each(binding, DEBUG, (use, names) -> {
            if (names.isEmpty()) {
                climber.add(passage(Terrain.DEBUGGING, binding.namespace()), use);
            }
            named(binding, names).stream()
                    .filter(RunningPod::mayBeRootOnNode)
                    .forEach(pod -> ground.doubtOfDebugging(pod.namespace())
                            .ifPresent(doubt -> climber.add(Place.node(pod.node()), doubt, Need.of(use))));
            for (String namespace : climber.namespaces(binding)) {
                List<RunningPod> pods = names.isEmpty()
                        ? ground.pods(namespace)
                        : ground.pods(namespace).stream()
                                .filter(pod -> names.contains(pod.name()))
                                .toList();
                Set<String> nodes = RunningPod.nodesWithin(pods);
                if (!nodes.isEmpty()) {
                    held.needNamed(namespace, namespace, RELABEL)
                            .ifPresent(
                                    need -> nodes.forEach(node -> climber.add(Place.node(node), Need.of(use), need)));
                }
            }
        });
    }

    /** The pods that run under one of some names. */
    private List<RunningPod> named(Binding binding, List<String> names) {
        return names.isEmpty()
                ? List.of()
                : climber.namespaces(binding).stream()
                        .flatMap(namespace -> ground.pods(namespace).stream())
                        .filter(pod -> names.contains(pod.name()))
                        .toList();
    }
}
