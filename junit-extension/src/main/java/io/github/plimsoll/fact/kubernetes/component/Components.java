package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.Distribution;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.Objects;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Where the components of the control plane run: in pods of the system's namespace, or as processes of a node. */
public final class Components {

    static final String SYSTEM = "kube-system";

    /** Programs that have those of the cluster within themselves. */
    private static final Pattern EMBEDDING = Pattern.compile("k3s.*|kubelite");

    private Components() {}

    /**
     * The subjects for one program, on every node on which it is seen; none if one node alone was looked at and does not run it.
     *
     * @throws Unreadable if none is seen, which does not say that there is none
     * @throws Absent if it is known that the cluster has none of its own
     */
    static <C extends Subject> List<Found<C>> of(
            Reading snapshot, String program, BiFunction<Reading, CommandLine, C> component) {
        List<Found<C>> found = new ArrayList<>();
        Set<String> nodes = new HashSet<>();
        List<Container> containers = containers(snapshot);
        for (Container container : containers) {
            if (container.starts(program)) {
                // A second one, a store of events beside that of all else for example, is told by its place.
                String which = nodes.add(container.node()) ? "" : " (" + container.place() + ")";
                found.add(found(container.pod(), container.commandLine(program), which, component));
            }
        }
        for (Container container : containers) {
            if (container.hasImageOf(program) && nodes.add(container.node())) {
                found.add(found(container.pod(), container.commandLine(program), "", component));
            }
        }
        List<String> unseen = new ArrayList<>();
        for (String node : Nodes.names(snapshot)) {
            if (processes(snapshot, node).isReadable()) {
                found.addAll(ofProcesses(snapshot, node, program, nodes, component));
            } else {
                unseen.add(node);
            }
        }
        if (found.isEmpty() && Nodes.isOneAlone(snapshot)) {
            return noneOnItself(snapshot, program);
        }
        List<Reading> all =
                Nodes.isOneAlone(snapshot) ? List.of() : Objects.of(snapshot, KubernetesDocuments.NODES, "node");
        for (Reading node : all) {
            K3s.commandLine(node, program)
                    .filter(commandLine -> nodes.add(commandLine.node()))
                    .ifPresent(commandLine -> found.add(found(node, commandLine, "", component)));
        }
        if (found.isEmpty()) {
            throw notSeen(snapshot, program, all, unseen);
        }
        return found;
    }

    /** Those that run as processes of a node, a second one by its number among them, which their command lines decide. */
    private static <C extends Subject> List<Found<C>> ofProcesses(
            Reading snapshot,
            String node,
            String program,
            Set<String> nodes,
            BiFunction<Reading, CommandLine, C> component) {
        List<Reading> processes = processes(snapshot, node).elements("processes").stream()
                .filter(process -> process.value("program").asText("").equals(program))
                .sorted(Comparator.comparing(
                        process -> String.join(" ", process.value("args").asTexts())))
                .toList();
        List<Found<C>> found = new ArrayList<>();
        for (Reading process : processes) {
            String which = nodes.add(node) ? "" : " (process " + (found.size() + 1) + ")";
            found.add(found(process, CommandLine.ofProcess(node, process), which, component));
        }
        return found;
    }

    private static List<Container> containers(Reading snapshot) {
        return Nodes.pods(snapshot).stream()
                .filter(pod -> pod.value("metadata.namespace").asText("").equals(SYSTEM))
                .flatMap(
                        pod -> pod.elements("spec.containers").stream().map(container -> new Container(pod, container)))
                .toList();
    }

    /** A node that looked at all of its programs knows what it does not run, but for what is hidden in others. */
    private static <C extends Subject> List<Found<C>> noneOnItself(Reading snapshot, String program) {
        for (String node : Nodes.names(snapshot)) {
            if (isContained(snapshot, node, program)) {
                throw new Unreadable(program + " runs on node/" + node
                        + " in a pod that only the API server tells of; -Dtarget=cluster asks it");
            }
            for (Reading process : processes(snapshot, node).elements("processes")) {
                String host = process.value("program").requiredText();
                if (EMBEDDING.matcher(host).matches()) {
                    throw new Unreadable(
                            "if " + program + " runs on node/" + node + ", it does within " + host + ", unseen");
                }
            }
        }
        return List.of();
    }

    /** Whether a program runs in a container of a node that told of itself. */
    public static boolean isContained(Reading snapshot, String node, String program) {
        return processes(snapshot, node).value("contained").asTexts().contains(program);
    }

    private static Reading processes(Reading snapshot, String node) {
        return snapshot.unrecorded().document(KubernetesDocuments.ofNode(node, KubernetesDocuments.PROCESSES));
    }

    /**
     * Why none is seen: somebody else runs it, there is none, or it was not looked for everywhere.
     *
     * @param unseen the nodes whose processes are not known
     */
    private static RuntimeException notSeen(
            Reading snapshot, String program, List<Reading> nodes, List<String> unseen) {
        Optional<Distribution> distribution = Distribution.of(snapshot);
        boolean ofNodes = program.equals("kube-proxy");
        if (!ofNodes && distribution.filter(Distribution::isManaged).isPresent()) {
            return new Absent(
                    distribution.get().words() + " runs the " + program + " where no customer sees it or sets it up");
        }
        if (!ofNodes && distribution.filter(Distribution.OPENSHIFT::equals).isPresent()) {
            return isHosted(nodes)
                    ? new Absent("OpenShift runs the " + program + " of this cluster outside of it")
                    : new Unreadable("OpenShift's operators start the " + program
                            + " by settings of their own, which are not read; OpenShift has a benchmark of its own");
        }
        if (program.equals("etcd") && K3s.isOn(nodes)) {
            return new Absent("k3s runs no etcd on any node: it keeps what it stores in another database");
        }
        if (ofNodes && unseen.isEmpty() && !isPerhapsEmbedded(snapshot)) {
            return new Absent("no node runs a kube-proxy");
        }
        return new Unreadable("no " + program + " is seen in a pod of " + SYSTEM
                + (unseen.isEmpty()
                        ? " or as a process of any node"
                        : "; it may be a process of " + String.join(", ", unseen)
                                + ", which -Dprobe=nodes would show"));
    }

    private static boolean isPerhapsEmbedded(Reading snapshot) {
        return Nodes.names(snapshot).stream()
                .flatMap(node -> processes(snapshot, node).elements("processes").stream())
                .anyMatch(process -> EMBEDDING
                        .matcher(process.value("program").requiredText())
                        .matches());
    }

    private static boolean isHosted(List<Reading> nodes) {
        return nodes.stream()
                .noneMatch(node -> node.value("metadata.labels.\"node-role.kubernetes.io/master\"")
                                .isPresent()
                        || node.value("metadata.labels.\"node-role.kubernetes.io/control-plane\"")
                                .isPresent());
    }

    private static <C extends Subject> Found<C> found(
            Reading place, CommandLine commandLine, String which, BiFunction<Reading, CommandLine, C> component) {
        Reading named = place.named("node/" + commandLine.node() + " › " + commandLine.program() + which);
        return new Found<>(named.subject(), snapshot -> component.apply(snapshot.at(named), commandLine));
    }

    /** Opens a subject that another one has to do with, with the recording of that one. */
    static <C extends Subject> C open(Found<C> found, Reading reading) {
        return found.opener().open(reading);
    }
}
