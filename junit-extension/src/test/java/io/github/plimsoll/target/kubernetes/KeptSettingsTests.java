package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.target.Redactor;
import org.junit.jupiter.api.Test;

/** What is kept of command lines and settings because controls judge it, and is no secret by its shape. */
class KeptSettingsTests {

    private static final String SECRET = "canary-4711";

    private final ObjectRedactor redactor = new ObjectRedactor(new Redactor());

    @Test
    void switches_are_kept_and_no_other_word() {
        ObjectNode container = new ObjectMapper().createObjectNode().put("image", "kube-router:2");
        container
                .putArray("args")
                .add("--password")
                .add(SECRET)
                .add("--run-firewall=false")
                .add("--" + SECRET)
                .add("--token=" + SECRET)
                .add(SECRET + "=true");

        JsonNode args = redactor.redact("pods", container).path("args");

        assertThat(args.toString()).contains("--run-firewall=false").doesNotContain(SECRET);
        assertThat(args.size()).isEqualTo(2);
    }

    @Test
    void a_command_line_of_switches_alone_hides_nothing() {
        ObjectNode container = new ObjectMapper().createObjectNode();
        container.putArray("command").add("/agent").add("--enable-network-policy=true");

        assertThat(redactor.redact("pods", container).path("command").toString())
                .isEqualTo("[\"/agent\",\"--enable-network-policy=true\"]");
    }

    @Test
    void whether_cilium_keeps_to_policies_is_kept_if_it_is_one_of_its_words() {
        assertThat(mode("cilium-config", "never")).isEqualTo("never");
        assertThat(mode("cilium-config", SECRET)).doesNotContain(SECRET);
        assertThat(mode("shop", "never")).isNotEqualTo("never");
    }

    private String mode(String name, String mode) {
        ObjectNode map = new ObjectMapper().createObjectNode();
        map.putObject("metadata").put("name", name).put("namespace", "cilium");
        map.putObject("data").put("enable-policy", mode).put("token", SECRET);
        JsonNode redacted = redactor.redact("configmaps", map);
        assertThat(redacted.toString()).doesNotContain(SECRET);
        return redacted.at("/data/enable-policy").asText();
    }
}
