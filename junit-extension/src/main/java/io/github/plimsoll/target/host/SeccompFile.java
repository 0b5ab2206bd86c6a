package io.github.plimsoll.target.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.docker.DockerPaths;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.util.List;

/**
 * The file with the system call filter that a daemon was told to use; the document is {@link
 * io.github.plimsoll.fact.docker.DockerDocuments#SECCOMP_PROFILE}.
 */
final class SeccompFile {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SeccompFile() {}

    static Document of(HostTree tree, DockerPaths paths, Redactor redactor) {
        try {
            List<String> profile = paths.seccompProfile();
            return profile.isEmpty()
                    ? Document.of(JsonNodeFactory.instance.objectNode())
                    : read(tree, profile.get(0), redactor);
        } catch (Unreadable e) {
            return Document.unreadable(e.reason());
        }
    }

    private static Document read(HostTree tree, String path, Redactor redactor) {
        String what = path + ", the system call filter of the daemon,";
        try {
            HostTree.Walk walk = tree.walk(path);
            JsonNode content = MAPPER.readTree(tree.text(path).orElse(""));
            if (!content.isObject()) {
                return Document.unreadable(what + " is gone, or no JSON object");
            }
            return Document.of(JsonNodeFactory.instance
                    .objectNode()
                    .put("path", path)
                    .put("changedAt", tree.changedAt(walk).toString())
                    .set("content", redactor.redact(content)));
        } catch (JsonProcessingException e) {
            return Document.unreadable(what + " is not JSON");
        } catch (IOException e) {
            return Document.unreadable(what + " cannot be read: " + e.getClass().getSimpleName() + "; run as root");
        }
    }
}
