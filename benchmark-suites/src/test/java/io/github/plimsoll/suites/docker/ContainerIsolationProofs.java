package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContainerIsolationProofs extends Proofs {

    ContainerIsolationProofs() {
        super(ContainerIsolation.class);
    }

    @Test
    void keeps_out_of_host_network() {
        sharedNamespace("HostConfig.NetworkMode");
        violatedBy(web(c -> c.withJson("NetworkSettings.Networks", "{host: {}}")));
        satisfiedBy(web("HostConfig.NetworkMode", "none"));
    }

    @Test
    void keeps_out_of_host_processes() {
        sharedNamespace("HostConfig.PidMode");
    }

    @Test
    void keeps_out_of_host_ipc() {
        sharedNamespace("HostConfig.IpcMode");
        satisfiedBy(web("HostConfig.IpcMode", "shareable"));
        satisfiedBy(web("HostConfig.IpcMode", ""));
    }

    @Test
    void keeps_out_of_host_uts() {
        satisfiedBy(host().container("web"));
        satisfiedBy(web("HostConfig.NetworkMode", "host"));
        violatedBy(web("HostConfig.UTSMode", "host"));
    }

    @Test
    void keeps_out_of_host_user_namespace() {
        satisfiedBy(host().container("web"));
        violatedBy(web("HostConfig.UsernsMode", "host"));
        DockerFixture unmapped = host().info(i -> i.with("SecurityOptions", List.of("name=seccomp,profile=builtin")));
        notApplicableTo(unmapped.container("web"));
        violatedBy(unmapped.container("web", c -> c.with("HostConfig.UsernsMode", "host")));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.INFO, "timed out"));
    }

    @Test
    void gets_no_host_device() {
        satisfiedBy(host().container("web"));
        satisfiedBy(web("HostConfig.Devices", null));
        violatedBy(web(c -> c.withJson(
                "HostConfig.Devices",
                "[{PathOnHost: '/dev/null', PathInContainer: '/dev/null', CgroupPermissions: 'r'}]")));
        violatedBy(web("HostConfig.DeviceCgroupRules", List.of("a *:* rwm")));
        violatedBy(web(c -> c.withJson(
                "HostConfig.DeviceRequests", "[{Driver: 'cdi', Count: 0, DeviceIDs: ['vendor.com/gpu=all']}]")));
        violatedBy(web(
                c -> c.withJson("HostConfig.DeviceRequests", "[{Driver: '', Count: -1, Capabilities: [['gpu']]}]")));
        violatedBy(web("HostConfig.Privileged", true));
        inconclusiveFor(web("HostConfig.Devices", "all"));
    }

    @Test
    void stays_in_default_cgroup() {
        satisfiedBy(host().container("web"));
        satisfiedBy(web(c -> c.without("HostConfig.CgroupParent")));
        violatedBy(web("HostConfig.CgroupParent", "/shop"));
    }

    private static DockerFixture web(UnaryOperator<Json> change) {
        return host().container("web", change);
    }

    private static DockerFixture web(String path, @Nullable Object value) {
        return web(c -> c.with(path, value));
    }

    /** Shared with the host by itself, or with a container that shares it, at any remove and by any kind of reference. */
    private void sharedNamespace(String mode) {
        satisfiedBy(host().container("web"));
        violatedBy(web(mode, "host"));
        DockerFixture own = host().container("0123456789abcdef");
        DockerFixture hosts = host().container("0123456789abcdef", c -> c.with(mode, "host"));
        for (String reference : List.of("container:0123456789abcdef", "container:012345")) {
            satisfiedBy(own.container("web", c -> c.with(mode, reference)));
            violatedBy(hosts.container("web", c -> c.with(mode, reference)));
        }
        violatedBy(host().container("a", c -> c.with(mode, "container:b"))
                .container("b", c -> c.with(mode, "container:c"))
                .container("c", c -> c.with(mode, "host")));
        inconclusiveFor(web(mode, "container:gone"));
        inconclusiveFor(web(mode, "container:"));
        inconclusiveFor(host().container("a", c -> c.with(mode, "container:b"))
                .container("b", c -> c.with(mode, "container:a")));
        inconclusiveFor(host().container("a", c -> c.with(mode, "container:b"))
                .container("b")
                .unreadable(DockerDocuments.container("b"), "500"));
        // Two containers answer to it.
        inconclusiveFor(host().container("0a").container("0b").container("web", c -> c.with(mode, "container:0")));
    }
}
