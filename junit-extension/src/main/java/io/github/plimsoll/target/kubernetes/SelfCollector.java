package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.host.FileRequest;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.component.RancherHome;
import io.github.plimsoll.target.Reasons;
import io.github.plimsoll.target.host.Machine;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what a node tells of itself to a program that runs on it, with no pod and no question to the API server. */
final class SelfCollector {

    private static final String ELSEWHERE =
            "only the API server tells that, and it was not asked; -Dtarget=cluster asks it";

    /** As deep as the pods look that tell of nodes. */
    private static final int DEPTH = 5;

    private static final Pattern CERTIFICATE_FILE = Pattern.compile(".*\\.(?:crt|pem)");
    private static final Pattern CONFIGURATION_FILE = Pattern.compile(".*\\.(?:conf|conflist|json)");
    private static final Pattern CERTIFICATE =
            Pattern.compile("(?s)-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----");
    private static final Pattern SECRET = Pattern.compile("(secret[\"']?\\s*:\\s*)[^,}\\n]*");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/=]{20,}");
    /** Or a line that names a file, whose path may be as long. */
    private static final Pattern LONG_KEY = Pattern.compile(
            "(?m)^[ \\t]*(?:- )?path:[ \\t]*[\"']?/[A-Za-z0-9._/-]*[\"']?[ \\t]*$|([A-Za-z0-9+/=]{40,})");

    private final Machine machine;
    private final SelfPrograms programs;
    private final Machine.View files;
    private final NodeContents contents;
    private final ObjectRedactor redactor;

    SelfCollector(Machine machine, SelfPrograms programs, ObjectRedactor redactor) {
        this.machine = machine;
        this.programs = programs;
        this.files = machine.seenBy(programs.kubelet().pid());
        this.contents = new NodeContents(redactor);
        this.redactor = redactor;
    }

    Map<String, Document> collect() {
        Map<String, Document> documents = new LinkedHashMap<>();
        Document elsewhere = Document.unreadable(ELSEWHERE);
        documents.put(KubernetesDocuments.VERSION, elsewhere);
        Collected.ALL.forEach(kind -> documents.put(kind.list(), elsewhere));
        documents.put(
                KubernetesDocuments.SELF,
                Document.of(JsonNodeFactory.instance.objectNode().put("name", programs.node())));
        ObjectNode processes = contents.processes(programs.own());
        ArrayNode contained = processes.putArray("contained");
        programs.contained().forEach(contained::add);
        documents.put(key(KubernetesDocuments.PROCESSES), Document.of(processes));

        Document kubelet = new SelfKubelet(machine, files, programs.kubelet()).settings();
        JsonNode settings = kubelet.isReadable() ? kubelet.json().path("kubeletconfig") : MissingNode.getInstance();
        documents.put(
                key(KubernetesDocuments.KUBELET), kubelet.isReadable() ? contents.document(kubelet.json()) : kubelet);
        Document pods =
                kubelet.isReadable() ? new StaticPods(files, redactor, programs.node()).read(settings) : kubelet;
        documents.put(key(KubernetesDocuments.STATIC_PODS), pods);
        look(plan(pods, settings), documents);
        return documents;
    }

    private String key(String fact) {
        return KubernetesDocuments.ofNode(programs.node(), fact);
    }

    private NodePlan plan(Document pods, JsonNode settings) {
        List<JsonNode> ofTheSystem = new ArrayList<>();
        if (pods.isReadable()) {
            for (JsonNode pod : pods.json().path("items")) {
                if (pod.path("metadata").path("namespace").asText().equals("kube-system")) {
                    ofTheSystem.add(pod);
                }
            }
        }
        NodePlan plan = NodePlan.of(ofTheSystem, settings);
        programs.own().forEach(program -> {
            plan.addProcess(program.flags());
            RancherHome.ofProgram(program.words()).ifPresent(home -> plan.addHome(home, program.words()));
        });
        return plan;
    }

    private void look(NodePlan plan, Map<String, Document> documents) {
        List<FileRequest> requests = new ArrayList<>();
        // What is looked at by itself first, for a look at all of a directory says more of what is in it.
        plan.looks().getOrDefault(NodePlan.ONE, Set.of()).forEach(path -> requests.add(new FileRequest(path, 0)));
        plan.looks().getOrDefault(NodePlan.TREE, Set.of()).forEach(path -> requests.add(new FileRequest(path, DEPTH)));
        JsonNode found = files.files(requests);
        ObjectNode certificates = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> file : found.properties()) {
            String real = file.getValue().path("real").asText(file.getKey());
            if (CERTIFICATE_FILE.matcher(real).matches()
                    && file.getValue().path("type").asText().equals("file")) {
                certificates.set(file.getKey(), text(file.getKey(), SelfCollector::certificates));
            }
        }
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        do {
            for (String look : plan.looks().getOrDefault(NodePlan.SETTINGS, Set.of())) {
                settings(look)
                        .forEach(path ->
                                settings.set(path, text(path, text -> contents.setting(withoutLongKeys(text)))));
            }
        } while (plan.addNamed(settings));
        for (String path : plan.looks().getOrDefault(NodePlan.ENCRYPTION, Set.of())) {
            settings.set(path, text(path, text -> contents.setting(withoutKeys(text))));
        }
        for (String path : plan.looks().getOrDefault(NodePlan.UNIT, Set.of())) {
            units(path).forEach(unit -> settings.set(unit, text(unit, NodeContents::unit)));
        }
        documents.put(key(KubernetesDocuments.FILES), Document.of(found));
        documents.put(key(KubernetesDocuments.CERTIFICATES), Document.of(certificates));
        documents.put(key(KubernetesDocuments.SETTINGS), Document.of(settings));
    }

    private static ObjectNode certificates(String text) {
        StringBuilder pem = new StringBuilder();
        CERTIFICATE
                .matcher(text)
                .results()
                .forEach(match -> pem.append(match.group()).append('\n'));
        return NodeContents.certificates(pem.toString());
    }

    /** The path itself, or the configuration files in a directory there. */
    private List<String> settings(String path) {
        JsonNode found = files.files(List.of(new FileRequest(path, 1)));
        if (!found.path(path).path("type").asText().equals("directory")) {
            return List.of(path);
        }
        List<String> settings = new ArrayList<>();
        for (Map.Entry<String, JsonNode> file : found.properties()) {
            if (CONFIGURATION_FILE.matcher(file.getKey()).matches()
                    && file.getValue().path("type").asText().equals("file")) {
                settings.add(file.getKey());
            }
        }
        return settings;
    }

    /** The unit at a path, or the drop-ins in a directory there. */
    private List<String> units(String path) {
        List<String> units = new ArrayList<>();
        for (Map.Entry<String, JsonNode> file :
                files.files(List.of(new FileRequest(path, 1))).properties()) {
            boolean counts = file.getKey().equals(path) || file.getKey().endsWith(".conf");
            if (counts && file.getValue().path("type").asText().equals("file")) {
                units.add(file.getKey());
            }
        }
        return units;
    }

    /** What is made of the text of a file, or that there is none, or why it cannot be read. */
    private ObjectNode text(String path, Function<String, ObjectNode> reading) {
        try {
            return files.text(path)
                    .map(reading)
                    .orElseGet(() -> JsonNodeFactory.instance.objectNode().put("exists", false));
        } catch (IOException e) {
            return NodeContents.unreadable(reason(path, e));
        }
    }

    private static String withoutLongKeys(String text) {
        return LONG_KEY.matcher(text)
                .replaceAll(found -> found.group(1) == null ? Matcher.quoteReplacement(found.group()) : "dropped");
    }

    private static String withoutKeys(String text) {
        return KEY.matcher(SECRET.matcher(text).replaceAll("$1dropped")).replaceAll("dropped");
    }

    /** Why a file could not be read, and what would help. */
    static String reason(String path, IOException e) {
        return e instanceof AccessDeniedException
                ? "no permission to read " + path + "; run as root"
                : "cannot read " + path + ": " + Reasons.oneLine(String.valueOf(e.getMessage()));
    }
}
