package io.github.plimsoll.target.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** The volumes of a project, as an engine would list them. */
final class Volumes {

    /** Those that a container has for itself and nobody named. */
    static final String ANONYMOUS = "anonymous";

    private final ArrayNode volumes = JsonNodeFactory.instance.arrayNode();
    private final Map<String, String> drivers = new HashMap<>();
    private final Project project;

    Volumes(Project project) {
        this.project = project;
        add(ANONYMOUS, new Fields(JsonNodeFactory.instance.objectNode(), project.places()));
        Fields none = new Fields(JsonNodeFactory.instance.objectNode(), project.places());
        project.section("volumes")
                .forEach((name, written) -> add(name, written.isNull() ? none : none.mappingOf(written)));
    }

    /** The driver of a volume; @throws TargetUnavailable if there is no such volume in the files */
    String driver(String name, JsonNode at) {
        String driver = drivers.get(name);
        if (driver == null) {
            throw project.places().wrong(at, "the volume " + name + " is not among the volumes of the files");
        }
        return driver;
    }

    ObjectNode list() {
        return JsonNodeFactory.instance.objectNode().set("Volumes", volumes);
    }

    private void add(String name, Fields fields) {
        String driver = fields.has("driver") ? fields.text("driver") : "local";
        drivers.put(name, driver);
        ObjectNode volume = volumes.addObject().put("Name", name).put("Driver", driver);
        if (fields.has("external") && !fields.text("external").equals("false")) {
            volume.set(
                    "Options",
                    Containers.unknown("the volume " + name + " is external, and only its engine knows what it binds"));
            return;
        }
        ObjectNode options = volume.putObject("Options");
        for (Map.Entry<String, JsonNode> option : fields.entries("driver_opts").entrySet()) {
            options.put(option.getKey(), fields.textOf(option.getValue()));
        }
    }
}
