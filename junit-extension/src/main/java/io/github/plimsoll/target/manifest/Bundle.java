package io.github.plimsoll.target.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.entrance.EntranceKinds;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.TargetUnavailable;
import io.github.plimsoll.target.TextFile;
import io.github.plimsoll.target.kubernetes.ObjectRedactor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The objects of all files together, as the lists that a cluster would answer with. */
final class Bundle {

    private static final int NAMED = 10;
    private static final String ONLY_A_CLUSTER = "only a cluster can tell, and these are files";

    private final Map<String, ArrayNode> lists = new TreeMap<>();
    private final Map<String, Found> seen = new HashMap<>();
    private final Map<String, ObjectKind> entrances = new HashMap<>();
    private final Map<String, List<String>> notLookedAt = new LinkedHashMap<>();
    private final ObjectRedactor redactor = new ObjectRedactor(new Redactor());
    private final List<String> files;

    private Bundle(List<TextFile> files) {
        this.files = files.stream().map(TextFile::name).toList();
        ObjectKind.ALL.forEach(kind -> lists.put(kind.list(), JsonNodeFactory.instance.arrayNode()));
        ManifestReader reader = new ManifestReader(files);
        reader.objects().forEach(this::add);
        if (seen.isEmpty()) {
            throw new TargetUnavailable(String.join(", ", this.files.subList(0, Math.min(NAMED, this.files.size())))
                    + ": nothing in it is an object of Kubernetes that could be judged");
        }
        if (!reader.others().isEmpty()) {
            notLookedAt.put("no object of Kubernetes", reader.others());
        }
        new Roles(lists).complete();
    }

    /** @throws TargetUnavailable if a file cannot be understood, or an object stands in two ways */
    static Bundle of(List<TextFile> files) {
        return new Bundle(files);
    }

    Map<String, Document> documents() {
        Map<String, Document> documents = new TreeMap<>();
        for (JsonNode definition : items(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS)) {
            // Of kinds that files hold they may hold none.
            if (EntranceKinds.ALL.contains(
                    definition.path("metadata").path("name").asText(""))) {
                CustomResources.list(definition)
                        .ifPresent(list -> lists.putIfAbsent(list, JsonNodeFactory.instance.arrayNode()));
            }
        }
        lists.forEach((key, items) -> documents.put(
                key, Document.of(JsonNodeFactory.instance.objectNode().set("items", items))));
        ObjectKind.OF_A_CLUSTER.forEach(key -> documents.put(key, Document.unreadable(key + ": " + ONLY_A_CLUSTER)));
        ObjectNode manifests = JsonNodeFactory.instance.objectNode();
        ArrayNode names = manifests.putArray("files");
        files.forEach(names::add);
        ArrayNode left = manifests.putArray("notLookedAt");
        warnings().forEach(left::add);
        documents.put(KubernetesDocuments.MANIFESTS, Document.of(manifests));
        return documents;
    }

    /** What is not looked at, a line for each kind. */
    List<String> warnings() {
        return notLookedAt.entrySet().stream()
                .map(kind -> "Not looked at, " + kind.getKey() + ": "
                        + String.join(
                                ", ",
                                kind.getValue()
                                        .subList(
                                                0,
                                                Math.min(NAMED, kind.getValue().size())))
                        + (kind.getValue().size() > NAMED
                                ? " and " + (kind.getValue().size() - NAMED) + " more"
                                : ""))
                .toList();
    }

    private void add(Found found) {
        ObjectKind kind = ObjectKind.of(found.apiVersion(), found.kind())
                .or(() -> entrance(found))
                .orElse(null);
        if (kind == null) {
            leaveOut(found);
            return;
        }
        if (found.name().isEmpty()) {
            throw found.isWrong("a " + found.kind() + " without metadata.name");
        }
        ObjectNode metadata = metadata(found);
        metadata.put("name", found.name());
        if (!kind.namespaced()) {
            metadata.remove("namespace");
        } else if (found.namespace().isEmpty()) {
            metadata.put("namespace", "default");
        }
        if (isKnown(kind, found)) {
            return;
        }
        String resource = kind.list().substring(kind.list().lastIndexOf('/') + 1);
        ObjectNode object = resource.equals("secrets") ? withoutContents(found.object()) : found.object();
        items(kind.list()).add(redactor.redact(resource, object));
    }

    private static ObjectNode metadata(Found found) {
        if (found.object().path("metadata") instanceof ObjectNode metadata) {
            return metadata;
        }
        throw found.isWrong("metadata is no mapping");
    }

    /** Whether the same object was seen before; one that stands in two ways is no state of any cluster. */
    private boolean isKnown(ObjectKind kind, Found found) {
        String name = String.join("/", kind.list(), found.namespace(), found.name());
        Found earlier = seen.putIfAbsent(name, found);
        if (earlier == null) {
            return false;
        }
        if (bare(earlier).equals(bare(found))) {
            return true;
        }
        throw found.isWrong(found.kind() + " " + found.name() + " stands here a second time and otherwise than in "
                + earlier.place() + "; name one overlay, or render it (kustomize build DIR > rendered.yaml)");
    }

    private static JsonNode bare(Found found) {
        ObjectNode bare = found.object().deepCopy();
        bare.findParents(Reading.PLACE).forEach(object -> ((ObjectNode) object).remove(Reading.PLACE));
        return bare;
    }

    private void leaveOut(Found found) {
        notLookedAt
                .computeIfAbsent(found.apiVersion() + " " + found.kind(), kind -> new ArrayList<>())
                .add(found.name() + " (" + found.place() + ")");
        if (!ObjectKind.group(found.apiVersion()).isEmpty()) {
            define(found);
        }
    }

    /** What others have added to the API to let traffic in. */
    private Optional<ObjectKind> entrance(Found found) {
        String definition = definition(found);
        if (!EntranceKinds.ALL.contains(definition)) {
            return Optional.empty();
        }
        return Optional.of(entrances.computeIfAbsent(definition, name -> {
            ObjectNode spec = define(found).putObject("spec");
            String group = ObjectKind.group(found.apiVersion());
            String plural = name.substring(0, name.indexOf('.'));
            String version = found.apiVersion().substring(found.apiVersion().indexOf('/') + 1);
            spec.put("group", group).putObject("names").put("plural", plural);
            spec.putArray("versions").addObject().put("name", version).put("served", true);
            String list = "/apis/" + group + "/" + version + "/" + plural;
            lists.put(list, JsonNodeFactory.instance.arrayNode());
            return new ObjectKind(found.kind(), List.of(group), list, true);
        }));
    }

    /** Where there is an object of a kind, a cluster that takes it has the definition too. */
    private ObjectNode define(Found found) {
        ObjectNode definition =
                items(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS).addObject();
        definition.putObject("metadata").put("name", definition(found));
        return definition;
    }

    private static String definition(Found found) {
        String singular = found.kind().toLowerCase(Locale.ROOT).replaceFirst("(?<![aeiou])y$", "ie");
        return singular + (singular.endsWith("s") ? "es" : "s") + "." + ObjectKind.group(found.apiVersion());
    }

    private ArrayNode items(String list) {
        return Objects.requireNonNull(lists.get(list), list);
    }

    private static ObjectNode withoutContents(ObjectNode secret) {
        ObjectNode kept = secret.objectNode();
        kept.set("metadata", secret.path("metadata"));
        kept.set("type", secret.path("type").isTextual() ? secret.path("type") : kept.textNode("Opaque"));
        ArrayNode keys = kept.putArray("keys");
        for (String contents : List.of("data", "stringData")) {
            secret.path(contents).fieldNames().forEachRemaining(keys::add);
        }
        kept.set(Reading.PLACE, secret.path(Reading.PLACE));
        return kept;
    }
}
