package io.github.plimsoll.target.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.docker.DockerPlatform;
import io.github.plimsoll.target.Scripts;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CollectionTests {

    private static final String INSPECTED = "{'Id': 'c', 'HostConfig': {}, 'State': {'Running': false}}";

    @RegisterExtension
    private final FakeDaemon daemon = FakeDaemon.started();

    @Test
    void an_empty_host_takes_nine_requests_all_of_them_get() {
        Snapshot snapshot = Collecting.from(daemon);

        assertThat(daemon.requests()).allMatch(request -> request.startsWith("GET "));
        assertThat(daemon.requests())
                .containsExactlyInAnyOrder(
                        "GET /_ping",
                        "GET /v1.41/info",
                        "GET /v1.41/version",
                        "GET /v1.41/containers/json?all=1",
                        "GET /v1.41/images/json",
                        "GET /v1.41/networks",
                        "GET /v1.41/volumes",
                        "GET /v1.41/plugins",
                        "GET /v1.41/system/df");
        assertThat(snapshot.header().requests()).isEqualTo(9);
        assertThat(snapshot.header().engine()).isEqualTo("Docker Engine");
        assertThat(snapshot.header().version()).isEqualTo("20.10.24");
        assertThat(snapshot.header().engineId()).isEqualTo("AAAA:BBBB");
        assertThat(snapshot.document(DockerDocuments.CONTAINERS).json()).isEmpty();
    }

    @Test
    void that_links_could_not_be_followed_is_said_where_it_matters() {
        assertThat(new DockerPlatform().warnings(Collecting.from(daemon))).isEmpty();

        daemon.answers("/containers/json", "[{'Id': 'c'}]")
                .answers(
                        "/containers/c/json",
                        "{'Id': 'c', 'HostConfig': {}, 'Mounts': [{'Type': 'bind', 'Source': '/srv'}]}");

        assertThat(new DockerPlatform().warnings(Collecting.from(daemon)))
                .anyMatch(warning -> warning.startsWith("links of the host could not be followed"));
    }

    @Test
    void each_container_takes_one_request_more_each_image_two_and_each_exec_one() {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            list.append(i == 0 ? "" : ",").append("{'Id': 'c").append(i).append("', 'ImageID': 'sha256:app'}");
            daemon.answers(
                    "/containers/c" + i + "/json",
                    i == 7 ? "{'Id': 'c7', 'HostConfig': {}, 'ExecIDs': ['e1', 'e2']}" : INSPECTED);
        }
        daemon.answers("/containers/json", "[" + list + "]");
        daemon.answers("/images/json", "[{'Id': 'sha256:app'}, {'Id': 'sha256:idle'}]");
        for (String image : new String[] {"sha256:app", "sha256:idle"}) {
            daemon.answers("/images/" + image + "/json", "{'Id': '" + image + "'}");
            daemon.answers("/images/" + image + "/history", "[]");
        }
        daemon.answers("/exec/e1/json", "{'ID': 'e1'}");
        daemon.answers("/exec/e2/json", "{'ID': 'e2'}");

        Snapshot snapshot = Collecting.from(daemon);

        assertThat(snapshot.header().requests()).isEqualTo(9 + 50 + 2 * 2 + 2);
        assertThat(daemon.requests()).hasSize(9 + 50 + 2 * 2 + 2).doesNotHaveDuplicates();
        assertThat(snapshot.document(DockerDocuments.exec("e2")).isReadable()).isTrue();
    }

    /** Evidence names an entry of a list by its place, which must not change from one audit to the next. */
    @Test
    void networks_stand_in_the_same_order_each_time() {
        daemon.answers(
                "/networks",
                "[{'Name': 'shop', 'Id': '2'}, {'Name': 'bridge', 'Id': '3'}, {'Name': 'shop', 'Id': '1'}]");

        assertThat(Collecting.from(daemon).document(DockerDocuments.NETWORKS).json())
                .extracting(network -> network.path("Id").asText())
                .containsExactly("3", "1", "2");
    }

    @Test
    void what_vanishes_between_list_and_look_is_forgotten() {
        daemon.answers("/containers/json", "[{'Id': 'gone'}, {'Id': 'there', 'ImageID': 'sha256:removed'}]");
        daemon.answers(
                "/containers/there/json",
                "{'Id': 'there', 'HostConfig': {}, 'State': {'Running': true}, 'ExecIDs': ['over']}");
        daemon.answers("/images/json", "[{'Id': 'sha256:pruned'}]");
        daemon.answers("/images/sha256:pruned/history", "[]");

        Snapshot snapshot = Collecting.from(daemon);

        assertThat(snapshot.document(DockerDocuments.CONTAINERS).json()).hasSize(1);
        assertThat(snapshot.has(DockerDocuments.container("gone"))).isFalse();
        assertThat(snapshot.document(DockerDocuments.container("there")).json().get("ExecIDs"))
                .isEmpty();
        assertThat(snapshot.document(DockerDocuments.IMAGES).json()).isEmpty();
        assertThat(snapshot.document(DockerDocuments.image("sha256:removed")).reason())
                .as("an image that a container runs from has to be looked at, or said that it could not")
                .isEqualTo("GET /images/sha256:removed/json: the engine answers 404: page not found");
    }

    @Test
    void a_worker_of_a_swarm_says_that_a_manager_is_needed() {
        daemon.answers(
                "/info", "{'ServerVersion': '1', 'Swarm': {'LocalNodeState': 'active', 'ControlAvailable': false}}");

        Snapshot snapshot = Collecting.from(daemon);

        assertThat(snapshot.document(DockerDocuments.NODES).reason()).contains("only a manager");
        assertThat(daemon.requests()).noneMatch(request -> request.endsWith("/nodes"));
    }

    @Test
    void a_manager_of_a_swarm_is_asked_for_everything_but_its_secrets() {
        daemon.answers(
                "/info", "{'ServerVersion': '1', 'Swarm': {'LocalNodeState': 'active', 'ControlAvailable': true}}");
        daemon.answers("/swarm", "{'ID': 's', 'JoinTokens': {'Worker': 'SWMTKN-1-canary'}}");
        for (String list : new String[] {"/nodes", "/services", "/tasks", "/secrets"}) {
            daemon.answers(list, "[]");
        }
        daemon.answers("/configs", "[{'ID': 'x', 'Spec': {'Name': 'n', 'Data': 'Y2FuYXJ5'}}]");

        Snapshot snapshot = Collecting.from(daemon);

        assertThat(snapshot.document(DockerDocuments.SWARM).json().has("JoinTokens"))
                .isFalse();
        assertThat(snapshot.document(DockerDocuments.CONFIGS)
                        .json()
                        .at("/0/Spec/Data")
                        .asText())
                .matches("‹redacted: 6 chars, sha256 salted \\w+, data›");
        assertThat(snapshot.document(DockerDocuments.TASKS).isReadable()).isTrue();
    }

    @Test
    void a_newer_engine_is_spoken_to_in_a_version_that_is_known() {
        daemon.answers("/_ping", Scripts.raw("HTTP/1.1 200 OK\r\nApi-Version: 1.99\r\nContent-Length: 2\r\n\r\nOK"));
        daemon.answers("/version", "{'Version': '40', 'ApiVersion': '1.99', 'MinAPIVersion': '1.44'}");

        Collecting.from(daemon);

        assertThat(daemon.requests())
                .contains("GET /version", "GET /v1.51/info")
                .doesNotContain("GET /v1.51/version");
    }

    @Test
    void an_engine_that_takes_newer_versions_only_gets_its_oldest() {
        daemon.answers("/_ping", Scripts.raw("HTTP/1.1 200 OK\r\nApi-Version: 1.99\r\nContent-Length: 2\r\n\r\nOK"));
        daemon.answers("/version", "{'Version': '40', 'ApiVersion': '1.99', 'MinAPIVersion': '1.60'}");

        Collecting.from(daemon);

        assertThat(daemon.requests()).contains("GET /v1.60/info");
    }

    @Test
    void processes_of_a_container_elsewhere_come_from_top() {
        daemon.answers("/containers/json", "[{'Id': 'c'}]");
        daemon.answers("/containers/c/json", "{'Id': 'c', 'HostConfig': {}, 'State': {'Running': true, 'Pid': 1}}");
        daemon.answers(
                "/containers/c/top",
                "{'Titles': ['PID', 'UID', 'COMMAND', 'COMMAND'], 'Processes': [['17', '0', 'sshd', '/usr/sbin/sshd -D']]}");

        Snapshot snapshot = Collecting.from(daemon);

        assertThat(snapshot.document(DockerDocuments.processes("c")).json())
                .hasToString(
                        "{\"from\":\"top\",\"processes\":[{\"pid\":17,\"uid\":0,\"name\":\"sshd\",\"program\":\"/usr/sbin/sshd\"}]}");
    }

    @Test
    void podman_is_recognised_and_never_asked_for_processes() {
        daemon.answers(
                "/version", "{'Version': '4.3.1', 'ApiVersion': '1.41', 'Components': [{'Name': 'Podman Engine'}]}");
        daemon.answers(
                "/_ping",
                Scripts.raw(
                        "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nLibpod-API-Version: 4.3.1\r\nContent-Length: 2\r\n\r\nOK"));
        daemon.answers("/containers/json", "[{'Id': 'c'}]");
        daemon.answers("/containers/c/json", "{'Id': 'c', 'HostConfig': {}, 'State': {'Running': true, 'Pid': 1}}");

        Snapshot snapshot = Collecting.from(daemon);

        assertThat(snapshot.header().engine()).isEqualTo("Podman");
        assertThat(snapshot.header().warnings()).anyMatch(warning -> warning.startsWith("Podman answers here"));
        assertThat(snapshot.document(DockerDocuments.processes("c")).reason()).contains("Podman");
        assertThat(daemon.requests()).noneMatch(request -> request.contains("/top"));
    }

    @Test
    void a_process_that_is_not_dockerd_is_not_taken_for_the_daemon() {
        Snapshot snapshot = Collecting.from(daemon);

        assertThat(snapshot.document(DockerDocuments.DAEMON_PROCESS).reason()).contains("which is not dockerd");
        assertThat(snapshot.document(DockerDocuments.DAEMON_CONFIG).isReadable())
                .isFalse();
    }

    @Test
    void the_connection_is_kept() throws IOException {
        try (FakeDaemon counted = FakeDaemon.onPort()) {
            Snapshot snapshot = Collecting.from(counted, Map.of());

            assertThat(snapshot.header().warnings()).anyMatch(warning -> warning.contains("NOT ENCRYPTED"));
            assertThat(counted.visitors()).isLessThanOrEqualTo(4);
        }
    }
}
