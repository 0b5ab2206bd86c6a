package io.github.plimsoll.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerProcessesTests {

    private static final String WEB = "a".repeat(64);
    private static final String INNER = "b".repeat(64);

    @TempDir
    Path directory;

    private FakeProc proc;

    @BeforeEach
    void mount() throws IOException {
        proc = new FakeProc(directory);
    }

    private JsonNode processes(String id, long pid) {
        return ContainerProcesses.of(Set.of(WEB), proc.procfs())
                .of(id, pid)
                .map(document -> document.get("processes"))
                .orElseThrow();
    }

    @Test
    void processes_are_told_by_control_group_in_every_layout() throws IOException {
        proc.process(10, "/opt/bin/sh", "sh -c canary")
                .file(10, "cgroup", "0::/system.slice/docker-" + WEB + ".scope\n");
        proc.process(11, "/opt/bin/sh", "sh")
                .file(11, "cgroup", "12:pids:/docker/" + WEB + "\n1:name=systemd:/docker/" + WEB + "\n");
        proc.process(12, "/opt/bin/sh", "sh").file(12, "cgroup", "0::/docker/" + WEB + "/docker/" + INNER + "\n");
        proc.process(13, "/opt/bin/sh", "sh").file(13, "cgroup", "0::/machine.slice/libpod-conmon-" + WEB + ".scope\n");
        proc.process(14, "/opt/bin/sh", "sh");

        assertThat(processes(WEB, 10).findValuesAsText("pid")).containsExactly("10", "11", "12");
        assertThat(processes(WEB, 10).toString()).doesNotContain("canary");
    }

    @Test
    void user_ids_are_told_as_the_host_and_as_the_container_sees_them() throws IOException {
        proc.process(10, "/opt/sbin/sshd", "sshd: listener")
                .file(10, "cgroup", "0::/docker/" + WEB)
                .file(10, "status", "Name:\tsshd\nUid:\t100000\t100033\t100000\t100000\n")
                .file(10, "uid_map", "         0     100000      65536\n");

        assertThat(processes(WEB, 10).get(0))
                .hasToString(
                        "{\"pid\":10,\"uid\":100033,\"uids\":[100000,100033,100000,100000],\"uidInContainer\":33,"
                                + "\"name\":\"sshd\",\"program\":\"sshd:\",\"exe\":\"/opt/sbin/sshd\",\"namespaces\":{\"net\":\"net:[10]\"}}");
    }

    @Test
    void what_holds_a_process_is_told_as_the_kernel_has_it() throws IOException {
        proc.process(10, "/opt/bin/sh", "sh")
                .file(10, "cgroup", "0::/docker/" + WEB)
                .file(10, "attr/current", "docker-default (enforce)\n")
                .file(10, "status", """
                        Name:\tsh
                        Uid:\t0\t0\t0\t0
                        Gid:\t0\t7\t0\t0
                        Groups:\t0 10 998
                        CapInh:\t0000000000000000
                        CapPrm:\t00000000a80425fb
                        CapEff:\t00000000a80425fb
                        CapBnd:\t000001ffffffffff
                        CapAmb:\t0000000000000000
                        NoNewPrivs:\t1
                        Seccomp:\t2
                        """);

        JsonNode process = processes(WEB, 10).get(0);
        assertThat(process.at("/capabilities/effective").asText()).isEqualTo("00000000a80425fb");
        assertThat(process.at("/capabilities/bounding").asText()).isEqualTo("000001ffffffffff");
        assertThat(process.at("/seccomp").asInt()).isEqualTo(2);
        assertThat(process.at("/noNewPrivileges").asBoolean()).isTrue();
        assertThat(process.at("/gid").asLong()).isEqualTo(7);
        assertThat(process.at("/groups")).hasToString("[0,10,998]");
        assertThat(process.at("/label").asText()).isEqualTo("docker-default (enforce)");
    }

    @Test
    void an_id_outside_the_map_has_none_inside() {
        UidMap map = UidMap.parse("0 1000 1\n1 100000 65536\n");
        assertThat(map.inside(1000)).hasValue(0);
        assertThat(map.inside(100000)).hasValue(1);
        assertThat(map.inside(165535)).hasValue(65536);
        assertThat(map.inside(165536)).isEmpty();
        assertThat(map.inside(0)).isEmpty();
    }

    @Test
    void a_container_whose_first_process_is_not_seen_here_is_not_of_this_machine() throws IOException {
        proc.process(10, "/opt/bin/sh", "sh").file(10, "cgroup", "0::/docker/" + WEB);
        proc.process(11, "/opt/bin/sh", "sh");
        ContainerProcesses processes = ContainerProcesses.of(Set.of(WEB), proc.procfs());

        assertThat(processes.of(WEB, 99)).isEmpty();
        assertThat(processes.of(WEB, 11)).isEmpty();
        assertThat(processes.of(INNER, 10)).isEmpty();
    }
}
