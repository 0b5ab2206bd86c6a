package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.component.Etcd;
import io.github.plimsoll.target.Redactor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes secrets out of the cluster's objects before they enter a snapshot. Safe for use by several threads. */
public final class ObjectRedactor {

    /** Programs whose flags controls judge. */
    private static final Pattern COMPONENT = Pattern.compile(
            "(?:.*/)?(?:kube-apiserver|kube-controller-manager|kube-scheduler|kube-proxy|etcd|cloud-controller-manager)");

    /** The tag and the digest of an image. */
    private static final Pattern VERSION = Pattern.compile("(?::[^/@]*)?(?:@.*)?$");

    /** Settings of the cluster itself, which hold no secrets by what they are, in the namespace of the system. */
    private static final Set<String> SETTINGS =
            Set.of("kube-proxy", "kube-proxy-config", "kubeadm-config", "kubelet-config", "coredns");

    /** The owners of annotations that say how something is set up; what others write may be anything. */
    private static final Pattern SETUP = Pattern.compile(
            "(?:[\\w-]+\\.)*(?:kubernetes\\.io|k8s\\.io|cattle\\.io|gke\\.io|linkerd\\.io|istio\\.io|kubescape\\.io"
                    + "|openshift\\.io|haproxy\\.org|haproxy-ingress\\.github\\.io|projectcontour\\.io|cloud\\.google\\.com)/.*");

    /** The value of another variable, in whose place it stands. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\([A-Za-z_.][\\w.-]{0,200}\\)");

    private static final Pattern NAMED =
            Pattern.compile("\\$(?:\\([\\w.-]{1,200}\\)|\\{[\\w.:-]{1,200}\\}|[A-Za-z_]\\w{0,200})");

    /** A flag that is on or off. */
    private static final Pattern SWITCH =
            Pattern.compile("--?[A-Za-z][A-Za-z0-9._-]{0,100}=(?:1|0|t|f|T|F|true|false|TRUE|FALSE|True|False)");

    private static final YAMLMapper YAML = new YAMLMapper();

    private static final Set<String> CILIUM_MODES = Set.of("default", "always", "never");

    private static final Set<String> REFERENCES = Set.of("secretName", "tokenReviewVersion");

    private final Redactor redactor;
    private final StartNotes startNotes;

    public ObjectRedactor(Redactor redactor) {
        this.redactor = redactor;
        this.startNotes = new StartNotes(redactor);
    }

    /** A word of the command line of one of the cluster's programs; flags and values stay, for controls judge them. */
    String flag(String word) {
        return redactor.flag(word);
    }

    /** What etcd reads from a variable of that name, which is one of its flags unless it is called like a secret. */
    String variable(String name, String value) {
        return redactor.isSecretName(name) ? redactor.hidden(value, "env") : redactor.flag(value);
    }

    /** A text without whatever in it has the shape of a secret. */
    String redact(String text) {
        return redactor.redact(text);
    }

    /**
     * An object, or an answer of another kind, without its secrets; what was passed is changed.
     *
     * @param resource its kind as in the path of its list, for example {@code configmaps}
     */
    public JsonNode redact(String resource, JsonNode object) {
        if (resource.equals("configmaps")) {
            redactConfigMap(object);
        }
        return redacted("", object);
    }

    private void redactConfigMap(JsonNode map) {
        JsonNode metadata = map.path("metadata");
        boolean isSetting = metadata.path("namespace").asText().equals("kube-system")
                && SETTINGS.contains(metadata.path("name").asText());
        if (!isSetting) {
            keepMeshRoot(map);
            String mode = map.path("data").path(KubernetesDocuments.CILIUM_MODE).asText("");
            hideValues(map.path("data"), "config map");
            if (metadata.path("name").asText().equals(KubernetesDocuments.CILIUM) && CILIUM_MODES.contains(mode)) {
                ((ObjectNode) map.path("data")).put(KubernetesDocuments.CILIUM_MODE, mode);
            }
        }
        hideValues(map.path("binaryData"), "config map");
    }

    private static void keepMeshRoot(JsonNode map) {
        JsonNode mesh = map.path("data").path("mesh");
        if (map instanceof ObjectNode object
                && mesh.isTextual()
                && KubernetesDocuments.MESH
                        .matcher(map.path("metadata").path("name").asText(""))
                        .matches()) {
            try {
                object.put(
                        KubernetesDocuments.MESH_ROOT,
                        YAML.readTree(mesh.textValue()).path("rootNamespace").asText(""));
            } catch (JsonProcessingException e) {
                // Without the field whoever asks for it is told that it is not known.
                object.remove(KubernetesDocuments.MESH_ROOT);
            }
        }
    }

    private JsonNode redacted(String name, JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (name.equals("annotations")) {
                redactAnnotations(object);
                return object;
            }
            redactContainer(object);
            hideHeaders(object.path("httpHeaders"));
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                field.setValue(redacted(field.getKey(), field.getValue()));
            }
            return object;
        }
        if (node instanceof ArrayNode array) {
            boolean flags = name.equals("command") || name.equals("args");
            for (int i = 0; !flags && i < array.size(); i++) {
                array.set(i, redacted(name, array.get(i)));
            }
            return array;
        }
        return node.isTextual() ? redactedText(name, node) : node;
    }

    private JsonNode redactedText(String name, JsonNode node) {
        String text = node.textValue();
        String redacted = redactor.isSecretName(name) && !REFERENCES.contains(name)
                ? redactor.hidden(text, "named like a secret")
                : redactor.redact(text);
        return redacted.equals(text) ? node : TextNode.valueOf(redacted);
    }

    private void redactAnnotations(ObjectNode annotations) {
        for (Map.Entry<String, JsonNode> annotation : annotations.properties()) {
            if (annotation.getValue().isTextual()) {
                String text = annotation.getValue().textValue();
                annotation.setValue(TextNode.valueOf(annotation(annotation.getKey(), text)));
            }
        }
    }

    private String annotation(String key, String text) {
        if (StartNotes.isOne(key)) {
            return startNotes.redacted(key, text);
        }
        return SETUP.matcher(key).matches() ? redactor.redact(text) : redactor.hidden(text, "annotation");
    }

    /** Of a probe or a hook: what it says of itself is for whom it asks only. */
    private void hideHeaders(JsonNode headers) {
        for (JsonNode header : headers) {
            if (header instanceof ObjectNode object && object.path("value").isTextual()) {
                object.put("value", redactor.hidden(object.path("value").textValue(), "header"));
            }
        }
    }

    /** The values of variables and the command line, wherever something stands that looks like a container or a probe of one. */
    private void redactContainer(ObjectNode container) {
        if (!container.has("env") && !container.has("command") && !container.has("args")) {
            return;
        }
        boolean component = isComponent(container);
        if (container.path("env") instanceof ArrayNode env) {
            for (JsonNode variable : env) {
                if (variable instanceof ObjectNode setting
                        && setting.path("value").isTextual()) {
                    setting.put("value", variable(setting, component ? container : MissingNode.getInstance()));
                }
            }
        }
        for (String field : List.of("command", "args")) {
            if (container.path(field) instanceof ArrayNode words) {
                int program = field.equals("command") ? 1 : 0;
                if (component) {
                    for (int i = program; i < words.size(); i++) {
                        words.set(i, redactor.flag(words.get(i).asText()));
                    }
                } else {
                    container.set(field, hiddenWords(words, program));
                }
            }
        }
    }

    /** The name of a variable stands for its value, and is no secret itself; what replaces it is taken for no value either. */
    private static String withoutReferences(CharSequence text) {
        return NAMED.matcher(text).replaceAll(" ‹");
    }

    /** A flag and its value may be two words, and together show to be a secret; a switch by itself shows nothing. */
    private ArrayNode hiddenWords(ArrayNode words, int from) {
        ArrayNode hidden = words.arrayNode();
        List<String> switches = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).asText();
            if (i < from) {
                hidden.add(redactor.redact(word));
            } else {
                (SWITCH.matcher(word).matches() ? switches : others).add(word);
            }
        }
        if (!others.isEmpty()) {
            hidden.add(redactor.hidden(withoutReferences(String.join(" ", others)), "command line"));
        }
        switches.forEach(hidden::add);
        return hidden;
    }

    /** An image of a component runs the component where no command is given. */
    static boolean isComponent(JsonNode container) {
        JsonNode program = container.path("command").path(0);
        String runs = program.isMissingNode()
                ? VERSION.matcher(container.path("image").asText("")).replaceFirst("")
                : program.asText();
        return COMPONENT.matcher(runs).matches();
    }

    /**
     * What etcd reads from variables are its flags under other names, and what a command line names becomes a part of it.
     *
     * @param component the container if it runs a component, else missing
     */
    private String variable(ObjectNode variable, JsonNode component) {
        String value = variable.path("value").textValue();
        if (REFERENCE.matcher(value).matches()) {
            return value;
        }
        String name = variable.path("name").asText();
        boolean flag = !component.isMissingNode()
                && !redactor.isSecretName(name)
                && (name.startsWith(Etcd.VARIABLES) || isNamedIn(component, name));
        return flag ? redactor.flag(value) : redactor.hidden(value, "env");
    }

    private static boolean isNamedIn(JsonNode container, String variable) {
        for (String field : List.of("command", "args")) {
            for (JsonNode word : container.path(field)) {
                if (word.asText().contains("$(" + variable + ")")) {
                    return true;
                }
            }
        }
        return false;
    }

    private void hideValues(JsonNode entries, String place) {
        if (entries instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                if (entry.getValue().isTextual()) {
                    entry.setValue(
                            TextNode.valueOf(redactor.hidden(entry.getValue().textValue(), place)));
                }
            }
        }
    }
}
