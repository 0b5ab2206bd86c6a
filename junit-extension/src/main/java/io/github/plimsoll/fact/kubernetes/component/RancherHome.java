package io.github.plimsoll.fact.kubernetes.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where k3s and RKE2 keep on a node what kubeadm keeps below {@code /etc/kubernetes}.
 *
 * @param program {@code k3s} or {@code rke2}
 * @param data its directory
 * @param isServer whether the node has a control plane
 * @param isMember whether it has a member of etcd
 */
public record RancherHome(String program, String data, boolean isServer, boolean isMember) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PROGRAMS = List.of("k3s", "rke2");

    /** The flags that variables stand for too, by what follows the program in the name of the variable. */
    private static final Map<String, String> BY_VARIABLE = Map.of("_DATA_DIR", "data-dir", "_NODE_NAME", "node-name");

    /** Of a node as the API server has it, which bears the arguments that it was started with. */
    public static Optional<RancherHome> ofNode(JsonNode node) {
        String version =
                node.path("status").path("nodeInfo").path("kubeletVersion").asText();
        JsonNode metadata = node.path("metadata");
        for (String program : PROGRAMS) {
            JsonNode arguments = metadata.path("annotations").path(program + ".io/node-args");
            if (version.contains("+" + program) || !arguments.isMissingNode()) {
                List<String> words = arguments(node, program);
                return Optional.of(new RancherHome(
                        program,
                        directory(words, usual(program)),
                        words.isEmpty()
                                ? metadata.path("labels").has("node-role.kubernetes.io/control-plane")
                                : words.get(0).equals("server"),
                        metadata.path("labels").has("node-role.kubernetes.io/etcd")));
            }
        }
        return Optional.empty();
    }

    /** Of a command line on the node itself; where else its directory may be set, is not seen there. */
    public static Optional<RancherHome> ofProgram(List<String> words) {
        String name = words.isEmpty() ? "" : CommandLine.baseName(words.get(0));
        return PROGRAMS.stream()
                .filter(name::startsWith)
                .findFirst()
                .map(program -> new RancherHome(
                        program, directory(words, usual(program)), words.contains("server"), words.contains("server")));
    }

    /** Of a node of the snapshot; empty where neither k3s nor RKE2 runs it. */
    public static Optional<RancherHome> of(Reading snapshot, String node) {
        return Optional.ofNullable(
                snapshot.derived(ByNode.class, ByNode::read).homes().get(node));
    }

    /** What a node was started with, an argument and its value apart, those that variables say as well. */
    public static List<String> arguments(JsonNode node, String program) {
        List<String> words = new ArrayList<>();
        parsed(node.path("metadata").path("annotations").path(program + ".io/node-args"))
                .forEach(word -> words.add(word.asText()));
        if (!words.isEmpty()) {
            words.addAll(ofEnvironment(node, program, words));
        }
        return words;
    }

    /** The arguments that variables stand for, but for those that are told. */
    private static List<String> ofEnvironment(JsonNode node, String program, List<String> told) {
        JsonNode variables = parsed(node.path("metadata").path("annotations").path(program + ".io/node-env"));
        List<String> words = new ArrayList<>();
        BY_VARIABLE.forEach((variable, flag) -> {
            String value =
                    variables.path(program.toUpperCase(Locale.ROOT) + variable).asText("");
            if (!value.isEmpty() && !told.contains("--" + flag) && !told.contains("-" + flag.charAt(0))) {
                words.addAll(List.of("--" + flag, value));
            }
        });
        return words;
    }

    /** The directory with certificates and keys. */
    public String pki() {
        return data + "/server/tls";
    }

    /** The directory with the credentials of the control plane. */
    public String credentials() {
        return data + "/server/cred";
    }

    /** The credentials that administrators take from the node. */
    public String adminKubeconfig() {
        return "/etc/rancher/" + program + "/" + program + ".yaml";
    }

    /** The directory with configurations of network plugins that it keeps for itself. */
    public String network() {
        return data + "/agent/etc/cni/net.d";
    }

    /** The directory with settings of the kubelet. */
    public String kubeletSettings() {
        return data + "/agent/etc/kubelet.conf.d";
    }

    public String kubeletKubeconfig() {
        return data + "/agent/kubelet.kubeconfig";
    }

    public String proxyKubeconfig() {
        return data + "/agent/kubeproxy.kubeconfig";
    }

    /** The directory of etcd. */
    public String etcd() {
        return data + "/server/db/etcd";
    }

    private static String usual(String program) {
        return "/var/lib/rancher/" + program;
    }

    private static String directory(List<String> words, String otherwise) {
        Map<String, List<String>> flags = Flags.values(words);
        List<String> given = flags.getOrDefault("data-dir", flags.getOrDefault("d", List.of(otherwise)));
        return given.get(given.size() - 1).replaceFirst("(?<=.)/+$", "");
    }

    /** What is no JSON tells nothing. */
    private static JsonNode parsed(JsonNode text) {
        try {
            return JSON.readTree(text.asText());
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /** Of all nodes, worked out once. */
    private record ByNode(Map<String, RancherHome> homes) {

        static ByNode read(Reading snapshot) {
            Map<String, RancherHome> homes = new HashMap<>();
            if (Nodes.isOneAlone(snapshot)) {
                for (String node : Nodes.names(snapshot)) {
                    snapshot
                            .document(KubernetesDocuments.ofNode(node, KubernetesDocuments.PROCESSES))
                            .elements("processes")
                            .stream()
                            .flatMap(process -> ofProgram(process.value("args").asTexts()).stream())
                            .forEach(home -> homes.put(node, home));
                }
            } else {
                for (JsonNode node :
                        snapshot.document(KubernetesDocuments.NODES).raw().path("items")) {
                    ofNode(node)
                            .ifPresent(home ->
                                    homes.put(node.path("metadata").path("name").asText(), home));
                }
            }
            return new ByNode(homes);
        }
    }
}
