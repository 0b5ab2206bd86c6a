package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The manifest that ships is made from what is collected. */
class AuditorTests {

    private static final Path SHIPPED = Path.of("src", "main", "resources", "rbac", "plimsoll-auditor.yaml");

    @Test
    void the_manifest_is_up_to_date() throws IOException {
        Path made = Path.of("target", "plimsoll-auditor.yaml");
        Files.createDirectories(made.toAbsolutePath().getParent());
        Files.writeString(made, Auditor.manifest());

        assertThat(SHIPPED).as("copy junit-extension/%s over it", made).hasSameTextualContentAs(made);
    }

    @Test
    void it_lets_nobody_change_anything() {
        assertThat(Auditor.manifest().lines())
                .filteredOn(line -> line.contains("verbs:"))
                .containsOnly("    verbs: [list]", "    verbs: [get]");
    }
}
