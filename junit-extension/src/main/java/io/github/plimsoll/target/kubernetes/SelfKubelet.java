package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.FileRequest;
import io.github.plimsoll.fact.kubernetes.component.KubeletSettings;
import io.github.plimsoll.target.host.Machine;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of the kubelet of this machine, from the flags it was started with and the files they name. */
final class SelfKubelet {

    /** Drop-ins may be in directories of their own. */
    private static final int DEPTH = 5;

    private final Machine machine;
    private final Machine.View files;
    private final Machine.Program kubelet;

    SelfKubelet(Machine machine, Machine.View files, Machine.Program kubelet) {
        this.machine = machine;
        this.files = files;
        this.kubelet = kubelet;
    }

    /** What it really goes by, or why that cannot be told. */
    Document settings() {
        if (!kubelet.name().equals("kubelet")) {
            return Document.unreadable("the kubelet runs within " + kubelet.name()
                    + ", and what it is set to stands in none of its own files; -Dtarget=cluster asks it");
        }
        try {
            List<String> words = kubelet.words().subList(1, kubelet.words().size());
            Map<String, String> flags = KubeletSettings.flags(words);
            String config = absolute(flags.getOrDefault("config", ""));
            String directory = absolute(flags.getOrDefault("config-dir", ""));
            List<JsonNode> dropIns = new ArrayList<>();
            for (String dropIn : dropIns(directory)) {
                dropIns.add(read(dropIn));
            }
            return Document.of(JsonNodeFactory.instance
                    .objectNode()
                    .set(
                            "kubeletconfig",
                            KubeletSettings.effective(
                                    config.isEmpty() ? null : read(config), parent(config), dropIns, words)));
        } catch (Unreadable e) {
            return Document.unreadable("the settings of the kubelet are not known: " + e.reason());
        }
    }

    private String absolute(String path) {
        return path.isEmpty() || path.startsWith("/") ? path : machine.workingDirectory(kubelet.pid()) + "/" + path;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** The drop-ins in the order in which the kubelet takes them, as a walk finds them. */
    private List<String> dropIns(String directory) {
        if (directory.isEmpty()) {
            return List.of();
        }
        JsonNode found = files.files(List.of(new FileRequest(directory, DEPTH)));
        List<String> dropIns = new ArrayList<>();
        for (Map.Entry<String, JsonNode> file : found.properties()) {
            JsonNode facts = file.getValue();
            String trouble =
                    facts.path("unreadable").asText(facts.path("unlistable").asText(""));
            if (!trouble.isEmpty()) {
                throw new Unreadable(trouble);
            }
            boolean isDirectory = facts.path("type").asText().equals("directory");
            if (isDirectory) {
                refuseLaterChanges(file.getKey(), facts);
            } else if (file.getKey().endsWith(".conf") && facts.path("exists").asBoolean()) {
                dropIns.add(file.getKey());
            }
        }
        return dropIns;
    }

    private JsonNode read(String path) {
        try {
            Optional<String> text = files.text(path);
            if (text.isEmpty()) {
                throw new Unreadable("there is no " + path + ", from which it takes them");
            }
            refuseLaterChanges(
                    path, files.files(List.of(new FileRequest(path, 0))).path(path));
            return NodeContents.yaml(text.get());
        } catch (JsonProcessingException e) {
            throw new Unreadable(path + ": " + NodeContents.notYaml(e));
        } catch (IOException e) {
            throw new Unreadable(SelfCollector.reason(path, e));
        }
    }

    /** What was written after it had started is not what it goes by. */
    private void refuseLaterChanges(String path, JsonNode facts) {
        @Nullable Instant started = machine.started(kubelet.pid()).orElse(null);
        String modified = facts.path("modifiedAt").asText("");
        // The start is known to the second alone.
        if (started != null && !modified.isEmpty() && Instant.parse(modified).isAfter(started.plusSeconds(2))) {
            throw new Unreadable(path + " was changed after the kubelet had started, which goes by what it said before;"
                    + " restart the kubelet, or ask it by -Dtarget=cluster");
        }
    }
}
