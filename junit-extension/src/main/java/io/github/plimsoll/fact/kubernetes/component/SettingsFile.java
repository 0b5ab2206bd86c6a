package io.github.plimsoll.fact.kubernetes.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Redaction;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.Value;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.Objects;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a configuration file of a component says. */
final class SettingsFile {

    /** What stands in a file for a word that may have been a key, and did not leave its node. */
    static final String DROPPED = "dropped";

    private static final YAMLMapper YAML = new YAMLMapper();

    private final Reading content;

    private SettingsFile(Reading content) {
        this.content = content;
    }

    /**
     * A file of a node, as far as the node's facts have it.
     *
     * @param component where the component's own evidence is noted
     */
    static SettingsFile ofNode(Reading component, String node, String path) {
        Reading file = component
                .document(KubernetesDocuments.ofNode(node, KubernetesDocuments.SETTINGS))
                .part("\"" + path + "\"");
        if (!file.value("exists").isPresent()) {
            throw new Unreadable(file.value("unreadable").asText(path + " of node/" + node + " was not looked at"));
        }
        if (!file.value("exists").requiredBoolean()) {
            throw new Unreadable("there is no " + path + " on node/" + node + ", which a flag names");
        }
        return new SettingsFile(file.part("content"));
    }

    /** A file that comes from a ConfigMap of the system's namespace. */
    static SettingsFile ofConfigMap(Reading component, String name, String key) {
        Reading map =
                component.derived(SystemMaps.class, SystemMaps::read).byName().get(name);
        if (map == null) {
            throw new Unreadable(
                    "there is no configmap/" + Components.SYSTEM + "/" + name + ", from which a file comes");
        }
        String text = map.value("data.\"" + key + "\"").requiredText();
        if (Redaction.isAt(text)) {
            throw new Unreadable("what " + map.subject() + " says is not kept, as that of most ConfigMaps");
        }
        return new SettingsFile(component.at(map).parsed("data." + key, parse(text, map.subject())));
    }

    Reading whole() {
        return content;
    }

    Value value(String field) {
        return content.value(field);
    }

    List<Reading> elements(String field) {
        return content.elements(field);
    }

    private static JsonNode parse(String text, String where) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Unreadable("what " + where + " says is no YAML: " + e.getOriginalMessage());
        }
    }

    /** The ConfigMaps of the system's namespace, looked up once for all programs that have files from them. */
    private record SystemMaps(Map<String, Reading> byName) {

        static SystemMaps read(Reading snapshot) {
            String system = "configmap/" + Components.SYSTEM + "/";
            Map<String, Reading> maps = new HashMap<>();
            for (Reading map : Objects.of(snapshot, KubernetesDocuments.CONFIG_MAPS, "configmap")) {
                if (map.subject().startsWith(system)) {
                    maps.put(map.subject().substring(system.length()), map);
                }
            }
            return new SystemMaps(maps);
        }
    }
}
