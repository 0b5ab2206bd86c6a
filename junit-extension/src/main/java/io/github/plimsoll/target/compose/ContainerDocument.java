package io.github.plimsoll.target.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.target.TextFile;
import java.nio.file.Path;
import java.util.List;

/** What an engine would tell of the container of a service, created and not started yet. */
final class ContainerDocument {

    private static final String SHARED = "service:";

    private final Service service;
    private final Fields fields;
    private final Mounts mounts;

    ContainerDocument(Service service, Mounts mounts) {
        this.service = service;
        this.fields = service.fields();
        this.mounts = mounts;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(Reading.PLACE, service.place());
        json.put("Id", service.name()).put("Name", "/" + service.name());
        json.put("Image", service.image().matches("(sha256:)?[0-9a-f]{12,64}") ? service.image() : "");
        json.put("RestartCount", 0);
        json.putObject("State").put("Status", "created");
        json.set("Config", config());
        json.set("HostConfig", host());
        json.set("Mounts", mounts.of(service));
        ObjectNode networks = json.putObject("NetworkSettings").putObject("Networks");
        if (!fields.has("network_mode")) {
            service.networks().forEach(networks::putObject);
        }
        return json;
    }

    private ObjectNode config() {
        ObjectNode config = JsonNodeFactory.instance.objectNode().put("Image", service.image());
        if (service.user().isEmpty()) {
            config.set(
                    "User",
                    Containers.unknown("the file names no user, so that of the image counts, which is not known here"));
        } else {
            config.put("User", service.user());
        }
        service.environment().forEach(config.putArray("Env")::add);
        ObjectNode labels = config.putObject("Labels");
        service.labels().forEach(labels::put);
        service.words("entrypoint").forEach(config.putArray("Entrypoint")::add);
        service.words("command").forEach(config.putArray("Cmd")::add);
        config.putObject("Healthcheck").set("Test", healthTest());
        ObjectNode exposed = config.putObject("ExposedPorts");
        Ports.of(service).fieldNames().forEachRemaining(exposed::putObject);
        return config;
    }

    private JsonNode healthTest() {
        Fields check = fields.mapping("healthcheck");
        ArrayNode test = JsonNodeFactory.instance.arrayNode();
        if (check.flag("disable")) {
            return test.add("NONE");
        }
        if (!check.has("test")) {
            return Containers.unknown(
                    "the file gives no health check, and whether the image has one is not known here");
        }
        if (check.get("test").isTextual()) {
            return test.add("CMD-SHELL").add(check.anyTextOf(check.get("test")));
        }
        check.list("test").forEach(word -> test.add(check.anyTextOf(word)));
        return test;
    }

    private ObjectNode host() {
        ObjectNode host = JsonNodeFactory.instance.objectNode();
        host.put("Privileged", service.isPrivileged());
        host.put("ReadonlyRootfs", fields.flag("read_only"));
        host.put("NetworkMode", networkMode());
        host.put("PidMode", shared(fields.text("pid")));
        host.put("IpcMode", fields.has("ipc") ? shared(fields.text("ipc")) : "private");
        host.put("UTSMode", fields.text("uts"));
        host.put("UsernsMode", fields.text("userns_mode"));
        host.put("CgroupParent", fields.text("cgroup_parent"));
        host.put("CgroupnsMode", fields.text("cgroup"));
        host.put("Runtime", fields.text("runtime"));
        host.put("PublishAllPorts", false);
        for (var list : List.of(
                new String[] {"cap_add", "CapAdd"},
                new String[] {"cap_drop", "CapDrop"},
                new String[] {"group_add", "GroupAdd"},
                new String[] {"device_cgroup_rules", "DeviceCgroupRules"})) {
            fields.texts(list[0]).forEach(host.putArray(list[1])::add);
        }
        securityOptions(host);
        pairs(fields, "sysctls", host.putObject("Sysctls"));
        pairs(fields, "storage_opt", host.putObject("StorageOpt"));
        ObjectNode tmpfs = host.putObject("Tmpfs");
        fields.texts("tmpfs").forEach(text -> {
            String[] parts = text.split(":", 2);
            tmpfs.put(parts[0], parts.length > 1 ? parts[1] : "");
        });
        host.set("Mounts", mounts.inMemory(service));
        host.set("PortBindings", Ports.of(service));
        host.set("LogConfig", logging());
        new Limits(service).addTo(host);
        return host;
    }

    private ObjectNode logging() {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        Fields logging = fields.mapping("logging");
        if (logging.has("driver")) {
            config.put("Type", logging.text("driver"));
        } else {
            config.set(
                    "Type",
                    Containers.elsewhere(
                            "the file leaves the log driver to the engine, and -Dtarget=host judges that"));
        }
        pairs(logging, "options", config.putObject("Config"));
        return config;
    }

    private static void pairs(Fields from, String key, ObjectNode to) {
        from.entries(key).forEach((name, value) -> to.put(name, from.textOf(value)));
    }

    private String networkMode() {
        return fields.has("network_mode")
                ? shared(fields.text("network_mode"))
                : service.networks().get(0);
    }

    /** The namespace of another service is that of its container. */
    private static String shared(String mode) {
        return mode.startsWith(SHARED) ? "container:" + mode.substring(SHARED.length()) : mode;
    }

    private void securityOptions(ObjectNode host) {
        ArrayNode options = host.putArray("SecurityOpt");
        for (String option : fields.texts("security_opt")) {
            if (option.matches("systempaths[=:]unconfined")) {
                host.putArray("MaskedPaths");
                host.putArray("ReadonlyPaths");
            } else if (option.startsWith("seccomp=/")) {
                Path file = Path.of(option.substring("seccomp=".length()));
                options.add("seccomp="
                        + TextFile.read(
                                        file,
                                        ComposeFiles.name(file),
                                        service.project().options().maxDocumentBytes())
                                .text()
                                .strip());
            } else {
                options.add(option);
            }
        }
    }
}
