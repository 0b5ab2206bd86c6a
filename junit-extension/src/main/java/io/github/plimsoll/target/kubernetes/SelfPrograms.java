package io.github.plimsoll.target.kubernetes;

import io.github.plimsoll.fact.kubernetes.component.Etcd;
import io.github.plimsoll.fact.kubernetes.component.KubeletSettings;
import io.github.plimsoll.target.TargetUnavailable;
import io.github.plimsoll.target.host.Machine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The cluster's own programs on this machine.
 *
 * @param node the name of the node that the machine is
 * @param kubelet what runs the node's pods
 * @param own those that run as programs of the node
 * @param contained the names of those that run in containers
 */
record SelfPrograms(String node, Machine.Program kubelet, List<NodeContents.Program> own, List<String> contained) {

    private static final long ROOT = 0;

    /** As the kernel calls them, which cuts names after 15 characters. */
    private static final Pattern NAMES = Pattern.compile(
            "kubelet|kube-proxy|kube-apiserver|kube-controller|kube-scheduler|etcd|kubelite|(?:k3s|rke2|k0s).*");

    private static final Pattern KUBELET = Pattern.compile("kubelet|kubelite|k3s.*");

    /** @throws TargetUnavailable if the machine is no node, or more than one */
    static SelfPrograms of(Machine machine) {
        List<Machine.Program> programs = machine.programs(NAMES);
        List<Machine.Program> own = programs.stream()
                .filter(program -> !program.contained()
                        && (program.uid() == ROOT || program.name().equals("etcd")))
                .toList();
        List<Machine.Program> kubelets = own.stream()
                .filter(program -> KUBELET.matcher(program.name()).matches())
                .toList();
        if (kubelets.size() != 1) {
            throw new TargetUnavailable("-Dtarget=node: " + trouble(kubelets, programs)
                    + "; run it on the node itself, or audit the whole cluster by -Dtarget=cluster");
        }
        Machine.Program kubelet = kubelets.get(0);
        return new SelfPrograms(
                nameOf(kubelet, machine.hostName()),
                kubelet,
                own.stream()
                        .map(program -> new NodeContents.Program(
                                program.uid(),
                                program.words(),
                                program.name().equals("etcd")
                                        ? machine.variables(program.pid(), Etcd.VARIABLES)
                                        : Optional.empty()))
                        .toList(),
                programs.stream()
                        .filter(Machine.Program::contained)
                        .map(program -> NodeContents.Program.nameOf(program.words()))
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static String trouble(List<Machine.Program> kubelets, List<Machine.Program> programs) {
        if (!kubelets.isEmpty()) {
            return kubelets.size() + " kubelets run on this machine";
        }
        return programs.stream()
                        .anyMatch(
                                program -> program.contained() && program.name().equals("kubelet"))
                ? "the kubelets of this machine run in containers of their own"
                : "no kubelet runs on this machine";
    }

    /** Under which the kubelet makes itself known. */
    private static String nameOf(Machine.Program kubelet, String host) {
        Map<String, String> flags =
                KubeletSettings.flags(kubelet.words().subList(1, kubelet.words().size()));
        String given = flags.getOrDefault("hostname-override", flags.getOrDefault("node-name", host));
        return given.strip().toLowerCase(Locale.ROOT);
    }
}
