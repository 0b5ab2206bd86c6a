package io.github.plimsoll.target.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes out what a service may say in short: lists of {@code NAME=VALUE} as mappings, single texts as lists, volumes by their parts.
 * Paths are made absolute, since another file may be merged in that lies elsewhere.
 */
final class LongForms {

    private static final List<String> PAIRS = List.of("environment", "labels", "annotations", "sysctls");
    private static final List<String> LISTS =
            List.of("tmpfs", "env_file", "label_file", "security_opt", "volumes_from");
    private static final Set<String> PROPAGATIONS =
            Set.of("private", "rprivate", "shared", "rshared", "slave", "rslave");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*");

    private final Places places;
    private final Path directory;

    LongForms(Places places, Path directory) {
        this.places = places;
        this.directory = directory;
    }

    void complete(ObjectNode file) {
        Fields fields = new Fields(file, places);
        fields.entries("services").values().forEach(service -> {
            if (!service.isNull()) {
                complete(fields.mappingOf(service));
            }
        });
        for (String section : List.of("secrets", "configs")) {
            fields.entries(section).values().forEach(entry -> {
                if (!entry.isNull()) {
                    absolute(fields.mappingOf(entry), "file");
                }
            });
        }
    }

    private void complete(Fields service) {
        PAIRS.forEach(key -> asPairs(service, key));
        LISTS.forEach(key -> asList(service, key));
        if (service.get("build").isObject()) {
            asPairs(service.mapping("build"), "args");
        }
        for (String hooks : List.of("post_start", "pre_stop")) {
            service.list(hooks).forEach(hook -> asPairs(service.mappingOf(hook), "environment"));
        }
        if (service.get("networks") instanceof ArrayNode names) {
            ObjectNode networks = places.like(JsonNodeFactory.instance.objectNode(), names);
            names.forEach(name -> networks.set(service.textOf(name), NullNode.instance));
            service.object().set("networks", networks);
        }
        if (service.get("env_file") instanceof ArrayNode files) {
            for (int i = 0; i < files.size(); i++) {
                Fields file = service.mappingOf(asMapping(files.get(i), "path"));
                absolute(file, "path");
                files.set(i, file.object());
            }
        }
        if (service.get("label_file") instanceof ArrayNode files) {
            for (int i = 0; i < files.size(); i++) {
                files.set(i, places.like(new TextNode(absolute(service.textOf(files.get(i)))), files.get(i)));
            }
        }
        if (service.get("security_opt") instanceof ArrayNode options) {
            for (int i = 0; i < options.size(); i++) {
                options.set(i, withAbsoluteFilter(service, options.get(i)));
            }
        }
        if (service.get("volumes") instanceof ArrayNode volumes) {
            for (int i = 0; i < volumes.size(); i++) {
                volumes.set(i, volume(service, volumes.get(i)));
            }
        }
        for (String section : List.of("secrets", "configs")) {
            if (service.get(section) instanceof ArrayNode grants) {
                for (int i = 0; i < grants.size(); i++) {
                    grants.set(i, asMapping(grants.get(i), "source"));
                }
            }
        }
    }

    private void asPairs(Fields service, String key) {
        if (!(service.get(key) instanceof ArrayNode list)) {
            return;
        }
        ObjectNode pairs = places.like(JsonNodeFactory.instance.objectNode(), list);
        for (JsonNode element : list) {
            String text = service.anyTextOf(element);
            int equals = text.indexOf('=');
            pairs.set(
                    equals < 0 ? text : text.substring(0, equals),
                    equals < 0 ? NullNode.instance : places.like(new TextNode(text.substring(equals + 1)), element));
        }
        service.object().set(key, pairs);
    }

    private void asList(Fields service, String key) {
        if (service.has(key) && !service.get(key).isArray()) {
            JsonNode single = service.get(key);
            service.object()
                    .set(
                            key,
                            places.like(JsonNodeFactory.instance.arrayNode(), single)
                                    .add(single));
        }
    }

    private JsonNode asMapping(JsonNode written, String field) {
        if (written.isTextual()) {
            ObjectNode mapping = places.like(JsonNodeFactory.instance.objectNode(), written);
            mapping.set(field, written);
            return mapping;
        }
        return written;
    }

    private void absolute(Fields fields, String key) {
        if (fields.has(key)) {
            JsonNode written = fields.get(key);
            fields.object().set(key, places.like(new TextNode(absolute(fields.text(key))), written));
        }
    }

    private String absolute(String path) {
        if (path.startsWith("/") || path.startsWith("~") || DRIVE.matcher(path).matches()) {
            return path;
        }
        return directory.resolve(path).normalize().toString();
    }

    /** The file that holds a system call filter, which the client reads. */
    private JsonNode withAbsoluteFilter(Fields service, JsonNode option) {
        String text = service.textOf(option);
        if (!text.matches("seccomp[=:].+")) {
            return option;
        }
        String profile = text.substring("seccomp=".length());
        return Set.of("unconfined", "builtin").contains(profile)
                ? option
                : places.like(new TextNode("seccomp=" + absolute(profile)), option);
    }

    private ObjectNode volume(Fields service, JsonNode written) {
        if (written instanceof ObjectNode) {
            Fields volume = service.mappingOf(written);
            if (volume.text("type").equals("bind")) {
                absolute(volume, "source");
            }
            return volume.object();
        }
        List<String> parts = parts(service.textOf(written));
        if (parts.size() > 3 || parts.contains("")) {
            throw places.wrong(written, "no volume: SOURCE:TARGET or SOURCE:TARGET:MODE is needed");
        }
        ObjectNode volume = places.like(JsonNodeFactory.instance.objectNode(), written);
        if (parts.size() == 1) {
            return volume.put("type", "volume").put("target", parts.get(0));
        }
        String source = parts.get(0);
        boolean bind = source.startsWith("/")
                || source.startsWith(".")
                || source.startsWith("~")
                || source.startsWith("\\\\")
                || DRIVE.matcher(source).matches();
        volume.put("type", bind ? "bind" : "volume")
                .put("source", bind ? absolute(source) : source)
                .put("target", parts.get(1));
        for (String mode : parts.size() < 3
                ? List.<String>of()
                : Arrays.asList(parts.get(2).split(","))) {
            if (mode.equals("ro") || mode.equals("readonly")) {
                volume.put("read_only", "true");
            } else if (PROPAGATIONS.contains(mode)) {
                volume.putObject("bind").put("propagation", mode);
            }
        }
        return volume;
    }

    /** Split at colons, save that behind the letter of a drive. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int at = 0; at <= text.length(); at++) {
            boolean end = at == text.length();
            if (end || text.charAt(at) == ':') {
                boolean drive = !end
                        && at == begin + 1
                        && DRIVE.matcher(text.substring(begin)).matches();
                if (!drive) {
                    parts.add(text.substring(begin, at));
                    begin = at + 1;
                }
            }
        }
        return parts;
    }
}
