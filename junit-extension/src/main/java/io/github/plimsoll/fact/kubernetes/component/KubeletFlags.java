package io.github.plimsoll.fact.kubernetes.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.plimsoll.fact.GoBoolean;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The flags of a kubelet that stand for settings of its file. */
final class KubeletFlags {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** {@code memory=1Gi}, or {@code memory.available<100Mi} of thresholds. */
    private static final Pattern ENTRY = Pattern.compile("([^=<]+)[=<](.*)");

    private enum Kind {
        TEXT,
        SWITCH,
        NUMBER,
        LIST,
        MAP
    }

    /** @param path where it stands in the settings */
    private record Flag(String name, String path, Kind kind) {}

    private static final List<Flag> FLAGS = List.of(
            new Flag("anonymous-auth", "/authentication/anonymous/enabled", Kind.SWITCH),
            new Flag("authentication-token-webhook", "/authentication/webhook/enabled", Kind.SWITCH),
            new Flag("authorization-mode", "/authorization/mode", Kind.TEXT),
            new Flag("client-ca-file", "/authentication/x509/clientCAFile", Kind.TEXT),
            new Flag("container-log-max-files", "/containerLogMaxFiles", Kind.NUMBER),
            new Flag("container-log-max-size", "/containerLogMaxSize", Kind.TEXT),
            new Flag("enable-debugging-handlers", "/enableDebuggingHandlers", Kind.SWITCH),
            new Flag("event-qps", "/eventRecordQPS", Kind.NUMBER),
            new Flag("eviction-hard", "/evictionHard", Kind.MAP),
            new Flag("kube-reserved", "/kubeReserved", Kind.MAP),
            new Flag("make-iptables-util-chains", "/makeIPTablesUtilChains", Kind.SWITCH),
            new Flag("manifest-url", "/staticPodURL", Kind.TEXT),
            new Flag("pod-manifest-path", "/staticPodPath", Kind.TEXT),
            new Flag("pod-max-pids", "/podPidsLimit", Kind.NUMBER),
            new Flag("read-only-port", "/readOnlyPort", Kind.NUMBER),
            new Flag("rotate-certificates", "/rotateCertificates", Kind.SWITCH),
            new Flag("rotate-server-certificates", "/serverTLSBootstrap", Kind.SWITCH),
            new Flag("seccomp-default", "/seccompDefault", Kind.SWITCH),
            new Flag("streaming-connection-idle-timeout", "/streamingConnectionIdleTimeout", Kind.TEXT),
            new Flag("system-reserved", "/systemReserved", Kind.MAP),
            new Flag("tls-cert-file", "/tlsCertFile", Kind.TEXT),
            new Flag("tls-cipher-suites", "/tlsCipherSuites", Kind.LIST),
            new Flag("tls-min-version", "/tlsMinVersion", Kind.TEXT),
            new Flag("tls-private-key-file", "/tlsPrivateKeyFile", Kind.TEXT));

    /** The one setting that is judged and has no flag. */
    private static final String OF_FILES_ONLY = "/enableProfilingHandler";

    private KubeletFlags() {}

    /**
     * Puts flags in the place of what the settings say.
     *
     * @param flags what is given for each, by its name
     */
    static void apply(Map<String, List<String>> flags, ObjectNode settings) {
        for (Flag flag : FLAGS) {
            List<String> given = flags.getOrDefault(flag.name(), List.of());
            if (!given.isEmpty()) {
                KubeletSettings.set(settings, flag.path(), value(flag.kind(), given));
            }
        }
        addGates(settings, flags.getOrDefault("feature-gates", List.of()));
    }

    /** Whether it is known which flag stands for a setting, as of each that controls judge. */
    static boolean know(String path) {
        return path.startsWith("/featureGates/")
                || path.equals(OF_FILES_ONLY)
                || FLAGS.stream().anyMatch(flag -> path.startsWith(flag.path()));
    }

    /** Gates of flags are added to those of files. */
    private static void addGates(ObjectNode settings, List<String> given) {
        for (String flag : given) {
            for (String gate : flag.split(",", -1)) {
                int equals = gate.indexOf('=');
                if (equals > 0) {
                    settings.withObjectProperty("featureGates")
                            .set(gate.substring(0, equals).strip(), truth(gate.substring(equals + 1)));
                }
            }
        }
    }

    private static JsonNode value(Kind kind, List<String> given) {
        String last = given.get(given.size() - 1);
        return switch (kind) {
            case TEXT -> TextNode.valueOf(last);
            case SWITCH -> truth(last);
            case NUMBER -> last.matches("-?\\d{1,18}") ? JSON.numberNode(Long.parseLong(last)) : TextNode.valueOf(last);
            case MAP -> {
                ObjectNode map = JSON.objectNode();
                for (String words : given) {
                    for (String word : words.split(",")) {
                        Matcher entry = ENTRY.matcher(word.strip());
                        if (entry.matches()) {
                            map.put(entry.group(1), entry.group(2));
                        }
                    }
                }
                yield map;
            }
            case LIST -> {
                ArrayNode list = JSON.arrayNode();
                given.forEach(words -> List.of(words.split(",")).forEach(word -> list.add(word.strip())));
                yield list;
            }
        };
    }

    /** What is neither true nor false stays as it is, for nobody to take it for one of them. */
    private static JsonNode truth(String text) {
        return GoBoolean.parse(text.strip()).<JsonNode>map(JSON::booleanNode).orElseGet(() -> TextNode.valueOf(text));
    }
}
