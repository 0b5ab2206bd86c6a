package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.target.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of the configuration of a mesh: one name, and no more. */
class MeshConfigurationTests {

    private static final String SECRET = "canary-4711";

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            istio,           'rootNamespace: mesh-root', mesh-root
            istio-1-29,      'rootNamespace: mesh-root', mesh-root
            istio,           '{rootNamespace: "mesh-root"}', mesh-root
            istio,           'trustDomain: cluster.local', ''
            istio,           'rootNamespace: [', -
            shop,            'rootNamespace: mesh-root', -
            """)
    void the_root_is_kept_and_nothing_else(String name, String mesh, String root) {
        JsonNode map = redacted(name, "mesh", mesh + "\n# " + SECRET);

        assertThat(map.path(KubernetesDocuments.MESH_ROOT).asText(null)).isEqualTo(root);
        assertThat(map.toString()).doesNotContain(SECRET);
        assertThat(map.at("/data/mesh").asText()).doesNotContain("rootNamespace", "trustDomain");
    }

    @Test
    void another_key_configures_no_mesh() {
        assertThat(redacted("istio", "root-cert.pem", "rootNamespace: mesh-root")
                        .has(KubernetesDocuments.MESH_ROOT))
                .isFalse();
    }

    private static JsonNode redacted(String name, String key, String text) {
        ObjectNode map = new ObjectMapper().createObjectNode();
        map.putObject("metadata").put("name", name).put("namespace", "istio-system");
        map.putObject("data").put(key, text);
        return new ObjectRedactor(new Redactor()).redact("configmaps", map);
    }
}
