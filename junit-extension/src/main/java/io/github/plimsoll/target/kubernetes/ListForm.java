package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.ManagedObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a list is asked for, and how its objects are found in the answer.
 *
 * @param list the path of the list
 * @param withoutContents whether only what is known of the objects is asked for, and nothing that is in them
 */
record ListForm(String list, boolean withoutContents) {

    /** Rows of a table with each object's metadata: the server puts the type of a secret beside it, and leaves the secret out. */
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

    /** Who applies a secret as text is noted to have set that, and not what the server makes of it. */
    private static final List<String> CONTENTS = List.of("f:data", "f:stringData");

    static ListForm of(String list) {
        return new ListForm(list, list.equals(KubernetesDocuments.SECRETS));
    }

    /**
     * What makes a server tell what is in the objects that leaves it out of lists unless it is told not to. What it leaves out it
     * writes as zero, not as nothing.
     */
    String whole() {
        return list.equals(KubernetesDocuments.KUBESCAPE_SUMMARIES) ? "&resourceVersion=fullSpec" : "";
    }

    /** The last part of the path, for example {@code configmaps}. */
    String resource() {
        return list.substring(list.lastIndexOf('/') + 1);
    }

    String mediaType() {
        return withoutContents ? TABLE : ClusterApi.JSON;
    }

    /** What of the answer is read; of secrets all, for the names of what is in them stand among those of their fields alone. */
    TokenFilter trimmed() {
        if (withoutContents) {
            return TokenFilter.INCLUDE_ALL;
        }
        return ManagedObject.KINDS.containsKey(list) ? TrimmedFields.withManagers() : TrimmedFields.anywhere();
    }

    /** @throws RequestFailed if the answer is none to what was asked for */
    List<JsonNode> items(JsonNode page) throws RequestFailed {
        if (!withoutContents) {
            return objects(page.path("items"), page.path("kind").asText().endsWith("List"));
        }
        if (!page.path("kind").asText().equals("Table")) {
            // What came may hold what is in the secrets, and so nothing of it is kept.
            throw new RequestFailed(
                    RequestFailed.NO_ANSWER, "the server does not leave out what is in them, so they are not read");
        }
        int type = column(page, "Type");
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode row : objects(page.path("rows"), true)) {
            if (!(row.path("object") instanceof ObjectNode object) || object.has("data") || object.has("stringData")) {
                throw notAList();
            }
            object.set("type", row.path("cells").path(type));
            object.put("copied", isCopied(object));
            note(object);
            items.add(object);
        }
        return items;
    }

    /** Whether an annotation repeats the secret as it was last applied; the annotation is taken away. */
    private static boolean isCopied(ObjectNode secret) {
        return secret.path("metadata").path("annotations") instanceof ObjectNode annotations
                && annotations.remove(TrimmedFields.LAST_APPLIED) != null;
    }

    /** Puts beside a secret the names of what is in it, and when it was written last, if the server has noted that. */
    private static void note(ObjectNode secret) {
        Set<String> names = new TreeSet<>();
        String written = "";
        if (secret.path("metadata") instanceof ObjectNode metadata) {
            for (JsonNode manager : metadata.path("managedFields")) {
                for (String field : CONTENTS) {
                    JsonNode data = manager.path("fieldsV1").path(field);
                    if (!data.isMissingNode()) {
                        data.fieldNames().forEachRemaining(names::add);
                        // All of one form, so that the later one is the greater one.
                        written = Collections.max(
                                List.of(written, manager.path("time").asText("")));
                    }
                }
            }
            metadata.remove("managedFields");
        }
        ArrayNode keys = secret.putArray("keys");
        names.stream().filter(name -> name.startsWith("f:")).forEach(name -> keys.add(name.substring(2)));
        if (!written.isEmpty()) {
            secret.put("written", written);
        }
    }

    private static int column(JsonNode table, String name) throws RequestFailed {
        JsonNode columns = table.path("columnDefinitions");
        for (int i = 0; i < columns.size(); i++) {
            if (columns.path(i).path("name").asText().equals(name)) {
                return i;
            }
        }
        throw notAList();
    }

    /** A server writes an empty list as {@code null} at times; anything else that is no list is no answer. */
    private static List<JsonNode> objects(JsonNode items, boolean isList) throws RequestFailed {
        if (!isList || !(items.isArray() || items.isNull() || items.isMissingNode())) {
            throw notAList();
        }
        List<JsonNode> objects = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            if (!item.isObject()) {
                throw notAList();
            }
            objects.add(item);
        }
        return objects;
    }

    private static RequestFailed notAList() {
        return new RequestFailed(RequestFailed.NO_ANSWER, "the answer is JSON, but not what an API server answers");
    }
}
