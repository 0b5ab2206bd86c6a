package io.github.plimsoll.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingsCsvTests {

    @Test
    void one_row_for_each_control_and_subject(@TempDir Path directory) throws Exception {
        AuditResult audit = SampleAudit.of(
                "host1",
                List.of(
                        SampleAudit.result(
                                Verdict.VIOLATED,
                                "",
                                SampleAudit.finding("container/web", Verdict.VIOLATED, "is \"0\", expected more"),
                                SampleAudit.finding("container/db", Verdict.COMPLIANT, "")),
                        SampleAudit.result(Verdict.INCONCLUSIVE, "/info was not answered")));
        Path file = directory.resolve("new/findings.csv");
        FindingsCsv.write(List.of(audit), file);

        assertThat(Files.readString(file).split("\r\n"))
                .containsExactly(
                        "\"target\",\"control\",\"number\",\"title\",\"severity\",\"level\",\"subject\",\"state\",\"verdict\",\"message\",\"evidence\"",
                        "\"host1\",\"docker/default_bridge_isolates_containers\",\"2.2\",\"Default bridge blocks container-to-container traffic\",\"critical\",\"1\",\"container/web\",\"running\",\"VIOLATED\",\"is \"\"0\"\", expected more\",\"HostConfig.Memory = 0 (default)\"",
                        "\"host1\",\"docker/default_bridge_isolates_containers\",\"2.2\",\"Default bridge blocks container-to-container traffic\",\"critical\",\"1\",\"container/db\",\"running\",\"COMPLIANT\",\"\",\"HostConfig.Memory = 0 (default)\"",
                        "\"host1\",\"docker/log_level_is_info\",\"2.3\",\"Daemon log verbosity is info\",\"critical\",\"1\",\"\",\"\",\"INCONCLUSIVE\",\"/info was not answered\",\"\"");
        assertThat(directory.resolve("new").toFile().list()).containsExactly("findings.csv");
    }

    @Test
    void no_cell_is_a_formula(@TempDir Path directory) throws Exception {
        StringBuilder csv = new StringBuilder();
        new Csv(csv).row(List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a=1", ""));
        assertThat(csv).hasToString("\"'=1+1\",\"'+1\",\"'-1\",\"'@SUM(A1)\",\"' =1\",\"' =1\",\"a=1\",\"\"\r\n");

        Path file = directory.resolve("findings.csv");
        FindingsCsv.write(List.of(HostileText.audit()), file);
        assertThat(Files.readString(file))
                .doesNotContainPattern("[,\\n]\"[\\s]*[=+@-]")
                .doesNotContain("\u202E", "\u001b", "\u0000", "line\nbreak");
    }
}
