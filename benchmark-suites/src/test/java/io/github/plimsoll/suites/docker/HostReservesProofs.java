package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class HostReservesProofs extends Proofs {

    HostReservesProofs() {
        super(HostReserves.class);
    }

    @Test
    void data_root_has_room() {
        satisfiedBy(host());
        satisfiedBy(space("freeBytes", 150));
        violatedBy(space("freeBytes", 149));
        violatedBy(space("freeFiles", 14));
        satisfiedBy(host().changed(
                        HostDocuments.SPACE, space -> in(space, "files", 0).with(path("freeFiles"), 0)));
        satisfiedBy(space("freeBytes", 50).policy("docker.min-free-percent", 5));
        violatedBy(space("freeBytes", 0));
        inconclusiveFor(host().changed(HostDocuments.SPACE, space -> space.without(path("freeBytes"))));
        inconclusiveFor(host().changed(HostDocuments.SPACE, space -> space.without("\"/var/lib/docker\"")));
        inconclusiveFor(host().changed(HostDocuments.SPACE, space -> in(space, "unreadable", "it took too long")));
        inconclusiveFor(host().unreadable(HostDocuments.SPACE, "no stat"));
        inconclusiveFor(host().remote("https://engine.example.com:2376"));
        // The images of the newer store lie with containerd.
        DockerFixture newer = host().info(
                        info -> info.withJson("DriverStatus", "[['driver-type', 'io.containerd.snapshotter.v1']]"))
                .file("/var/lib/containerd", file -> file.with("type", "directory"));
        violatedBy(newer.changed(
                HostDocuments.SPACE,
                space -> space.withJson(
                        "\"/var/lib/containerd\"", "{bytes: 1000, freeBytes: 10, files: 100, freeFiles: 50}")));
        inconclusiveFor(newer);
    }

    @Test
    void kernel_tables_have_room() {
        satisfiedBy(host());
        satisfiedBy(system("used.threads", 26_214));
        violatedBy(system("used.threads", 26_600));
        violatedBy(host().changed(
                        HostDocuments.SYSTEM,
                        system -> system.with("limits.threads", 1000).with("limits.used.threads", 900)));
        violatedBy(system("used.openFiles", 90_000));
        satisfiedBy(system("openFiles", Long.MAX_VALUE));
        violatedBy(system("used.threads", 26_214).policy("docker.max-table-use-percent", 70));
        for (String number : new String[] {"processIds", "threads", "openFiles", "used.threads", "used.openFiles"}) {
            inconclusiveFor(host().changed(HostDocuments.SYSTEM, system -> system.without("limits." + number)));
        }
        inconclusiveFor(host().remote("https://engine.example.com:2376"));
    }

    @Test
    void syn_cookies_are_sent() {
        satisfiedBy(network(network -> network.with("synCookies", 2)));
        satisfiedBy(host());
        violatedBy(network(network -> network.with("synCookies", 0)));
        inconclusiveFor(network(network -> network.without("synCookies")));
        inconclusiveFor(host().unreadable(HostDocuments.NETWORK, "no permission"));
        inconclusiveFor(host().remote("https://engine.example.com:2376"));
    }

    @Test
    void connection_table_has_room() {
        satisfiedBy(network(network -> network.with("connections.now", 8_000)));
        violatedBy(network(network -> network.with("connections.now", 8_100)));
        satisfiedBy(
                network(network -> network.with("connections.now", 8_100)).policy("docker.max-table-use-percent", 90));
        violatedBy(network(network -> network.with("connections.most", 0)));
        notApplicableTo(network(network -> network.without("connections")));
        inconclusiveFor(network(network -> network.without("connections.now")));
        inconclusiveFor(host().unreadable(HostDocuments.NETWORK, "no permission"));
        inconclusiveFor(host().unreadable(DockerDocuments.DAEMON_PROCESS, "no permission")
                .unreadable(HostDocuments.NETWORK, "no permission"));
    }

    private static DockerFixture space(String field, long value) {
        return host().changed(HostDocuments.SPACE, space -> in(space, field, value));
    }

    private static Json in(Json space, String field, Object value) {
        return space.with(path(field), value);
    }

    private static String path(String field) {
        return "\"/var/lib/docker\"." + field;
    }

    private static DockerFixture system(String limit, long value) {
        return host().changed(HostDocuments.SYSTEM, system -> system.with("limits." + limit, value));
    }

    private static DockerFixture network(UnaryOperator<Json> change) {
        return host().changed(HostDocuments.NETWORK, change);
    }

    @Test
    void memory_shortage_spares_the_daemon() {
        satisfiedBy(host());
        satisfiedBy(score(-1));
        violatedBy(score(0));
        violatedBy(score(100));
        notApplicableTo(score(0).info(info -> info.with("SecurityOptions", List.of("name=rootless"))));
        inconclusiveFor(host().changed(DockerDocuments.DAEMON_PROCESS, process -> process.without("oomScoreAdj")));
        inconclusiveFor(host().remote("https://engine.example.com:2376"));
    }

    private static DockerFixture score(int adjustment) {
        return host().changed(DockerDocuments.DAEMON_PROCESS, process -> process.with("oomScoreAdj", adjustment));
    }
}
