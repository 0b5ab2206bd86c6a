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

class ContainerResourcesProofs extends Proofs {

    ContainerResourcesProofs() {
        super(ContainerResources.class);
    }

    @Test
    void memory_is_limited() {
        satisfiedBy(web("HostConfig.Memory", 512 << 20));
        violatedBy(web("HostConfig.Memory", 0));
        violatedBy(web(c -> c.without("HostConfig.Memory")));
        inconclusiveFor(web("HostConfig.Memory", "512m"));
        notApplicableTo(host());
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }

    @Test
    void cpu_is_limited() {
        satisfiedBy(host().container("web"));
        violatedBy(web("HostConfig.NanoCpus", 0));
        violatedBy(web(c -> c.with("HostConfig.NanoCpus", 0).with("HostConfig.CpuShares", 1024)));
        violatedBy(web(c -> c.with("HostConfig.NanoCpus", 0).with("HostConfig.CpusetCpus", "0")));
        violatedBy(web(c -> c.with("HostConfig.NanoCpus", 0).with("HostConfig.CpuQuota", -1)));
        satisfiedBy(web(c -> c.with("HostConfig.NanoCpus", 0).with("HostConfig.CpuShares", 512)));
        satisfiedBy(web(c -> c.with("HostConfig.NanoCpus", 0).with("HostConfig.CpuQuota", 50000)));
        satisfiedBy(web(c -> c.with("HostConfig.CpuShares", 1024)));
    }

    @Test
    void restarts_are_bounded() {
        satisfiedBy(host().container("web"));
        satisfiedBy(restarted("no", 0));
        satisfiedBy(restarted("", 0));
        satisfiedBy(web(c -> c.without("HostConfig.RestartPolicy")));
        satisfiedBy(restarted("on-failure", 1));
        violatedBy(restarted("on-failure", 0));
        violatedBy(restarted("on-failure", 6));
        violatedBy(restarted("always", 0));
        violatedBy(restarted("unless-stopped", 3));
        // The swarm restarts the containers of a service, by the service's policy, whose default is for ever.
        violatedBy(task("{}"));
        violatedBy(task("{Condition: 'any', MaxAttempts: 0}"));
        violatedBy(task("{Condition: 'on-failure', MaxAttempts: 0}"));
        satisfiedBy(task("{Condition: 'on-failure', MaxAttempts: 3}"));
        satisfiedBy(task("{Condition: 'any', MaxAttempts: 3}"));
        violatedBy(task("{Condition: 'any', MaxAttempts: 6}"));
        satisfiedBy(task("{Condition: 'none'}"));
        inconclusiveFor(task("{Condition: 'none'}").unreadable(DockerDocuments.SERVICES, "this node is a worker"));
        inconclusiveFor(task("{Condition: 'none'}").swarm());
    }

    @Test
    void ulimits_are_inherited() {
        satisfiedBy(host().container("web"));
        satisfiedBy(web("HostConfig.Ulimits", List.of()));
        violatedBy(limited("[{Name: 'nofile', Soft: 1024, Hard: 2048}]"));
        violatedBy(limited("[{Name: 'core', Soft: 0, Hard: 0}]"));
        // As older engines write the daemon's own into the container's settings.
        String inherited = "{Name: 'nofile', Soft: 1024, Hard: 65536}, {Name: 'nproc', Soft: 1024, Hard: 4096}";
        satisfiedBy(limited("[" + inherited + "]"));
        violatedBy(limited("[" + inherited + ", {Name: 'core', Soft: 0, Hard: 0}]"));
        violatedBy(limited("[" + inherited + "]").withoutDaemonJson("default-ulimits"));
        inconclusiveFor(limited("[" + inherited + "]").remote("tcp://build.example.com:2376"));
        satisfiedBy(host().container("web").remote("tcp://build.example.com:2376"));
    }

    private static DockerFixture limited(String ulimits) {
        return web(c -> c.withJson("HostConfig.Ulimits", ulimits));
    }

    @Test
    void processes_are_limited() {
        satisfiedBy(host().container("web"));
        violatedBy(web("HostConfig.PidsLimit", null));
        violatedBy(web("HostConfig.PidsLimit", 0));
        violatedBy(web("HostConfig.PidsLimit", -1));
        satisfiedBy(web("HostConfig.PidsLimit", 1));
    }

    private static DockerFixture web(UnaryOperator<Json> change) {
        return host().container("web", change);
    }

    private static DockerFixture web(String path, @Nullable Object value) {
        return web(c -> c.with(path, value));
    }

    private static DockerFixture task(String policy) {
        return host().swarm()
                .service("shop", s -> s.withJson("Spec.TaskTemplate.RestartPolicy", policy))
                .container(
                        "web",
                        c -> c.without("HostConfig.RestartPolicy")
                                .withJson("Config.Labels", "{'com.docker.swarm.service.id': 'shop'}"));
    }

    private static DockerFixture restarted(String policy, int times) {
        return web(c -> c.with("HostConfig.RestartPolicy.Name", policy)
                .with("HostConfig.RestartPolicy.MaximumRetryCount", times));
    }
}
