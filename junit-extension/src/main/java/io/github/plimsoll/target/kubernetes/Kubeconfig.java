package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code kubectl} is configured by: one file, or several of which the first to say something counts. */
final class Kubeconfig {

    /** The sections whose entries have names. */
    private static final List<String> SECTIONS = List.of("clusters", "contexts", "users");

    /** The fields that name files, which are relative to the file they stand in. */
    private static final List<String> FILES =
            List.of("certificate-authority", "client-certificate", "client-key", "tokenFile");

    private final String shown;
    private final String currentContext;
    private final Map<String, Map<String, ObjectNode>> sections;

    private Kubeconfig(String shown, String currentContext, Map<String, Map<String, ObjectNode>> sections) {
        this.shown = shown;
        this.currentContext = currentContext;
        this.sections = sections;
    }

    /**
     * A context and what it leads to.
     *
     * @param user the name of the user, empty if it has none
     */
    record Chosen(String context, String clusterName, ObjectNode cluster, String user, ObjectNode credentials) {

        /** A kubeconfig of nothing but this context, with what its program handed out if it has one. */
        ObjectNode json(Optional<HandedOut> handedOut) {
            ObjectNode login =
                    handedOut.map(given -> given.inPlaceOfProgram(credentials)).orElse(credentials);
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("apiVersion", "v1").put("kind", "Config").put("current-context", "chosen");
            json.withArray("clusters").addObject().put("name", "chosen").set("cluster", cluster);
            json.withArray("users").addObject().put("name", "chosen").set("user", login);
            json.withArray("contexts")
                    .addObject()
                    .put("name", "chosen")
                    .putObject("context")
                    .put("cluster", "chosen")
                    .put("user", "chosen");
            return json;
        }
    }

    /** @throws TargetUnavailable if one of the files cannot be read or is no kubeconfig */
    static Kubeconfig read(List<Path> files) {
        String shown = files.stream().map(Path::toString).collect(Collectors.joining(", "));
        String currentContext = "";
        Map<String, Map<String, ObjectNode>> sections = new LinkedHashMap<>();
        for (Path file : files) {
            JsonNode root = parse(file);
            if (currentContext.isEmpty()) {
                currentContext = root.path("current-context").asText("");
            }
            for (String section : SECTIONS) {
                String part = section.substring(0, section.length() - 1);
                for (JsonNode entry : root.path(section)) {
                    ObjectNode content = entry.path(part) instanceof ObjectNode object
                            ? object
                            : JsonNodeFactory.instance.objectNode();
                    resolve(content, file);
                    sections.computeIfAbsent(section, key -> new LinkedHashMap<>())
                            .putIfAbsent(entry.path("name").asText(), content);
                }
            }
        }
        return new Kubeconfig(shown, currentContext, sections);
    }

    private static JsonNode parse(Path file) {
        try {
            JsonNode root = new YAMLMapper().readTree(Files.readString(file));
            if (!root.isObject()) {
                throw new TargetUnavailable("the kubeconfig " + file + " is none: it has no clusters and contexts");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw new TargetUnavailable("the kubeconfig " + file + " is not YAML: line "
                    + e.getLocation().getLineNr() + "; mend it, or name another with -Dtarget=kubeconfig:FILE");
        } catch (IOException e) {
            throw new TargetUnavailable("the kubeconfig " + file + " cannot be read: " + Failures.describe(e));
        }
    }

    private static void resolve(ObjectNode content, Path file) {
        Path directory = file.toAbsolutePath().getParent();
        for (String field : FILES) {
            String name = content.path(field).asText("");
            if (!name.isEmpty() && directory != null) {
                content.put(field, directory.resolve(name).toString());
            }
        }
        // A command with a slash is a file too; one without is looked for on the PATH.
        if (content.path("exec") instanceof ObjectNode exec && directory != null) {
            String command = exec.path("command").asText("");
            if (command.indexOf('/') > 0) {
                exec.put("command", directory.resolve(command).normalize().toString());
            }
        }
    }

    /**
     * The context of that name, or the current one if the name is empty.
     *
     * @throws TargetUnavailable if it is not there or leads nowhere
     */
    Chosen choose(String name) {
        String wanted = name.isEmpty() ? currentContext : name;
        if (wanted.isEmpty()) {
            throw new TargetUnavailable(
                    "the kubeconfig " + shown + " has no current context; " + choice("-Dtarget=cluster:CONTEXT"));
        }
        ObjectNode context = entries("contexts").get(wanted);
        if (context == null) {
            throw new TargetUnavailable("the kubeconfig " + shown + " has no context '" + wanted + "'; "
                    + choice("-Dtarget=cluster:CONTEXT"));
        }
        String clusterName = context.path("cluster").asText("");
        ObjectNode cluster = entries("clusters").get(clusterName);
        if (cluster == null || cluster.path("server").asText("").isEmpty()) {
            throw new TargetUnavailable("the context '" + wanted + "' of the kubeconfig " + shown
                    + " leads nowhere: there is no server of a cluster '" + clusterName + "'");
        }
        String user = context.path("user").asText("");
        ObjectNode credentials = entries("users").get(user);
        if (credentials == null && !user.isEmpty()) {
            throw new TargetUnavailable("the context '" + wanted + "' of the kubeconfig " + shown + " is for a user '"
                    + user + "', whom it does not have");
        }
        return new Chosen(
                wanted,
                clusterName,
                cluster,
                user,
                credentials == null ? JsonNodeFactory.instance.objectNode() : credentials);
    }

    private String choice(String how) {
        return entries("contexts").isEmpty()
                ? "it has none at all"
                : "choose one with " + how + ": "
                        + String.join(", ", entries("contexts").keySet());
    }

    private Map<String, ObjectNode> entries(String section) {
        return sections.getOrDefault(section, Map.of());
    }

    String shown() {
        return shown;
    }
}
