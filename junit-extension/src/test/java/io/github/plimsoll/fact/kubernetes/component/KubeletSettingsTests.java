package io.github.plimsoll.fact.kubernetes.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Evidence;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A kubelet's settings are put together as it does so itself. */
class KubeletSettingsTests {

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static JsonNode effective(@Nullable String file, List<String> dropIns, String... words) {
        return KubeletSettings.effective(
                file == null ? null : yaml(file),
                "/var/lib/kubelet",
                dropIns.stream().map(KubeletSettingsTests::yaml).toList(),
                Stream.of(words).toList());
    }

    @Test
    void what_a_file_leaves_out_or_sets_to_nothing_has_its_default() {
        JsonNode settings = effective("{kind: KubeletConfiguration, streamingConnectionIdleTimeout: 0s}", List.of());

        assertThat(settings.at("/authentication/anonymous/enabled").asBoolean(true))
                .isFalse();
        assertThat(settings.at("/authorization/mode").asText()).isEqualTo("Webhook");
        assertThat(settings.at("/streamingConnectionIdleTimeout").asText()).isEqualTo("4h0m0s");
        assertThat(settings.at("/makeIPTablesUtilChains").asBoolean()).isTrue();
        assertThat(settings.at("/eventRecordQPS").asLong()).isEqualTo(50);
        assertThat(settings.at("/podPidsLimit").asLong()).isEqualTo(-1);
        assertThat(settings.has("readOnlyPort")).isFalse();
    }

    @Test
    void without_a_file_everybody_is_let_in() {
        JsonNode settings = effective(null, List.of());

        assertThat(settings.at("/authentication/anonymous/enabled").asBoolean()).isTrue();
        assertThat(settings.at("/authorization/mode").asText()).isEqualTo("AlwaysAllow");
        assertThat(settings.at("/readOnlyPort").asLong()).isEqualTo(10255);
    }

    @Test
    void a_later_drop_in_overrules_an_earlier_one_and_the_file() {
        JsonNode settings = effective(
                "{authentication: {anonymous: {enabled: false}, x509: {clientCAFile: /a.crt}}, podPidsLimit: 100}",
                List.of(
                        "{authentication: {anonymous: {enabled: true}}, readOnlyPort: 10255, tlsCipherSuites: [A, B]}",
                        "{readOnlyPort: 0, podPidsLimit: null, tlsCipherSuites: [C]}"));

        assertThat(settings.at("/authentication/anonymous/enabled").asBoolean()).isTrue();
        assertThat(settings.at("/authentication/x509/clientCAFile").asText()).isEqualTo("/a.crt");
        assertThat(settings.at("/readOnlyPort").asLong(-1)).isZero();
        assertThat(settings.at("/podPidsLimit").asLong()).isEqualTo(-1);
        assertThat(settings.at("/tlsCipherSuites")).extracting(JsonNode::asText).containsExactly("C");
    }

    @Test
    void flags_overrule_all_and_gates_add_up() {
        JsonNode settings = effective(
                "{authentication: {anonymous: {enabled: false}}, featureGates: {A: true, B: false}}",
                List.of("{readOnlyPort: 0}"),
                "--anonymous-auth",
                "--read-only-port=10255",
                "--tls-cipher-suites=X, Y",
                "--authorization_mode",
                "AlwaysAllow",
                "--event-qps=0",
                "--feature-gates=B=true,C=0",
                "--streaming-connection-idle-timeout=0");

        assertThat(settings.at("/authentication/anonymous/enabled").asBoolean()).isTrue();
        assertThat(settings.at("/readOnlyPort").asLong()).isEqualTo(10255);
        assertThat(settings.at("/tlsCipherSuites")).extracting(JsonNode::asText).containsExactly("X", "Y");
        assertThat(settings.at("/authorization/mode").asText()).isEqualTo("AlwaysAllow");
        assertThat(settings.at("/eventRecordQPS").asLong(-1)).isZero();
        assertThat(settings.at("/featureGates").toString()).isEqualTo("{\"A\":true,\"B\":true,\"C\":false}");
        assertThat(settings.at("/streamingConnectionIdleTimeout").asText())
                .as("a flag may say what a file cannot")
                .isEqualTo("0");
    }

    @Test
    void a_value_of_the_wrong_kind_is_not_taken_for_a_right_one() {
        JsonNode settings = effective("{}", List.of(), "--anonymous-auth=no", "--read-only-port=none");

        assertThat(settings.at("/authentication/anonymous/enabled").isBoolean()).isFalse();
        assertThat(settings.at("/readOnlyPort").isNumber()).isFalse();
    }

    @Test
    void a_certificate_is_made_where_none_is_given_and_none_is_asked_for() {
        assertThat(effective("{}", List.of()).path("tlsCertFile").asText())
                .isEqualTo("/var/lib/kubelet/pki/kubelet.crt");
        assertThat(effective("{}", List.of(), "--cert-dir=/k")
                        .path("tlsCertFile")
                        .asText())
                .isEqualTo("/k/kubelet.crt");
        assertThat(effective("{serverTLSBootstrap: true}", List.of()).has("tlsCertFile"))
                .isFalse();
        assertThat(effective("{tlsCertFile: own.crt}", List.of())
                        .path("tlsCertFile")
                        .asText())
                .as("relative to the file")
                .isEqualTo("/var/lib/kubelet/own.crt");
    }

    @Test
    void the_node_runs_out_of_nothing_before_pods_are_ended_unless_it_is_told_so() {
        assertThat(effective("{}", List.of())
                        .at("/evictionHard/memory.available")
                        .asText())
                .isEqualTo("100Mi");
        assertThat(effective("{evictionHard: {nodefs.available: 1%}}", List.of())
                        .path("evictionHard"))
                .hasSize(1);
        assertThat(effective("{evictionHard: {nodefs.available: 1%}, mergeDefaultEvictionSettings: true}", List.of())
                        .path("evictionHard"))
                .hasSize(5);
        assertThat(effective("{}", List.of("{evictionHard: {nodefs.available: 1%}}"))
                        .path("evictionHard"))
                .as("a drop-in adds to what is there")
                .hasSize(5);
        assertThat(effective(null, List.of()).has("evictionHard")).isFalse();
        assertThat(effective("{}", List.of(), "--eviction-hard=memory.available<1Gi,nodefs.available<5%")
                        .path("evictionHard")
                        .toString())
                .isEqualTo("{\"memory.available\":\"1Gi\",\"nodefs.available\":\"5%\"}");
        assertThat(effective("{}", List.of(), "--system-reserved=cpu=100m,memory=1Gi")
                        .at("/systemReserved/memory")
                        .asText())
                .isEqualTo("1Gi");
    }

    /** Else a control would take what was never put together for what is not set. */
    @Test
    void all_that_is_asked_of_kubelets_is_put_together() throws ReflectiveOperationException {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.set("kubeletconfig", effective("{serverTLSBootstrap: true}", List.of()));
        Snapshot snapshot = new Snapshot(
                new SnapshotHeader("", "kubernetes", "", "", "", "", "", Instant.EPOCH, "", 0, List.of()),
                Map.of(KubernetesDocuments.kubeletConfig("a"), Document.of(told)));
        Recorder recorder = new Recorder();
        Kubelet kubelet = Kubelet.of(Reading.of(snapshot, recorder), "a");
        for (Method method : Kubelet.class.getDeclaredMethods()) {
            boolean asks = Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getParameterCount() == 0
                    && !method.getName().equals("hostnameOverride");
            if (asks) {
                method.invoke(kubelet);
            }
        }

        List<String> asked = recorder.evidence().stream()
                .map(Evidence::path)
                .filter(path -> path.startsWith("kubeletconfig."))
                .map(path -> path.replaceFirst("kubeletconfig", "").replace('.', '/'))
                .toList();
        assertThat(asked).hasSizeGreaterThan(15).allMatch(KubeletFlags::know);
    }
}
