package io.github.plimsoll.suites.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.proof.TinyImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** From the setting to the report: an archive beside the manifest that names its image. */
class ImageArchivesTests {

    private static final String MANIFEST = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: app, image: 'localhost/web:1'}]}
            """;

    @TempDir
    Path directory;

    private JsonNode findings(Path archives) throws IOException {
        Path manifests = Files.createDirectories(directory.resolve("manifests"));
        Files.writeString(manifests.resolve("web.yaml"), MANIFEST);
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(ImageLayers.class))
                .configurationParameter("plimsoll.target", "manifests:" + manifests)
                .configurationParameter("plimsoll.kubernetes.image-archives", archives.toString())
                .configurationParameter("plimsoll.output", directory.toString())
                .configurationParameter(
                        "plimsoll.allureResults", directory.resolve("allure").toString())
                .execute();
        ObjectNode findings = JsonNodeFactory.instance.objectNode();
        for (JsonNode control : new ObjectMapper()
                .readTree(directory.resolve("results.json").toFile())
                .get("controls")) {
            findings.set(
                    control.get("id").asText().replaceFirst("kubernetes/", ""),
                    control.get("findings").get(0));
        }
        return findings;
    }

    @Test
    void what_is_found_in_an_archive_is_reported_of_the_workload_that_names_its_image() throws IOException {
        Path archive = directory.resolve("web.tar");
        Files.write(
                archive,
                TinyImage.on("x86_64")
                        .layer("COPY su /usr/bin/ # buildkit", layer -> layer.file("usr/bin/su", 04755, "su"))
                        .image(config -> config, "localhost/web:1")
                        .tar());

        JsonNode findings = findings(archive);

        JsonNode setuid = findings.path("files_run_with_no_rights_of_others");
        assertThat(setuid.get("verdict").asText()).isEqualTo("VIOLATED");
        assertThat(setuid.get("subject").asText()).isEqualTo("deployment/shop/web › app › image");
        assertThat(setuid.get("state").asText()).isEqualTo("known by its name alone");
        assertThat(setuid.get("message").asText()).contains("/usr/bin/su (4755, owner 0:0, layer 2)");
        assertThat(setuid.get("evidence").toString()).contains("found in web.tar", "by its name alone");
        // The name may stand for another image by the time it is pulled.
        assertThat(findings.path("image_holds_no_secret").get("verdict").asText())
                .isEqualTo("INCONCLUSIVE");
    }

    @Test
    void archives_that_are_not_there_are_no_clean_ones() throws IOException {
        assertThat(findings(directory.resolve("nowhere"))
                        .path("image_holds_no_secret")
                        .get("verdict")
                        .asText())
                .isEqualTo("INCONCLUSIVE");
    }
}
