package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.target.Redactor;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What k3s and RKE2 note on a node of how they were started, without the secrets in it: controls judge the rest. */
record StartNotes(Redactor redactor) {

    /** What they were started with, and so what they start the cluster's programs with. */
    private static final Set<String> NODE_ARGUMENTS = Set.of("k3s.io/node-args", "rke2.io/node-args");

    /** The variables that they were started with. */
    private static final Set<String> NODE_ENVIRONMENT = Set.of("k3s.io/node-env", "rke2.io/node-env");

    /** Those of them that stand for arguments which are judged. */
    private static final Pattern ARGUMENT = Pattern.compile("(?:K3S|RKE2)_(?:DATA_DIR|NODE_NAME)");

    /** Whether there is one, which is no secret. */
    private static final String ENCRYPTION = "secrets-encryption";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether the annotation of that name is such a note. */
    static boolean isOne(String annotation) {
        return NODE_ARGUMENTS.contains(annotation) || NODE_ENVIRONMENT.contains(annotation);
    }

    String redacted(String annotation, String text) {
        return NODE_ARGUMENTS.contains(annotation) ? arguments(text) : variables(text);
    }

    /** A command line as a list in JSON; k3s has taken out what it knows for a secret itself. */
    private String arguments(String text) {
        try {
            ArrayNode redacted = JSON.createArrayNode();
            String flag = "";
            for (JsonNode argument : JSON.readTree(text)) {
                String word = argument.asText();
                boolean secret = redactor.isSecretName(flag) && !flag.equals(ENCRYPTION) && !word.startsWith("--");
                redacted.add(secret ? redactor.hidden(word, "command line") : redactor.flag(word));
                flag = word.startsWith("--") ? word.substring(2) : "";
            }
            return redacted.toString();
        } catch (JsonProcessingException e) {
            return redactor.hidden(text, "annotation");
        }
    }

    private String variables(String text) {
        try {
            ObjectNode kept = JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> variable : JSON.readTree(text).properties()) {
                String value = variable.getValue().asText();
                kept.put(
                        variable.getKey(),
                        ARGUMENT.matcher(variable.getKey()).matches()
                                ? redactor.redact(value)
                                : redactor.hidden(value, "annotation"));
            }
            return kept.toString();
        } catch (JsonProcessingException e) {
            return redactor.hidden(text, "annotation");
        }
    }
}
