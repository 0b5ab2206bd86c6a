package io.github.plimsoll.target.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.docker.DockerPaths;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How registries are reached, by the files that say so beside the daemon's own; the document is {@link
 * io.github.plimsoll.fact.docker.DockerDocuments#REGISTRY_FILES}.
 */
final class RegistryFiles {

    private static final TomlMapper TOML = new TomlMapper();

    /** The plugins of containerd that have such a section, as its configuration of version 1, 2 and 3 calls them. */
    private static final List<String> PLUGINS =
            List.of("cri", "io.containerd.grpc.v1.cri", "io.containerd.cri.v1.images");

    private static final int MOST_FILES = 1000;

    private final HostTree tree;
    private final Redactor redactor;
    private final ArrayNode files;
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();

    private RegistryFiles(HostTree tree, Redactor redactor) {
        this.tree = tree;
        this.redactor = redactor;
        this.files = document.putArray("files");
    }

    /** @param containerd what is known of containerd */
    static Document of(HostTree tree, DockerPaths paths, Document containerd, Redactor redactor) {
        RegistryFiles facts = new RegistryFiles(tree, redactor);
        Set<String> directories = new LinkedHashSet<>(paths.registryDirectories());
        if (containerd.isReadable()) {
            facts.containerd(containerd.json().path("config").asText(), directories);
        } else {
            facts.document.put("unseen", containerd.reason());
        }
        directories.forEach(facts::hostsIn);
        paths.builderFiles().forEach(facts::builder);
        return Document.of(facts.document);
    }

    /** A file that containerd is configured from may name others, with wildcards, and those yet others. */
    private void containerd(String config, Set<String> directories) {
        Deque<String> ahead = new ArrayDeque<>(List.of(config));
        Set<String> read = new LinkedHashSet<>();
        while (!ahead.isEmpty() && read.size() < MOST_FILES) {
            String path = ahead.pop();
            if (read.add(path)) {
                read(path, settings -> {
                    imports(path, settings.path("imports"), ahead);
                    ArrayNode registries = JsonNodeFactory.instance.arrayNode();
                    for (String plugin : PLUGINS) {
                        JsonNode registry =
                                settings.path("plugins").path(plugin).path("registry");
                        directories.addAll(
                                directories(registry.path("config_path").asText("")));
                        inline(registry, registries);
                    }
                    return registries;
                });
            }
        }
    }

    private static List<String> directories(String path) {
        return List.of(path.split(":")).stream()
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> directory.replaceFirst("(?<=.)/+$", ""))
                .toList();
    }

    private void imports(String path, JsonNode imports, Deque<String> ahead) throws IOException {
        for (JsonNode entry : imports) {
            String text = entry.asText();
            String whole = text.startsWith("/") ? text : path.replaceFirst("/[^/]*$", "") + "/" + text;
            String directory = whole.replaceFirst("/[^/]*$", "");
            String pattern = "\\Q"
                    + whole.substring(directory.length() + 1)
                            .replace("*", "\\E.*\\Q")
                            .replace("?", "\\E.\\Q") + "\\E";
            for (String name : tree.names(directory)) {
                if (name.matches(pattern)) {
                    ahead.add(directory + "/" + name);
                }
            }
        }
    }

    private void inline(JsonNode registry, ArrayNode registries) {
        for (Map.Entry<String, JsonNode> mirror : registry.path("mirrors").properties()) {
            for (JsonNode endpoint : mirror.getValue().path("endpoint")) {
                add(registries, endpoint.asText(), isPlain(endpoint.asText()), false);
            }
        }
        for (Map.Entry<String, JsonNode> host : registry.path("configs").properties()) {
            add(
                    registries,
                    host.getKey(),
                    isPlain(host.getKey()),
                    isTrue(host.getValue().path("tls").path("insecure_skip_verify")));
        }
    }

    private void hostsIn(String directory) {
        try {
            for (String name : tree.names(directory)) {
                String path = directory + "/" + name + "/hosts.toml";
                if (tree.attributes(tree.walk(path).real()).isPresent()) {
                    read(path, settings -> hosts(name, settings));
                }
            }
        } catch (IOException e) {
            unreadable(directory, e);
        }
    }

    private ArrayNode hosts(String name, JsonNode settings) {
        ArrayNode registries = JsonNodeFactory.instance.arrayNode();
        String server = settings.path("server").asText(name);
        add(registries, server, isPlain(server), isTrue(settings.path("skip_verify")));
        for (Map.Entry<String, JsonNode> host : settings.path("host").properties()) {
            add(
                    registries,
                    host.getKey(),
                    isPlain(host.getKey()),
                    isTrue(host.getValue().path("skip_verify")));
        }
        return registries;
    }

    private void builder(String path) {
        read(path, settings -> BuilderSettings.registries(settings, redactor));
    }

    private interface Section {

        ArrayNode of(JsonNode settings) throws IOException;
    }

    /** A file in which nothing is said of registries is none of them. */
    private void read(String path, Section section) {
        try {
            String text = tree.text(path).orElse("");
            ArrayNode registries = section.of(TOML.readTree(text));
            if (!registries.isEmpty()) {
                files.addObject().put("path", path).set("registries", registries);
            }
        } catch (JsonProcessingException e) {
            files.addObject().put("path", path).put("unreadable", path + " is not TOML");
        } catch (IOException e) {
            unreadable(path, e);
        }
    }

    private void unreadable(String path, IOException e) {
        files.addObject()
                .put("path", path)
                .put("unreadable", "cannot read " + path + ": " + e.getClass().getSimpleName() + "; run as root");
    }

    private void add(ArrayNode registries, String name, boolean plain, boolean unverified) {
        registries
                .addObject()
                .put("name", redactor.redact(name))
                .put("plain", plain)
                .put("unverified", unverified);
    }

    private static boolean isPlain(String server) {
        return server.startsWith("http://");
    }

    private static boolean isTrue(JsonNode setting) {
        return setting.asBoolean(false);
    }
}
