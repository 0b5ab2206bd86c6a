package io.github.plimsoll.target.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Redaction;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotFile;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeTargetTests {

    @TempDir
    Path directory;

    private void write(String file, String text) throws IOException {
        Files.createDirectories(directory.resolve(file).getParent());
        Files.writeString(directory.resolve(file), text);
    }

    private Snapshot collect(String path) {
        return collect(path, Map.of("TAG", "7", "EMPTY", ""));
    }

    private Snapshot collect(String path, Map<String, String> environment) {
        TargetOptions options =
                TargetOptions.of(environment, Path.of("/home/me")).withMaxDocumentBytes(100_000);
        try (Target target = new ComposeTargetSource().open("compose:" + path, options)) {
            return target.collect(Progress.silent());
        }
    }

    private Snapshot collected(String yaml) throws IOException {
        write("compose.yaml", yaml);
        return collect(directory.toString());
    }

    private static JsonNode container(Snapshot snapshot, String service) {
        return snapshot.document(DockerDocuments.container(service)).json();
    }

    private JsonNode service(String fields) throws IOException {
        return container(collected("services:\n  web:\n    image: web:1\n" + fields.indent(4)), "web");
    }

    private String refusal(String yaml) throws IOException {
        write("compose.yaml", yaml);
        try {
            collect(directory.toString());
        } catch (TargetUnavailable e) {
            return String.valueOf(e.getMessage()).replace(directory + "/", "");
        }
        return "";
    }

    @Test
    void a_service_becomes_the_container_that_would_be_created() throws IOException {
        JsonNode web = service("""
                user: "1000:1000"
                privileged: "true"
                read_only: yes
                cap_drop: [ALL]
                cap_add: [NET_ADMIN]
                security_opt: ["no-new-privileges:true"]
                pids_limit: 100
                mem_limit: 1.5g
                cpus: 0.5
                restart: on-failure:3
                pid: host
                ulimits: {nofile: {soft: 10, hard: 20}, nproc: 5}
                sysctls: [net.core.somaxconn=1024]
                tmpfs: /run:size=1m
                devices: [/dev/kvm:/dev/kvm, {source: /dev/sda, target: /dev/x, permissions: r}]
                logging: {driver: syslog, options: {syslog-address: "tcp://log:1"}}
                healthcheck: {test: curl localhost}
                """);
        JsonNode host = web.path("HostConfig");

        assertThat(web.path("Config").path("User").asText()).isEqualTo("1000:1000");
        assertThat(web.path("Config").path("Healthcheck").path("Test").toString())
                .startsWith("[\"CMD-SHELL\"");
        assertThat(web.path(Reading.PLACE).asText()).endsWith("compose.yaml:3");
        assertThat(host.path("Privileged").booleanValue()).isTrue();
        assertThat(host.path("ReadonlyRootfs").booleanValue()).isTrue();
        assertThat(host.path("CapDrop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(host.path("SecurityOpt").toString()).isEqualTo("[\"no-new-privileges:true\"]");
        assertThat(host.path("Memory").longValue()).isEqualTo(3L << 29);
        assertThat(host.path("NanoCpus").longValue()).isEqualTo(500_000_000);
        assertThat(host.path("RestartPolicy").toString())
                .isEqualTo("{\"Name\":\"on-failure\",\"MaximumRetryCount\":3}");
        assertThat(host.path("PidMode").asText()).isEqualTo("host");
        assertThat(host.path("Ulimits").toString())
                .isEqualTo(
                        "[{\"Name\":\"nofile\",\"Soft\":10,\"Hard\":20},{\"Name\":\"nproc\",\"Soft\":5,\"Hard\":5}]");
        assertThat(host.path("Sysctls").path("net.core.somaxconn").asText()).isEqualTo("1024");
        assertThat(host.path("Tmpfs").path("/run").asText()).isEqualTo("size=1m");
        assertThat(host.path("Devices").findValuesAsText("PathOnHost")).containsExactly("/dev/kvm", "/dev/sda");
        assertThat(host.path("LogConfig").path("Type").asText()).isEqualTo("syslog");
    }

    @Test
    void what_runs_besides_counts_as_what_runs_first() throws IOException {
        JsonNode hardened = service("""
                user: "1000:1000"
                post_start: [{command: /check, user: "1001"}]
                pre_stop: [{command: /bye, privileged: false}]
                """);
        assertThat(hardened.path("HostConfig").path("Privileged").booleanValue())
                .isFalse();
        assertThat(hardened.path("Config").path("User").asText()).isEqualTo("1000:1000");

        for (String hook : List.of("post_start", "pre_stop")) {
            JsonNode spoiled = service("""
                    user: "1000:1000"
                    environment: {PASSWORD: ""}
                    %s: [{command: /check}, {command: /mount, privileged: true, user: "0:0", environment: [PASSWORD=c4n4ry-c4n4ry]}]
                    """.formatted(hook));
            assertThat(spoiled.path("HostConfig").path("Privileged").booleanValue())
                    .isTrue();
            assertThat(spoiled.path("Config").path("User").asText()).isEqualTo("0:0");
            assertThat(spoiled.path("Config").path("Env").toString())
                    .contains("\"PASSWORD=\",\"PASSWORD=")
                    .doesNotContain("c4n4ry");
        }
    }

    @Test
    void what_is_told_to_a_build_is_searched_for_secrets_too() throws IOException {
        for (String args : List.of("{API_TOKEN: c4n4ry-c4n4ry}", "[API_TOKEN=c4n4ry-c4n4ry]")) {
            assertThat(service("build: {context: ., args: " + args + "}")
                            .path("Config")
                            .path("Env")
                            .toString())
                    .contains("API_TOKEN=")
                    .doesNotContain("c4n4ry");
        }
        assertThat(service("build: .").path("Config").path("Env").isEmpty()).isTrue();
    }

    @Test
    void what_the_file_leaves_open_is_not_made_up() throws IOException {
        JsonNode web = service("environment: {A: b}");

        assertThat(web.path("Config").path("User").has(Reading.UNKNOWN)).isTrue();
        assertThat(web.path("Config").path("Healthcheck").path("Test").has(Reading.UNKNOWN))
                .isTrue();
        assertThat(web.path("HostConfig").path("LogConfig").path("Type").has(Reading.ELSEWHERE))
                .isTrue();
    }

    @Test
    void deploy_counts_above_the_fields_of_the_service() throws IOException {
        JsonNode host = service("""
                        mem_limit: 1g
                        restart: always
                        deploy:
                          resources:
                            limits: {memory: 64M, cpus: "0.25", pids: 7}
                            reservations: {devices: [{driver: nvidia, device_ids: ["0"]}]}
                          restart_policy: {condition: on-failure, max_attempts: 2}
                        """).path("HostConfig");

        assertThat(host.path("Memory").longValue()).isEqualTo(64L << 20);
        assertThat(host.path("NanoCpus").longValue()).isEqualTo(250_000_000);
        assertThat(host.path("PidsLimit").longValue()).isEqualTo(7);
        assertThat(host.path("RestartPolicy").path("Name").asText()).isEqualTo("on-failure");
        assertThat(host.path("DeviceRequests").path(0).path("Driver").asText()).isEqualTo("nvidia");
    }

    @Test
    void ports_are_bound_as_they_are_written_in_every_form() throws IOException {
        JsonNode bindings = service("""
                        ports:
                          - "80"
                          - 8080:81
                          - 127.0.0.1:8082:82/udp
                          - "[::1]:8083:83"
                          - 9000-9001:90-91
                          - 7000-7009:70
                          - {target: 84, published: "8084", host_ip: 10.0.0.1}
                        """).path("HostConfig").path("PortBindings");

        assertThat(bindings.path("80/tcp").path(0).path("HostPort").asText("?")).isEmpty();
        assertThat(bindings.path("81/tcp").path(0).path("HostPort").asText()).isEqualTo("8080");
        assertThat(bindings.path("82/udp").path(0).path("HostIp").asText()).isEqualTo("127.0.0.1");
        assertThat(bindings.path("83/tcp").path(0).path("HostIp").asText()).isEqualTo("::1");
        assertThat(bindings.path("91/tcp").path(0).path("HostPort").asText()).isEqualTo("9001");
        assertThat(bindings.path("70/tcp").path(0).path("HostPort").asText()).isEqualTo("7000-7009");
        assertThat(bindings.path("84/tcp").path(0).path("HostIp").asText()).isEqualTo("10.0.0.1");
        assertThat(bindings.path("84/tcp").path(0).path(Reading.PLACE).asText()).endsWith(":11");
    }

    @Test
    void mounts_are_told_apart_and_lie_where_they_are_written() throws IOException {
        write("app.env", "");
        Files.createSymbolicLink(directory.resolve("link"), Path.of("/etc"));
        Snapshot snapshot = collected("""
                services:
                  web:
                    image: web:1
                    volumes:
                      - ./data:/data
                      - ./link:/conf:ro
                      - /var/run/docker.sock:/sock
                      - ~/keys:/keys
                      - named:/named
                      - /anonymous
                      - {type: bind, source: /srv, target: /srv, read_only: true, bind: {propagation: rshared}}
                      - {type: tmpfs, target: /tmp, tmpfs: {size: 1m}}
                    secrets: [token]
                    configs: [{source: conf, target: /etc/conf}]
                  other: {image: 'o:1', volumes_from: ["web:ro"], use_api_socket: true}
                volumes: {named: {driver_opts: {type: none, o: bind, device: /etc}}}
                secrets: {token: {file: token.txt}}
                configs: {conf: {content: hello}}
                """);
        JsonNode mounts = container(snapshot, "web").path("Mounts");

        assertThat(mounts.findValuesAsText("Source"))
                .containsExactly(
                        "/project/data",
                        "/project/link",
                        "/var/run/docker.sock",
                        "/home/me/keys",
                        "/srv",
                        "/project/token.txt");
        assertThat(mounts.path(1).path("RW").booleanValue()).isFalse();
        assertThat(mounts.path(6).path("Propagation").asText()).isEqualTo("rshared");
        assertThat(mounts.path(8).path("Destination").asText()).isEqualTo("/run/secrets/token");
        assertThat(snapshot.document(DockerDocuments.LINKS).json().toString())
                .contains("{\"path\":\"/project/link\",\"target\":\"/etc\"}")
                .contains("{\"path\":\"/srv\",\"unreadable\"")
                .doesNotContain("/project/data");
        assertThat(snapshot.document(DockerDocuments.VOLUMES).json().toString()).contains("\"device\":\"/etc\"");
        JsonNode inherited = container(snapshot, "other").path("Mounts");
        assertThat(inherited.findValuesAsText("Source")).contains("/var/run/docker.sock", "/srv");
        assertThat(inherited.findValuesAsText("RW")).contains("false");
    }

    @Test
    void variables_are_put_in_from_the_environment_above_the_file() throws IOException {
        write(".env", "# comment\nTAG=1\nexport NAME='a $b'  # x\nPORT=\"80${TAG}0\"\nPLAIN=x y # z\n");
        Snapshot snapshot = collected("""
                services:
                  web:
                    image: app:${TAG}
                    user: ${USER_ID:-1000}
                    container_name: ${NAME:+set}-${EMPTY-unused}$$
                    cgroup_parent: ${EMPTY:-/${DEEP:-deep}}
                    ports: ["${PORT}:80"]
                    environment: ["PLAIN", "MISSING", "SET=${NOWHERE}"]
                """);
        JsonNode web = container(snapshot, "web");

        assertThat(web.path("Config").path("Image").asText()).isEqualTo("app:7");
        assertThat(web.path("Config").path("User").asText()).isEqualTo("1000");
        assertThat(web.path("HostConfig").path("CgroupParent").asText()).isEqualTo("/deep");
        assertThat(web.path("HostConfig").path("PortBindings").toString()).contains("\"HostPort\":\"8070\"");
        assertThat(snapshot.document(DockerDocuments.CONTAINERS).json().toString())
                .contains("/set-$");
        assertThat(web.path("Config").path("Env").toString())
                .contains("MISSING=" + Redaction.UNSET, "SET=" + Redaction.UNSET)
                .doesNotContain("PLAIN=" + Redaction.UNSET)
                .doesNotContain("x y");
    }

    @Test
    void later_files_lie_over_earlier_ones() throws IOException {
        write("a.yaml", """
                services:
                  web:
                    image: web:1
                    cap_add: [NET_ADMIN]
                    command: [one, two]
                    environment: {A: "1", B: "1"}
                    privileged: true
                    volumes: ["/etc:/data", "/srv:/srv"]
                    ports: ["80:80"]
                    security_opt: [seccomp:unconfined]
                """);
        write("b.yaml", """
                services:
                  web:
                    cap_add: [SYS_TIME, NET_ADMIN]
                    command: [three]
                    environment: ["B=2"]
                    privileged: !reset null
                    volumes: ["/opt:/data"]
                    ports: !override ["81:81"]
                    security_opt: !reset []
                """);
        JsonNode web = container(
                collect(directory.resolve("a.yaml") + File.pathSeparator + directory.resolve("b.yaml")), "web");

        assertThat(web.path("HostConfig").path("CapAdd").toString()).isEqualTo("[\"NET_ADMIN\",\"SYS_TIME\"]");
        assertThat(web.path("Config").path("Cmd").size()).isEqualTo(1);
        assertThat(web.path("Config").path("Env").size()).isEqualTo(2);
        assertThat(web.path("HostConfig").path("Privileged").booleanValue()).isFalse();
        assertThat(web.path("HostConfig").path("SecurityOpt")).isEmpty();
        assertThat(web.path("Mounts").findValuesAsText("Source")).containsExactly("/opt", "/srv");
        assertThat(web.path("HostConfig").path("PortBindings").has("80/tcp")).isFalse();
    }

    @Test
    void a_directory_has_its_override_and_a_file_alone_has_none() throws IOException {
        write("compose.yaml", "services: {web: {image: 'web:1'}}");
        write("compose.override.yaml", "services: {web: {privileged: true}}");

        assertThat(container(collect(directory.toString()), "web")
                        .path("HostConfig")
                        .path("Privileged")
                        .booleanValue())
                .isTrue();
        assertThat(container(collect(directory.resolve("compose.yaml").toString()), "web")
                        .path("HostConfig")
                        .path("Privileged")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void extension_anchors_and_inclusion_are_followed() throws IOException {
        write("base/common.yaml", """
                services:
                  root: {image: 'r:1', privileged: true, volumes: ["./in:/in"]}
                  base: {extends: root, cap_add: [SYS_ADMIN], env_file: vars.env, label_file: all.labels}
                """);
        write("base/vars.env", "PASSWORD=geheim\n");
        write("base/all.labels", "com.example.api-key=geheim\ncom.example.owner=ops\n");
        write("more/compose.yaml", "services: {extra: {image: 'extra:1', volumes: ['./x:/x']}}");
        Snapshot snapshot = collected("""
                x-safe: &safe {read_only: true, user: "1"}
                include: [more/compose.yaml]
                services:
                  last: {extends: web, profiles: [debug]}
                  web:
                    <<: *safe
                    extends: {file: base/common.yaml, service: base}
                    image: web:1
                    labels: {com.example.owner: shop}
                """);
        JsonNode web = container(snapshot, "web");

        assertThat(web.path("Config").path("Labels").toString())
                .contains("com.example.api-key", "com.example.owner")
                .doesNotContain("geheim");
        assertThat(web.path("Config").path("Image").asText()).isEqualTo("web:1");
        assertThat(web.path("HostConfig").path("Privileged").booleanValue()).isTrue();
        assertThat(web.path("HostConfig").path("CapAdd").toString()).contains("SYS_ADMIN");
        assertThat(web.path("HostConfig").path("ReadonlyRootfs").booleanValue()).isTrue();
        assertThat(web.path("Config").path("Env").toString())
                .contains("PASSWORD=")
                .doesNotContain("geheim");
        assertThat(web.path("Mounts").path(0).path("Source").asText()).isEqualTo("/project/base/in");
        assertThat(container(snapshot, "last")
                        .path("HostConfig")
                        .path("Privileged")
                        .booleanValue())
                .isTrue();
        assertThat(container(snapshot, "extra")
                        .path("Mounts")
                        .path(0)
                        .path("Source")
                        .asText())
                .isEqualTo("/project/more/x");
    }

    @Test
    void networks_and_namespaces_are_named_as_the_engine_names_them() throws IOException {
        Snapshot snapshot = collected("""
                name: shop
                services:
                  a: {image: 'a:1'}
                  b: {image: 'b:1', networks: [own, outer], pid: "service:a"}
                  c: {image: 'c:1', network_mode: "service:a"}
                networks: {own: {name: mine}, outer: {external: true}}
                """);

        assertThat(container(snapshot, "a")
                        .path("HostConfig")
                        .path("NetworkMode")
                        .asText())
                .isEqualTo("shop_default");
        assertThat(container(snapshot, "b")
                        .path("NetworkSettings")
                        .path("Networks")
                        .toString())
                .isEqualTo("{\"mine\":{},\"outer\":{}}");
        assertThat(container(snapshot, "b").path("HostConfig").path("PidMode").asText())
                .isEqualTo("container:a");
        assertThat(container(snapshot, "c")
                        .path("HostConfig")
                        .path("NetworkMode")
                        .asText())
                .isEqualTo("container:a");
        assertThat(container(snapshot, "c").path("NetworkSettings").path("Networks"))
                .isEmpty();
    }

    @Test
    void no_secret_of_a_file_enters_the_snapshot_and_it_can_be_recorded() throws IOException {
        Snapshot snapshot = collected("""
                services:
                  web:
                    image: web:1
                    environment: {DB_PASSWORD: hunter2hunter2, DSN: "postgres://u:hunter2hunter2@db"}
                    labels: ["key=hunter2hunter2"]
                    command: serve --token hunter2hunter2
                    healthcheck: {test: [CMD, curl, "-u", "u:hunter2hunter2"]}
                """);
        ByteArrayOutputStream recorded = new ByteArrayOutputStream();
        SnapshotFile.write(snapshot, recorded);
        Snapshot again = SnapshotFile.read(new ByteArrayInputStream(recorded.toByteArray()));

        assertThat(container(snapshot, "web").toString())
                .doesNotContain("hunter2hunter2")
                .contains("DB_PASSWORD");
        assertThat(container(again, "web"))
                .hasToString(container(snapshot, "web").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            volumes: {}                                       | compose.yaml: it has no services
            services: {}                                      | compose.yaml: it has no services
            services: [a]                                     | compose.yaml:1: a mapping is needed here
            - a                                               | compose.yaml:1: no mapping
            services: {a: b}                                  | compose.yaml:1: a mapping is needed here
            services: {a: {}}                                 | compose.yaml:1: the service a has neither an image nor a build
            'services: {a: {image: x, image: y}}'             | compose.yaml:1: not understood: the key image stands here a second time
            'services: {a: {image: x, privileged: maybe}}'    | compose.yaml:1: privileged is neither true nor false
            'services: {a: {image: x, mem_limit: lots}}'      | compose.yaml:1: mem_limit is no amount of memory, such as 512m
            'services: {a: {image: x, cap_add: ALL}}'         | compose.yaml:1: cap_add is no list
            'services: {a: {image: x, cap_add: [[b]]}}'       | compose.yaml:1: a text is needed here
            'services: {a: {image: x, ports: ["a:b"]}}'       | compose.yaml:1: no port: HOST:CONTAINER is needed, with an address before and /udp behind it if need be
            'services: {a: {image: x, ports: ["1-2:1-3"]}}'   | compose.yaml:1: the ranges of ports are not of one length
            'services: {a: {image: x, volumes: ["vol:/n"]}}'    | compose.yaml:1: the volume vol is not among the volumes of the files
            'services: {a: {image: x, volumes: ["a:b:c:d"]}}' | compose.yaml:1: no volume: SOURCE:TARGET or SOURCE:TARGET:MODE is needed
            'services: {a: {image: x, secrets: [s]}}'         | compose.yaml:1: s is not among the secrets of the files
            'services: {a: {image: x, user: "${NOT_SET}"}}'   | 'compose.yaml:1: the variable NOT_SET is not set; set it, or give it a default, as ${NOT_SET:-...}'
            'services: {a: {image: "${X:?needed}"}}'          | compose.yaml:1: the variable X has to be set
            'services: {a: {image: "${X"}}'                   | compose.yaml:1: a ${ that nothing closes
            'services: {a: {image: "$1"}}'                    | compose.yaml:1: a $ that begins no variable; write $$ for the sign itself
            'services: {a: {extends: a}}'                     | compose.yaml:1: services extend each other in a ring
            'services: {a: {extends: b}}'                     | compose.yaml:1: it has no service b that could be extended
            'services: {a: {extends: {file: no.yaml, service: b}}}' | no.yaml: there is no such file
            'include: [compose.yaml]'                         | compose.yaml:1: a file that includes itself
            'services: {a: {image: x, security_opt: ["seccomp:no.json"]}}' | no.json: there is no such file
            'services: {a: {image: x, labels: {$elsewhere: y}}}' | compose.yaml:1: a name that begins with $
            """)
    void what_is_not_clear_stops_the_run_with_one_line(String yaml, String message) throws IOException {
        assertThat(refusal(yaml)).isEqualTo(message);
    }

    @Test
    void a_few_lines_cannot_stand_for_billions() throws IOException {
        StringBuilder bomb = new StringBuilder("x-a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("x-a" + i + ": &a" + i + " [*a" + (i - 1))
                    .append((",*a" + (i - 1)).repeat(9))
                    .append("]\n");
        }

        assertThat(refusal(bomb + "services: {a: {image: x}}")).contains("more than anybody means");
    }

    @Test
    void files_that_are_not_there_are_named() {
        assertThatThrownBy(() -> collect("no-such.yaml"))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessage("no-such.yaml: there is no such file");
        assertThatThrownBy(() -> collect(directory.toString()))
                .isInstanceOf(TargetUnavailable.class)
                .hasMessageContaining("no file in it is named compose.yaml");
    }
}
