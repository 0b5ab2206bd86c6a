package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The programs that k3s runs within its own process: with the flags that it gives each of them by itself, and those that it was told
 * to, by its command line or its configuration file, which it notes on the node together.
 */
final class K3s {

    private static final String ARGUMENTS = "metadata.annotations.\"k3s.io/node-args\"";
    private static final String CHOSEN_BY_K3S = "$(chosen by k3s)";

    private final List<String> words;
    private final RancherHome home;

    private K3s(List<String> words, RancherHome home) {
        this.words = words;
        this.home = home;
    }

    /** The program as it runs on a node; empty if k3s does not run it there. */
    static Optional<CommandLine> commandLine(Reading node, String program) {
        String noted = node.value(ARGUMENTS).asText("");
        if (noted.isEmpty()) {
            return Optional.empty();
        }
        K3s k3s = new K3s(words(noted, node), RancherHome.ofNode(node.raw()).orElseThrow());
        boolean runs = program.equals("etcd")
                ? k3s.home.isMember()
                : k3s.isServer()
                        ? !k3s.isTold("disable-" + program.replaceFirst("^kube-(?!proxy)", ""))
                        : isOfNodes(program);
        return runs
                ? Optional.of(new CommandLine(
                        node.value("metadata.name").requiredText(),
                        program,
                        k3s.flags(program),
                        0,
                        Map.of(),
                        Map.of(),
                        CommandLine.EVERYTHING))
                : Optional.empty();
    }

    /** Whether a cluster is one of k3s, so that what no node runs is nowhere. */
    static boolean isOn(Iterable<Reading> nodes) {
        for (Reading node : nodes) {
            if (node.value(ARGUMENTS).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private boolean isServer() {
        return !words.isEmpty() && words.get(0).equals("server");
    }

    private static boolean isOfNodes(String program) {
        return program.equals("kube-proxy") || program.equals("kubelet");
    }

    private boolean isTold(String flag) {
        int at = words.indexOf("--" + flag);
        return at >= 0 && !(at + 1 < words.size() && words.get(at + 1).equals("false"));
    }

    /**
     * A flag that it is told takes the place of the one that it gives by itself, and each more of the same name is added. With a plus
     * behind its name it is added to the one that it gives by itself, with a minus put before it.
     */
    private List<String> flags(String program) {
        Map<String, String> byItself = new LinkedHashMap<>(defaults(program));
        Map<String, List<String>> told = new LinkedHashMap<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (isArgumentFor(program, words.get(i))) {
                String argument = words.get(i + 1).replaceFirst("^--", "");
                int equals = argument.indexOf('=');
                String name = equals < 0 ? argument : argument.substring(0, equals);
                String value = equals < 0 ? "true" : argument.substring(equals + 1);
                String flag = name.replaceFirst("[-+]+$", "");
                List<String> values = told.computeIfAbsent(flag, key -> new ArrayList<>());
                String initial = byItself.remove(flag);
                if (initial != null && !name.equals(flag)) {
                    values.add(initial);
                }
                values.add(name.endsWith("-") ? 0 : values.size(), value);
            }
        }
        List<String> flags = new ArrayList<>(List.of(program));
        byItself.forEach((name, value) -> flags.add("--" + name + "=" + value));
        told.forEach((name, values) -> values.forEach(value -> flags.add("--" + name + "=" + value)));
        return flags;
    }

    /** Whether it is told to give a program a flag. */
    private boolean isGiven(String program, String flag) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (isArgumentFor(program, words.get(i))
                    && words.get(i + 1).replaceFirst("^--", "").startsWith(flag + "=")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isArgumentFor(String program, String word) {
        return word.equals("--" + program + "-arg")
                || (program.equals("kube-controller-manager") && word.equals("--kube-controller-arg"));
    }

    private Map<String, String> defaults(String program) {
        String tls = home.pki() + "/";
        String credentials = home.credentials() + "/";
        return switch (program) {
            case ApiServer.PROGRAM -> {
                Map<String, String> flags = new LinkedHashMap<>(Map.of(
                        "anonymous-auth", "false",
                        "authorization-mode", "Node,RBAC",
                        "client-ca-file", tls + "client-ca.crt",
                        "enable-admission-plugins", "NodeRestriction",
                        "profiling", "false",
                        "kubelet-certificate-authority", tls + "server-ca.crt",
                        "kubelet-client-certificate", tls + "client-kube-apiserver.crt",
                        "kubelet-client-key", tls + "client-kube-apiserver.key",
                        "service-account-key-file", tls + "service.key"));
                flags.put("tls-cert-file", tls + "serving-kube-apiserver.crt");
                flags.put("tls-private-key-file", tls + "serving-kube-apiserver.key");
                for (String chosen : List.of("enable-bootstrap-token-auth", "tls-cipher-suites", "tls-min-version")) {
                    flags.put(chosen, CHOSEN_BY_K3S);
                }
                flags.put("etcd-servers", home.isMember() ? "https://127.0.0.1:2379" : CHOSEN_BY_K3S);
                flags.put("etcd-cafile", home.isMember() ? tls + "etcd/server-ca.crt" : CHOSEN_BY_K3S);
                flags.put("etcd-certfile", home.isMember() ? tls + "etcd/client.crt" : CHOSEN_BY_K3S);
                flags.put("etcd-keyfile", home.isMember() ? tls + "etcd/client.key" : CHOSEN_BY_K3S);
                if (isGiven(program, "authentication-config")) {
                    // From 1.32 on it leaves the flag out, for the file may say who comes without credentials.
                    flags.put("anonymous-auth", CHOSEN_BY_K3S);
                }
                if (isTold("secrets-encryption")) {
                    flags.put("encryption-provider-config", credentials + "encryption-config.json");
                }
                yield flags;
            }
            case "kube-controller-manager" ->
                Map.of(
                        "bind-address",
                        "127.0.0.1",
                        "kubeconfig",
                        credentials + "controller.kubeconfig",
                        "profiling",
                        "false",
                        "root-ca-file",
                        tls + "server-ca.crt",
                        "service-account-private-key-file",
                        tls + "service.key",
                        "use-service-account-credentials",
                        "true");
            case "kube-scheduler" ->
                Map.of(
                        "bind-address", "127.0.0.1",
                        "kubeconfig", credentials + "scheduler.kubeconfig",
                        "profiling", "false");
            case "etcd" -> Map.of("config-file", home.etcd() + "/config");
            case "kube-proxy" -> Map.of("kubeconfig", home.proxyKubeconfig());
            case "kubelet" -> kubelet();
            default -> Map.of();
        };
    }

    /** It gives the name of the host as well, if it is told no other. */
    private Map<String, String> kubelet() {
        Map<String, String> flags = new LinkedHashMap<>(
                Map.of("config-dir", home.kubeletSettings(), "kubeconfig", home.kubeletKubeconfig()));
        int name = words.indexOf("--node-name");
        if (name >= 0 && name + 1 < words.size()) {
            flags.put("hostname-override", words.get(name + 1));
        } else if (isTold("with-node-id")) {
            flags.put("hostname-override", CHOSEN_BY_K3S);
        }
        return flags;
    }

    private static List<String> words(String noted, Reading node) {
        List<String> words = RancherHome.arguments(node.raw(), "k3s");
        if (words.isEmpty() && !noted.strip().equals("[]")) {
            throw new Unreadable("what k3s was started with is not to be understood from " + node.subject());
        }
        return words;
    }
}
