package io.github.plimsoll.fact.kubernetes.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARGUMENTS = "metadata.annotations.\"k3s.io/node-args\"";
    private static final String ETCD_MEMBER = "metadata.labels.\"node-role.kubernetes.io/etcd\"";
    private static final String CHOSEN_BY_K3S = "$(chosen by k3s)";

    private final List<String> words;

    private K3s(List<String> words) {
        this.words = words;
    }

    /** The program as it runs on a node; empty if k3s does not run it there. */
    static Optional<CommandLine> commandLine(Reading node, String program) {
        String noted = node.value(ARGUMENTS).asText("");
        if (noted.isEmpty()) {
            return Optional.empty();
        }
        K3s k3s = new K3s(words(noted, node.subject()));
        boolean runs = program.equals("etcd")
                ? node.value(ETCD_MEMBER).isPresent()
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
                        Map.of()))
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
        return program.equals("kube-proxy");
    }

    private boolean isTold(String flag) {
        int at = words.indexOf("--" + flag);
        return at >= 0 && !(at + 1 < words.size() && words.get(at + 1).equals("false"));
    }

    private List<String> flags(String program) {
        Map<String, String> given = new LinkedHashMap<>(defaults(program));
        for (int i = 0; i + 1 < words.size(); i++) {
            if (isArgumentFor(program, words.get(i))) {
                String argument = words.get(i + 1).replaceFirst("^--", "");
                int equals = argument.indexOf('=');
                String name = equals < 0 ? argument : argument.substring(0, equals);
                String value = equals < 0 ? "true" : argument.substring(equals + 1);
                // A sign before the equals sign adds to what k3s gives by itself, or takes from it.
                boolean changes = name.endsWith("+") || name.endsWith("-");
                given.put(changes ? name.substring(0, name.length() - 1) : name, changes ? CHOSEN_BY_K3S : value);
            }
        }
        List<String> flags = new ArrayList<>(List.of(program));
        given.forEach((name, value) -> flags.add("--" + name + "=" + value));
        return flags;
    }

    private static boolean isArgumentFor(String program, String word) {
        return word.equals("--" + program + "-arg")
                || (program.equals("kube-controller-manager") && word.equals("--kube-controller-arg"));
    }

    private Map<String, String> defaults(String program) {
        String data = after("--data-dir", after("-d", "/var/lib/rancher/k3s"));
        String tls = data + "/server/tls/";
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
                for (String chosen : List.of(
                        "enable-bootstrap-token-auth",
                        "etcd-cafile",
                        "etcd-certfile",
                        "etcd-keyfile",
                        "tls-cipher-suites",
                        "tls-min-version")) {
                    flags.put(chosen, CHOSEN_BY_K3S);
                }
                if (isTold("secrets-encryption")) {
                    flags.put("encryption-provider-config", data + "/server/cred/encryption-config.json");
                }
                yield flags;
            }
            case "kube-controller-manager" ->
                Map.of(
                        "bind-address", "127.0.0.1",
                        "profiling", "false",
                        "root-ca-file", tls + "server-ca.crt",
                        "service-account-private-key-file", tls + "service.key",
                        "use-service-account-credentials", "true");
            case "kube-scheduler" -> Map.of("bind-address", "127.0.0.1", "profiling", "false");
            case "etcd" -> Map.of("config-file", data + "/server/db/etcd/config");
            default -> Map.of();
        };
    }

    private String after(String flag, String otherwise) {
        int at = words.indexOf(flag);
        return at >= 0 && at + 1 < words.size() ? words.get(at + 1) : otherwise;
    }

    private static List<String> words(String noted, String node) {
        try {
            List<String> words = new ArrayList<>();
            for (JsonNode word : JSON.readTree(noted)) {
                words.add(word.asText());
            }
            return words;
        } catch (JsonProcessingException e) {
            throw new Unreadable("what k3s was started with is not to be understood from " + node);
        }
    }
}
