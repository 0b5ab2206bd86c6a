package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Fix;
import io.github.plimsoll.fact.attack.Position;
import io.github.plimsoll.fact.attack.Step;
import io.github.plimsoll.fact.kubernetes.escalation.PowerOverNode;
import io.github.plimsoll.fact.kubernetes.network.Direction;
import io.github.plimsoll.fact.kubernetes.network.Pods;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How workloads are got into from outside and from their neighbours, and out of them to their node and to the account whose token they
 * hold. That a program can be taken over once it is reached is assumed, not shown.
 */
final class WorkloadSteps {

    /** What everybody passes through who may turn to anybody; what lets in everybody is reached from there. */
    private static final Position PODS = Position.passage("the network of the pods");

    /** Parts of the cluster itself have power over its nodes by their nature; they count only where something leads to them. */
    private static final String SYSTEM = "kube-system";

    private static final String NOT_ROOT =
            "it runs as a user other than root, and whether a program in its image makes it root is not looked at";

    private final Snapshot snapshot;
    private final Reading reading;
    private final Map<String, Workloads.Form> forms = new LinkedHashMap<>();
    /** Of each workload that a Service leads to, the ways on which everybody outside gets to it by that. */
    private final Map<String, List<Condition>> entrances = new LinkedHashMap<>();

    private final List<Step> steps = new ArrayList<>();

    private WorkloadSteps(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.reading = Reading.of(snapshot, new Recorder());
    }

    /** @throws Unreadable if not every workload is known */
    static List<Step> of(Snapshot snapshot) {
        WorkloadSteps steps = new WorkloadSteps(snapshot);
        Workloads.of(steps.reading).complete().forEach(form -> steps.forms.put(form.name(), form));
        steps.findServices();
        steps.forms.values().forEach(steps::add);
        MountedTokens tokens = MountedTokens.of(steps.reading);
        tokens.forEach(steps::addToken);
        if (!tokens.unread().isEmpty()) {
            Condition unknown = new Condition(
                    "which tokens lie in Secrets that workloads are given could not be told",
                    List.of(),
                    List.of(),
                    tokens.unread());
            steps.steps.add(new Step(AttackSteps.WORKLOADS, AttackSteps.CLUSTER, List.of(unknown)));
        }
        return steps.steps;
    }

    private void add(Workloads.Form form) {
        Position inside = position(form);
        enter(form, inside);
        neighbours(form, inside);
        if (!isOfTheSystem(form)
                || entrances.containsKey(form.name())
                || !hostPorts(form).isEmpty()) {
            leave(form, inside);
        }
    }

    private void enter(Workloads.Form form, Position inside) {
        for (Condition entrance : entrances.getOrDefault(form.name(), List.of())) {
            steps.add(new Step(AttackSteps.NETWORK, inside, List.of(reached(form, entrance))));
        }
        for (int port : hostPorts(form)) {
            Fix fix = new Fix(form.name(), "Take the hostPort out, and serve it by a Service");
            Condition entrance =
                    new Condition("port " + port + " of its node leads to it", List.of(fix), List.of(), "");
            steps.add(new Step(AttackSteps.NETWORK, inside, List.of(reached(form, entrance))));
        }
        if (!isOfTheSystem(form)) {
            steps.add(new Step(AttackSteps.WORKLOADS, inside, List.of(Condition.given(""))));
        }
    }

    /** What comes from outside bears the address of a node when it reaches the pod, on some ways and by some plugins. */
    private Condition reached(Workloads.Form form, Condition entrance) {
        if (!entrance.isCertain()) {
            return entrance;
        }
        Policies policies = Policies.of(reading);
        String doubt = policies.admitsEverybody(form)
                ? policies.mayBeDenied(form)
                : "NetworkPolicies keep others from " + form.name()
                        + ", and whether they keep out what a node passes on is a matter of the network plugin";
        return new Condition(entrance.words(), entrance.fixes(), entrance.evidence(), doubt);
    }

    private void leave(Workloads.Form form, Position inside) {
        JsonNode spec = form.pod().raw().path("spec");
        for (PowerOverNode power : powers(form, inside)) {
            Fix fix = new Fix(form.name(), power.fix());
            Condition condition = new Condition(
                    power.words(), List.of(fix), List.of(), power.takesRoot() && isKeptFromRoot(spec) ? NOT_ROOT : "");
            steps.add(new Step(inside, AttackSteps.NODE, List.of(condition)));
            nodes(form).forEach(node -> steps.add(new Step(inside, AttackSteps.node(node), List.of(condition))));
        }
    }

    /** Where claims cannot be followed, those that are seen, and that there may be more. */
    private List<PowerOverNode> powers(Workloads.Form form, Position inside) {
        JsonNode spec = form.pod().raw().path("spec");
        try {
            return PowerOverNode.of(spec, claim -> NodeVolumes.of(reading).path(namespace(form), claim));
        } catch (Unreadable e) {
            Condition unknown = new Condition(
                    "what " + form.name() + " has claimed could not be told", List.of(), List.of(), e.reason());
            steps.add(new Step(inside, AttackSteps.NODE, List.of(unknown)));
            return PowerOverNode.of(spec, claim -> "");
        }
    }

    private void neighbours(Workloads.Form form, Position inside) {
        Policies policies = Policies.of(reading);
        Optional<String> outward =
                policies.mayTurnToAnybody(form) ? Optional.of("") : policies.mayBeOpened(form, Direction.EGRESS);
        outward.ifPresent(doubt ->
                steps.add(new Step(inside, PODS, List.of(new Condition("", List.of(), List.of(), doubt)))));
        Optional<String> inward = policies.admitsEverybody(form)
                ? Optional.of(policies.mayBeDenied(form))
                : policies.mayBeOpened(form, Direction.INGRESS);
        if (listens(form) && inward.isPresent()) {
            Fix fix = new Fix(
                    "namespace/" + namespace(form),
                    "Deny what comes in by a NetworkPolicy with an empty podSelector, and let each caller in by name");
            steps.add(new Step(
                    PODS,
                    inside,
                    List.of(new Condition("every pod reaches " + form.name(), List.of(fix), List.of(), inward.get()))));
        }
    }

    /** In parts of the cluster itself whoever is inside has nothing but the token, unless something leads to them. */
    private void addToken(Principal account, String workload) {
        Fix fix = new Fix(
                workload,
                "Set automountServiceAccountToken: false, and ask for no serviceAccountToken and no Secret with a token");
        Condition mounts = new Condition(workload + " mounts its token", List.of(fix), List.of(), "");
        Position holder = AttackSteps.account(account);
        Workloads.Form form = java.util.Objects.requireNonNull(forms.get(workload));
        steps.add(new Step(position(form), holder, List.of(mounts)));
        if (isOfTheSystem(form)) {
            steps.add(new Step(AttackSteps.WORKLOADS, holder, List.of(mounts)));
        }
    }

    private void findServices() {
        try {
            ServedWorkloads served = ServedWorkloads.of(reading);
            for (Reading service : Objects.of(reading, KubernetesDocuments.SERVICES, "service")) {
                List<Workloads.Form> behind = served.behind(service.raw());
                if (!behind.isEmpty()) {
                    List<Condition> ways = waysTo(service);
                    behind.forEach(form -> entrances
                            .computeIfAbsent(form.name(), name -> new ArrayList<>())
                            .addAll(ways));
                }
            }
        } catch (Unreadable e) {
            Condition unknown =
                    new Condition("which Services lead to it could not be told", List.of(), List.of(), e.reason());
            forms.keySet().forEach(name -> entrances.put(name, List.of(unknown)));
        }
    }

    private List<Condition> waysTo(Reading service) {
        return Condition.observed(
                "whether " + service.subject() + " is reached from outside could not be told",
                words -> fixes(service.subject(), words),
                recorder -> new Service(Reading.of(snapshot, recorder).at(service))
                        .waysFromOutside().stream()
                                .map(way -> service.subject() + " leads to it from " + way)
                                .toList());
    }

    /** To name networks shuts no port of the nodes. */
    private static List<Fix> fixes(String service, String words) {
        Fix whole = new Fix(service, "Make it a ClusterIP");
        return words.endsWith(Service.A_NODE_PORT)
                ? List.of(whole)
                : List.of(new Fix(service, "Make it a ClusterIP, or name the networks that may come"), whole);
    }

    private boolean listens(Workloads.Form form) {
        return entrances.containsKey(form.name())
                || (!isOfTheSystem(form)
                        && containers(form)
                                .anyMatch(container -> !container.path("ports").isEmpty()));
    }

    /** Parts of the cluster on the network of their node keep to loopback. */
    private static List<Integer> hostPorts(Workloads.Form form) {
        JsonNode spec = form.pod().raw().path("spec");
        return isOfTheSystem(form) && spec.path("hostNetwork").asBoolean(false) ? List.of() : HostPorts.of(spec);
    }

    private static Stream<JsonNode> containers(Workloads.Form form) {
        return stream(form.pod().raw().path("spec").path("containers"));
    }

    private static boolean isKeptFromRoot(JsonNode spec) {
        JsonNode ofPod = spec.path("securityContext");
        return Stream.of("containers", "ephemeralContainers")
                .flatMap(kind -> stream(spec.path(kind)))
                .map(container -> container.path("securityContext"))
                .allMatch(own -> either(own, ofPod, "runAsNonRoot").asBoolean(false)
                        || either(own, ofPod, "runAsUser").asLong(0) > 0);
    }

    private static JsonNode either(JsonNode own, JsonNode ofPod, String field) {
        return own.hasNonNull(field) ? own.path(field) : ofPod.path(field);
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(elements::add);
        return elements.stream();
    }

    private static Position position(Workloads.Form form) {
        boolean runs = form.pods().stream().anyMatch(pod -> !Pods.isFinished(pod.raw()));
        return Position.between(form.name(), runs ? 0 : 1, "takes over " + form.name() + (runs ? "" : " once it runs"));
    }

    private static Set<String> nodes(Workloads.Form form) {
        Set<String> nodes = new LinkedHashSet<>();
        for (Reading pod : form.pods()) {
            String node = pod.raw().path("spec").path("nodeName").asText("");
            if (!node.isEmpty() && !Pods.isFinished(pod.raw())) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    private static boolean isOfTheSystem(Workloads.Form form) {
        return namespace(form).equals(SYSTEM);
    }

    private static String namespace(Workloads.Form form) {
        return form.object().raw().path("metadata").path("namespace").asText("");
    }
}
