package io.github.plimsoll.fact.kubernetes.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a kubelet, put together from where it takes them when it starts: flags over drop-ins over its file over
 * defaults. Only those that controls judge, in the shape in which it tells them itself.
 */
public final class KubeletSettings {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String AUTHORIZATION = "/authorization/mode";
    private static final String IDLE = "/streamingConnectionIdleTimeout";
    private static final String CERTIFICATE = "/tlsCertFile";
    private static final String KEY = "/tlsPrivateKeyFile";
    private static final String EVENTS = "/eventRecordQPS";
    private static final String PROCESSES = "/podPidsLimit";
    private static final String LOG_SIZE = "/containerLogMaxSize";

    private static final Map<String, String> EVICTION = Map.of(
            "memory.available", "100Mi",
            "nodefs.available", "10%",
            "nodefs.inodesFree", "5%",
            "imagefs.available", "15%",
            "imagefs.inodesFree", "5%");

    /** What is meant relative to the file that says it. */
    private static final List<String> PATHS =
            List.of("/authentication/x509/clientCAFile", "/staticPodPath", CERTIFICATE, KEY);

    private KubeletSettings() {}

    /** What its command line gives for each flag, the last word on it. */
    public static Map<String, String> flags(List<String> words) {
        Map<String, String> flags = new LinkedHashMap<>();
        Flags.values(words).forEach((flag, given) -> flags.put(flag, given.get(given.size() - 1)));
        return flags;
    }

    /**
     * What it goes by.
     *
     * @param file what its file says; null if it has none
     * @param directory where that file is
     * @param dropIns what its drop-ins say, in the order in which it takes them
     * @param words its command line behind the program
     */
    public static ObjectNode effective(
            @Nullable JsonNode file, String directory, List<JsonNode> dropIns, List<String> words) {
        ObjectNode settings = file instanceof ObjectNode object ? object.deepCopy() : JSON.objectNode();
        if (file == null) {
            withoutFile(settings);
        } else {
            evictInTime(settings);
        }
        for (String path : PATHS) {
            String value = settings.at(path).asText("");
            if (!value.isEmpty() && !value.startsWith("/")) {
                set(settings, path, TextNode.valueOf(directory + "/" + value));
            }
        }
        dropIns.forEach(dropIn -> merge(settings, dropIn));
        fillIn(settings);
        Map<String, List<String>> flags = Flags.values(words);
        KubeletFlags.apply(flags, settings);
        certifyItself(settings, flags.getOrDefault("cert-dir", List.of("/var/lib/kubelet/pki")));
        return settings;
    }

    /** Whoever gives it no file gets what it did before there were files. */
    private static void withoutFile(ObjectNode settings) {
        set(settings, "/authentication/anonymous/enabled", JSON.booleanNode(true));
        set(settings, "/authentication/webhook/enabled", JSON.booleanNode(false));
        set(settings, AUTHORIZATION, TextNode.valueOf("AlwaysAllow"));
        set(settings, "/readOnlyPort", JSON.numberNode(10255));
    }

    /** What it does before the node runs out, which a file replaces as a whole unless it says otherwise. */
    private static void evictInTime(ObjectNode settings) {
        boolean given = settings.path("evictionHard").isObject();
        if (!given || settings.path("mergeDefaultEvictionSettings").asBoolean(false)) {
            EVICTION.forEach((signal, threshold) ->
                    setDefault(settings.withObjectProperty("evictionHard"), "/" + signal, TextNode.valueOf(threshold)));
        }
    }

    /** A null takes away, objects are merged, all else replaces. */
    private static void merge(ObjectNode settings, JsonNode dropIn) {
        for (Map.Entry<String, JsonNode> field : dropIn.properties()) {
            if (field.getValue().isNull()) {
                settings.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode below) {
                ObjectNode object = settings.path(field.getKey()) instanceof ObjectNode known
                        ? known
                        : settings.putObject(field.getKey());
                merge(object, below);
            } else {
                settings.set(field.getKey(), field.getValue().deepCopy());
            }
        }
    }

    /** What is not said, or said to be nothing where nothing makes no sense. */
    private static void fillIn(ObjectNode settings) {
        setDefault(settings, "/authentication/anonymous/enabled", JSON.booleanNode(false));
        setDefault(settings, "/authentication/webhook/enabled", JSON.booleanNode(true));
        setDefault(settings, "/makeIPTablesUtilChains", JSON.booleanNode(true));
        setDefault(settings, "/seccompDefault", JSON.booleanNode(false));
        setDefault(settings, EVENTS, JSON.numberNode(50));
        setDefault(settings, PROCESSES, JSON.numberNode(-1));
        setDefault(settings, "/containerLogMaxFiles", JSON.numberNode(5));
        if (settings.at(LOG_SIZE).asText("").isEmpty()) {
            set(settings, LOG_SIZE, TextNode.valueOf("10Mi"));
        }
        if (settings.at(AUTHORIZATION).asText("").isEmpty()) {
            set(settings, AUTHORIZATION, TextNode.valueOf("Webhook"));
        }
        String idle = settings.at(IDLE).asText("");
        if (idle.isEmpty()
                || GoDuration.parse(idle).filter(time -> time.isZero()).isPresent()) {
            set(settings, IDLE, TextNode.valueOf("4h0m0s"));
        }
    }

    /** Without a certificate it makes itself one. */
    private static void certifyItself(ObjectNode settings, List<String> directory) {
        if (!settings.path("serverTLSBootstrap").asBoolean(false)
                && settings.at(CERTIFICATE).asText("").isEmpty()
                && settings.at(KEY).asText("").isEmpty()) {
            String place = directory.get(directory.size() - 1);
            set(settings, CERTIFICATE, TextNode.valueOf(place + "/kubelet.crt"));
            set(settings, KEY, TextNode.valueOf(place + "/kubelet.key"));
        }
    }

    private static void setDefault(ObjectNode settings, String path, JsonNode value) {
        JsonNode known = settings.at(path);
        if (known.isMissingNode() || known.isNull()) {
            set(settings, path, value);
        }
    }

    static void set(ObjectNode settings, String path, JsonNode value) {
        ObjectNode object = settings;
        String[] names = path.substring(1).split("/");
        for (int i = 0; i < names.length - 1; i++) {
            object = object.path(names[i]) instanceof ObjectNode known ? known : object.putObject(names[i]);
        }
        object.set(names[names.length - 1], value);
    }
}
