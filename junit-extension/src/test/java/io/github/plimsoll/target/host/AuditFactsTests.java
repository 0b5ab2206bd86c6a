package io.github.plimsoll.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audit rules as files have them and as {@code auditctl} of a real kernel answers. */
class AuditFactsTests {

    @TempDir
    private Path root;

    private final AuditFacts facts = new AuditFacts(new Redactor());

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private JsonNode persisted() {
        return facts.persisted(new HostTree(root)).json();
    }

    private static JsonNode rule(String line) {
        return AuditRuleParser.parse(line).orElseThrow();
    }

    @Test
    void either_spelling_is_understood() {
        assertThat(rule("-w /etc/docker -p wa -k docker"))
                .hasToString(
                        "{\"list\":\"exit\",\"action\":\"always\",\"watch\":\"/etc/docker\",\"permissions\":\"wa\","
                                + "\"fields\":[],\"syscalls\":[]}");
        assertThat(rule("-w /etc/docker/").get("permissions").asText()).isEqualTo("rwxa");
        assertThat(rule("-w /etc/docker/").get("watch").asText()).isEqualTo("/etc/docker");
        assertThat(rule("-p wa -w /a").get("permissions").asText()).isEqualTo("wa");
        assertThat(rule("-a exit,always -F path=/usr/bin/dockerd -F perm=war -k d")
                        .get("path")
                        .asText())
                .isEqualTo("/usr/bin/dockerd");
        assertThat(rule("-a always,exit -F dir=/a -F perm=wa").get("dir").asText())
                .isEqualTo("/a");
        assertThat(rule("-A never,task").get("action").asText()).isEqualTo("never");
        assertThat(rule("-A never,task").get("list").asText()).isEqualTo("task");
        assertThat(rule("-a always,exit -F arch=b64 -S open,openat -Fauid>=1000")
                        .get("syscalls"))
                .hasSize(2);
        assertThat(rule("-a always,exit -F arch=b64 -S all -Fauid>=1000").get("syscalls"))
                .isEmpty();
        assertThat(rule("-a always,exit -F arch=b64 -Fauid>=1000 -C uid!=euid").get("fields"))
                .hasSize(3);
    }

    @Test
    void what_is_no_rule_is_none() {
        assertThat(AuditRuleParser.parse("# -w /etc -p wa")).isEmpty();
        assertThat(AuditRuleParser.parse("-b 8192")).isEmpty();
        assertThat(AuditRuleParser.parse("-e 2")).isEmpty();
        assertThat(AuditRuleParser.parse("No rules")).isEmpty();
        assertThat(AuditRuleParser.parse("")).isEmpty();
    }

    @Test
    void the_kernels_answer_is_read() {
        JsonNode live = facts.live(option -> option.equals("-s") ? "enabled 2\nfailure 1\npid 712\n" : """
                        -w /usr/bin/dockerd -p wa -k docker
                        -a always,exit -F arch=b64 -S all -F dir=/etc/docker -F perm=wa -F key=docker
                        -a never,exit -S all -F dir=/var/lib/docker/overlay2 -F key=x
                        """)
                .json();

        assertThat(live.get("enabled").asInt()).isEqualTo(2);
        assertThat(live.get("rules")).hasSize(3);
        assertThat(live.at("/rules/1/dir").asText()).isEqualTo("/etc/docker");
        assertThat(live.at("/rules/1/syscalls")).isEmpty();
        assertThat(live.at("/rules/2/action").asText()).isEqualTo("never");
    }

    @Test
    void a_kernel_that_does_not_answer_has_not_no_rules() {
        assertThat(facts.live(option -> {
                            throw new IOException("You must be root to run this program.");
                        })
                        .reason())
                .contains("auditctl -s: You must be root to run this program.")
                .contains("run as root");
        assertThat(facts.live(option -> "nothing that is known").reason()).contains("whether auditing is on");
    }

    @Test
    void all_files_are_read_in_order_and_a_deletion_ends_what_came_before_it_in_the_same() throws IOException {
        file("etc/audit/rules.d/20-b.rules", "-D\n-w /b -p wa\n");
        file("etc/audit/rules.d/10-a.rules", "## a\n-w /a -p wa\n");
        file("etc/audit/rules.d/30.rules.bak", "-w /c -p wa\n");
        file("etc/audit/audit.rules", "-w /old -p wa\n-D\n-w /d -p wa\n");

        assertThat(persisted().get("rules"))
                .extracting(rule -> rule.get("watch").asText())
                .containsExactly("/a", "/b", "/d");
        assertThat(persisted().at("/rules/0/source").asText()).isEqualTo("/etc/audit/rules.d/10-a.rules:2");
    }

    @Test
    void a_host_without_audit_files_has_no_rules_to_start_with() {
        assertThat(persisted().get("rules")).isEmpty();
    }
}
