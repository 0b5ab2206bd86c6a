package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The manifest that ships is made from what is collected. */
class AuditorTests {

    private static final Path SHIPPED = Path.of("src", "main", "resources", "rbac");

    @Test
    void the_manifests_are_up_to_date() throws IOException {
        assertShipped("plimsoll-auditor.yaml", Auditor.manifest());
        assertShipped("plimsoll-auditor-proxy.yaml", Auditor.proxyManifest());
    }

    private static void assertShipped(String name, String manifest) throws IOException {
        Path made = Path.of("target", name);
        Files.createDirectories(made.toAbsolutePath().getParent());
        Files.writeString(made, manifest);

        assertThat(SHIPPED.resolve(name))
                .as("copy junit-extension/%s over it", made)
                .hasSameTextualContentAs(made);
    }

    @Test
    void they_let_nobody_change_anything() {
        assertThat((Auditor.manifest() + Auditor.proxyManifest()).lines())
                .filteredOn(line -> line.contains("verbs:"))
                .containsOnly("    verbs: [list]", "    verbs: [get]");
    }

    /** Who may get it runs commands in every container. */
    @Test
    void what_leads_into_containers_is_asked_for_by_itself() {
        assertThat(Auditor.manifest().lines().filter(line -> !line.startsWith("#")))
                .noneMatch(line -> line.contains("/proxy"))
                .contains("    resources: [nodes/configz]");
        assertThat(Auditor.proxyManifest()).contains("    resources: [nodes/proxy]");
    }
}
