package io.github.plimsoll.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.target.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audit rules as files have them and as {@code auditctl} of a real kernel answers. */
class AuditFactsTests {

    @TempDir
    private Path root;

    private AuditFacts facts() {
        return new AuditFacts(new HostTree(root), new Redactor());
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private JsonNode persisted() {
        return facts().persisted().json();
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
        JsonNode live = facts().live(option -> option.equals("-s") ? "enabled 2\nfailure 1\npid 712\n" : """
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
        assertThat(facts().live(option -> {
                            throw new IOException("You must be root to run this program.");
                        })
                        .reason())
                .contains("auditctl -s: You must be root to run this program.")
                .contains("run as root");
        assertThat(facts().live(option -> "nothing that is known").reason()).contains("whether auditing is on");
    }

    @Test
    void all_files_are_read_in_order_and_a_deletion_ends_what_came_before_it_in_the_same() throws IOException {
        file("etc/audit/rules.d/20-b.rules", "-w /old -p wa\n-D\n-w /b -p wa\n");
        file("etc/audit/rules.d/10-a.rules", "## a\n-w /a -p wa\n");
        file("etc/audit/rules.d/30.rules.bak", "-w /c -p wa\n");
        file("etc/audit/rules.d/40.rules", "-A never,exit -F dir=/d\n");

        assertThat(places()).containsExactly("/d", "/a", "/b");
        assertThat(persisted().at("/rules/1/source").asText()).isEqualTo("/etc/audit/rules.d/10-a.rules:2");
    }

    private List<String> places() {
        List<String> places = new ArrayList<>();
        persisted()
                .get("rules")
                .forEach(rule ->
                        places.add(rule.path("watch").asText(rule.path("dir").asText())));
        return places;
    }

    @Test
    void a_file_that_is_written_anew_from_others_does_not_count() throws IOException {
        file("etc/audit/audit.rules", "-w /d -p wa\n");
        assertThat(places()).containsExactly("/d");

        file("etc/audit/rules.d/empty.rules", "");
        assertThat(places()).containsExactly("/d");

        file("etc/audit/rules.d/a.rules", "-w /a -p wa\n");
        assertThat(places()).containsExactly("/a");

        String unit = "usr/lib/systemd/system/auditd.service";
        file(unit, "[Service]\nExecStart=/sbin/auditd\nExecStartPost=-/sbin/augenrules --load\n");
        assertThat(places()).containsExactly("/a");

        file(unit, "[Service]\nExecStart=/sbin/auditd\nExecStartPost=-/sbin/auditctl -R /etc/audit/audit.rules\n");
        assertThat(places()).containsExactly("/d");

        file("dev/null", "");
        Files.createDirectories(root.resolve("etc/systemd/system"));
        Files.createSymbolicLink(root.resolve("etc/systemd/system/auditd.service"), Path.of("/dev/null"));
        assertThat(places()).containsExactly("/a");
    }

    @Test
    void the_last_word_on_whether_the_kernel_audits_at_all_is_kept() throws IOException {
        file("etc/audit/rules.d/a.rules", "-e 2\n");
        assertThat(persisted().get("enabledAtStart").asInt()).isEqualTo(2);

        file("etc/audit/rules.d/b.rules", "-e 1\n-w /a\n-e 0\n");
        assertThat(persisted().get("enabledAtStart").asInt()).isZero();
    }

    @Test
    void links_on_the_way_to_a_watched_name_are_followed_as_the_kernel_does() throws IOException {
        Files.createDirectories(root.resolve("run"));
        Files.createDirectories(root.resolve("var"));
        Files.createSymbolicLink(root.resolve("var/run"), Path.of("/run"));
        file("etc/audit/rules.d/a.rules", "-w /var/run/docker.sock -p wa\n-w /var/run -p wa\n-w /run/x -p wa\n");

        assertThat(persisted().at("/rules/0/real").asText()).isEqualTo("/run/docker.sock");
        assertThat(persisted().at("/rules/1").has("real")).isFalse();
        assertThat(persisted().at("/rules/2").has("real")).isFalse();
    }

    @Test
    void a_host_without_audit_files_has_no_rules_to_start_with() {
        assertThat(persisted().get("rules")).isEmpty();
    }
}
