package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.FileRequest;
import io.github.plimsoll.target.host.Machine;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pods that a node has from files of its own, as the API server would show them. */
final class StaticPods {

    private final Machine.View files;
    private final ObjectRedactor redactor;
    private final String node;
    private final ArrayNode pods = JsonNodeFactory.instance.arrayNode();
    private final Map<String, String> places = new HashMap<>();

    StaticPods(Machine.View files, ObjectRedactor redactor, String node) {
        this.files = files;
        this.redactor = redactor;
        this.node = node;
    }

    /** @param kubelet the settings of the kubelet */
    Document read(JsonNode kubelet) {
        String url = kubelet.path("staticPodURL").asText("");
        if (!url.isEmpty()) {
            return Document.unreadable("the node takes pods from an address as well, which was not asked"
                    + " (staticPodURL); -Dtarget=cluster shows them");
        }
        try {
            readAll(kubelet.path("staticPodPath").asText(""));
            return Document.of(JsonNodeFactory.instance.objectNode().set("items", pods));
        } catch (Unreadable e) {
            return Document.unreadable("the pods that the node has from files are not known: " + e.reason());
        }
    }

    private void readAll(String path) {
        if (path.isEmpty()) {
            return;
        }
        for (Map.Entry<String, JsonNode> file :
                files.files(List.of(new FileRequest(path, 1))).properties()) {
            JsonNode facts = file.getValue();
            String trouble = facts.path("unreadable").asText("");
            if (!trouble.isEmpty()) {
                throw new Unreadable(trouble);
            }
            if (facts.has("listed")
                    && !facts.path("listed").asBoolean()
                    && file.getKey().equals(path)) {
                throw new Unreadable(facts.path("unlistable").asText());
            }
            String name = file.getKey().substring(file.getKey().lastIndexOf('/') + 1);
            if (facts.path("type").asText().equals("file") && !name.startsWith(".")) {
                add(file.getKey());
            }
        }
    }

    private void add(String file) {
        try {
            JsonNode manifest = NodeContents.yaml(files.text(file).orElse(""));
            if (!(manifest instanceof ObjectNode pod)
                    || !pod.path("kind").asText().equals("Pod")
                    || pod.path("metadata").path("name").asText().isEmpty()) {
                throw new Unreadable(file + " is no pod");
            }
            ObjectNode metadata = pod.withObjectProperty("metadata");
            String namespace = metadata.path("namespace").asText("default");
            String name = metadata.path("name").asText();
            String other = places.putIfAbsent(namespace + "/" + name, file);
            if (other != null) {
                throw new Unreadable("the node has pod/" + namespace + "/" + name + " from two files, " + other
                        + " and " + file + ", and runs one of them");
            }
            metadata.put("namespace", namespace).put("name", name + "-" + node);
            pod.withObjectProperty("spec").put("nodeName", node);
            pods.add(redactor.redact("pods", pod));
        } catch (JsonProcessingException e) {
            throw new Unreadable(file + ": " + NodeContents.notYaml(e));
        } catch (IOException e) {
            throw new Unreadable(SelfCollector.reason(file, e));
        }
    }
}
