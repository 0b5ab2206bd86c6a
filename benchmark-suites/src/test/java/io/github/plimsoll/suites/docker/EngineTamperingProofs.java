package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EngineTamperingProofs extends Proofs {

    EngineTamperingProofs() {
        super(EngineTampering.class);
    }

    @Test
    void plugins_are_trusted() {
        satisfiedBy(plugin(p -> p));
        violatedBy(plugin(p -> p.with("Config.Linux.Capabilities", List.of("CAP_SYS_ADMIN"))));
        violatedBy(plugin(p -> p.with("Config.Linux.AllowAllDevices", true)));
        violatedBy(plugin(p -> p.with("Config.PidHost", true)));
        violatedBy(plugin(p -> p.with("Config.IpcHost", true)));
        violatedBy(plugin(p -> p.with("Config.Network.Type", "host")));
        violatedBy(plugin(p -> p.withJson("Settings.Mounts", "[{Source: '/var/lib/docker/plugins'}]")));
        satisfiedBy(plugin(p -> p.withJson("Settings.Mounts", "[{Source: '/srv/plugin'}, {Source: null}]")));
        violatedBy(plugin(p -> p.withJson("Settings.Mounts", "[{Source: '/var/run/docker.sock'}]")));
        violatedBy(plugin(p -> p.withJson("Settings.Mounts", "[{Source: '/run/containerd'}]")));
        violatedBy(plugin(p -> p.withJson("Settings.Mounts", "[{Source: '/srv/engine/api.sock'}]"))
                .daemonArgs("-H", "unix:///srv/engine/api.sock"));
        violatedBy(plugin(p -> p.withJson("Settings.Devices", "[{Path: '/dev/fuse'}]")));
        satisfiedBy(plugin(p -> p.withJson("Settings.Devices", "[{Path: ''}]").with("Settings.Mounts", null)));
        // One that is off has the powers again as soon as somebody turns it on.
        violatedBy(plugin(p -> p.with("Config.PidHost", true).with("Enabled", false)));
        satisfiedBy(plugin(p -> p.with("Config.PidHost", true))
                .policy("docker.trusted-plugins", List.of("vieux/sshfs:latest")));
        violatedBy(
                plugin(p -> p.with("Config.PidHost", true)).policy("docker.trusted-plugins", List.of("vieux/sshfs:1")));
        notApplicableTo(host());
        inconclusiveFor(host().unreadable(DockerDocuments.PLUGINS, "403"));
    }

    @Test
    void runtimes_are_known() {
        satisfiedBy(host());
        violatedBy(host().info(i -> i.with("Runtimes.debug.path", "/usr/bin/runc")));
        satisfiedBy(host().info(i -> i.with("Runtimes.crun.path", "/usr/bin/crun")));
        satisfiedBy(host().info(i -> i.with("Runtimes.kata.runtimeType", "/usr/local/bin/containerd-shim-kata-v2")));
        violatedBy(host().info(i -> i.with("Runtimes.runc.path", "/tmp/runc")));
        violatedBy(host().info(i -> i.with("Runtimes.runc.path", "/usr/bin/../../tmp/runc")));
        violatedBy(host().info(i -> i.with("Runtimes.runc.path", "bin/runc")));
        // A known name, a known shim, and another program behind it.
        String shim = "{runtimeType: 'io.containerd.runc.v2', options: {BinaryName: '%s'}}";
        violatedBy(host().info(i -> i.withJson("Runtimes.crun", shim.formatted("/tmp/crun"))));
        satisfiedBy(host().info(i -> i.withJson("Runtimes.crun", shim.formatted("/usr/bin/crun"))));
        // Newer engines tell no more of it than its name.
        DockerFixture untold = host().info(i -> i.withJson("Runtimes.crun", "{}"));
        violatedBy(configured(untold, shim.formatted("/tmp/crun")));
        satisfiedBy(configured(untold, shim.formatted("/usr/bin/crun")));
        inconclusiveFor(untold);
        inconclusiveFor(untold.remote("https://engine.example.com:2376"));
        violatedBy(untold.info(i -> i.with("Runtimes.runc.path", "/tmp/runc")));
        violatedBy(host().info(i -> i.with("DefaultRuntime", "debug")));
        satisfiedBy(host().info(i -> i.with("Runtimes.debug.path", "debug").with("DefaultRuntime", "debug"))
                .policy("docker.known-runtimes", List.of("runc", "io.containerd.runc.v2", "debug")));
        inconclusiveFor(host().info(i -> i.without("Runtimes")));
        inconclusiveFor(host().unreadable(DockerDocuments.INFO, "timed out"));
    }

    private static DockerFixture configured(DockerFixture host, String crun) {
        return host.changed(
                DockerDocuments.DAEMON_CONFIG, config -> config.withJson("content.runtimes", "{crun: " + crun + "}"));
    }

    @Test
    void api_is_closed_to_web_pages() {
        satisfiedBy(host());
        violatedBy(host().daemonJson("api-cors-header", "*"));
        violatedBy(host().daemonArgs("--api-cors-header", "https://example.com"));
        satisfiedBy(host().daemonJson("api-cors-header", ""));
        inconclusiveFor(host().remote("https://elsewhere:2376"));
    }

    private static DockerFixture plugin(UnaryOperator<Json> change) {
        return host().plugin("vieux/sshfs:latest", change);
    }
}
