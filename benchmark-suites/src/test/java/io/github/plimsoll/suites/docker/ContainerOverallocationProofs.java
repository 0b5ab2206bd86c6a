package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.fact.host.HostDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContainerOverallocationProofs extends Proofs {

    private static final long GIB = 1L << 30;

    ContainerOverallocationProofs() {
        super(ContainerOverallocation.class);
    }

    @Test
    void memory_limits_fit_host() {
        satisfiedBy(host());
        satisfiedBy(with("HostConfig.Memory", 7 * GIB));
        // Each fits, both do not.
        violatedBy(with("HostConfig.Memory", 4 * GIB).container("db", c -> c.with("HostConfig.Memory", 4 * GIB)));
        satisfiedBy(with("HostConfig.Memory", 4 * GIB)
                .container("db", c -> c.with("HostConfig.Memory", 4 * GIB).with("State.Status", "exited")));
        violatedBy(with("HostConfig.Memory", 4 * GIB)
                .container("db", c -> c.with("HostConfig.Memory", 4 * GIB).with("State.Status", "paused")));
        violatedBy(with("HostConfig.Memory", 4 * GIB)
                .container("db", c -> c.with("HostConfig.Memory", 4 * GIB).with("State.Status", "restarting")));
        violatedBy(with("HostConfig.Memory", 15 * GIB / 2));
        satisfiedBy(with("HostConfig.Memory", 15 * GIB / 2).policy("docker.memory-reserve-percent", 5));
        violatedBy(with("HostConfig.Memory", 0));
        violatedBy(host().container("web", c -> c.without("HostConfig.Memory")));
        inconclusiveFor(host().info(i -> i.without("MemTotal")));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
        inconclusiveFor(host().unreadable(DockerDocuments.CONTAINERS, "timed out"));
    }

    @Test
    void processor_quotas_fit_host() {
        satisfiedBy(host());
        satisfiedBy(with("HostConfig.NanoCpus", 6_000_000_000L));
        violatedBy(with("HostConfig.NanoCpus", 6_010_000_000L));
        violatedBy(with("HostConfig.NanoCpus", 3_010_000_000L)
                .container("db", c -> c.with("HostConfig.NanoCpus", 3_000_000_000L)));
        violatedBy(host().container(
                        "web",
                        c -> c.with("HostConfig.NanoCpus", 0)
                                .with("HostConfig.CpuPeriod", 50_000)
                                .with("HostConfig.CpuQuota", 350_000)));
        satisfiedBy(
                host().container("web", c -> c.with("HostConfig.NanoCpus", 0).with("HostConfig.CpuQuota", 600_000)));
        // Without a quota it is weighed against the others, and promised nothing.
        satisfiedBy(
                host().container("web", c -> c.with("HostConfig.NanoCpus", 0).with("HostConfig.CpuQuota", -1)));
        violatedBy(with("HostConfig.NanoCpus", 4_010_000_000L).policy("docker.processor-overcommit-percent", 100));
        inconclusiveFor(host().info(i -> i.without("NCPU")));
    }

    @Test
    void process_limits_fit_host() {
        satisfiedBy(host().container("web"));
        violatedBy(with("HostConfig.PidsLimit", 32_769));
        violatedBy(with("HostConfig.PidsLimit", 20_000).container("db", c -> c.with("HostConfig.PidsLimit", 20_000)));
        violatedBy(with("HostConfig.PidsLimit", null));
        violatedBy(with("HostConfig.PidsLimit", -1));
        // As many as a number can say, in two containers, come to no less.
        violatedBy(with("HostConfig.PidsLimit", Long.MAX_VALUE)
                .container("db", c -> c.with("HostConfig.PidsLimit", Long.MAX_VALUE)));
        satisfiedBy(with("HostConfig.PidsLimit", 32_769).policy("docker.max-processes", 4_194_304));
        violatedBy(host().container("web").policy("docker.max-processes", 99));
        satisfiedBy(with("HostConfig.PidsLimit", 32_769)
                .changed(HostDocuments.SYSTEM, system -> system.with("limits.processIds", 40_000)));
        violatedBy(with("HostConfig.PidsLimit", 32_000)
                .changed(HostDocuments.SYSTEM, system -> system.with("limits.threads", 31_000)));
        // Where the kernel was not looked at, no limit of its own is lower than what stands in the policy.
        satisfiedBy(with("HostConfig.PidsLimit", 32_768).remote("https://engine.example.com:2376"));
        violatedBy(with("HostConfig.PidsLimit", 32_769).remote("https://engine.example.com:2376"));
        satisfiedBy(
                with("HostConfig.PidsLimit", 32_768).changed(HostDocuments.SYSTEM, system -> system.without("limits")));
        inconclusiveFor(host().unreadable(DockerDocuments.CONTAINERS, "timed out"));
    }

    @Test
    void memory_limit_is_within_host() {
        satisfiedBy(with("HostConfig.Memory", 8 * GIB));
        violatedBy(with("HostConfig.Memory", 8 * GIB + 1));
        notApplicableTo(with("HostConfig.Memory", 0));
        inconclusiveFor(host().container("web").info(i -> i.without("MemTotal")));
    }

    @Test
    void swap_is_limited() {
        satisfiedBy(host().container("web"));
        violatedBy(with("HostConfig.MemorySwap", -1));
        satisfiedBy(with("HostConfig.MemorySwap", 0));
        notApplicableTo(
                host().container("web", c -> c.with("HostConfig.Memory", 0).with("HostConfig.MemorySwap", -1)));
    }

    @Test
    void memory_shortage_ends_it() {
        satisfiedBy(host().container("web"));
        violatedBy(with("HostConfig.OomScoreAdj", -1));
        satisfiedBy(with("HostConfig.OomScoreAdj", 500));
        satisfiedBy(with("HostConfig.OomKillDisable", true));
        violatedBy(
                host().container("web", c -> c.with("HostConfig.Memory", 0).with("HostConfig.OomKillDisable", true)));
        satisfiedBy(
                host().container("web", c -> c.with("HostConfig.Memory", 0).with("HostConfig.OomKillDisable", null)));
    }

    @Test
    void log_growth_is_bounded() {
        satisfiedBy(host().container("web"));
        violatedBy(log("json-file", Map.of()));
        violatedBy(log("json-file", Map.of("max-file", "3")));
        violatedBy(log("json-file", Map.of("max-size", "-1")));
        violatedBy(
                host().container("web", c -> c.withJson("HostConfig.LogConfig", "{Type: 'json-file', Config: null}")));
        satisfiedBy(log("local", Map.of()));
        violatedBy(log("local", Map.of("max-size", "-1")));
        satisfiedBy(log("journald", Map.of()));
        satisfiedBy(log("none", Map.of()));
        inconclusiveFor(host().container("web", c -> c.without("HostConfig.LogConfig")));
    }

    @Test
    void has_written_little_beside_its_mounts() {
        satisfiedBy(host().container("web"));
        satisfiedBy(written(1_000_000_000L));
        violatedBy(written(1_000_000_001L));
        satisfiedBy(written(2_000_000_000L).policy("docker.max-written-megabytes", 2000));
        satisfiedBy(host().container("web")
                .changed(DockerDocuments.DISK_USAGE, usage -> usage.without("Containers[0].SizeRw")));
        inconclusiveFor(host().container("web")
                .changed(DockerDocuments.DISK_USAGE, usage -> usage.with("Containers", List.of())));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.DISK_USAGE, "timed out"));
        // What an engine says whose storage driver could not count.
        inconclusiveFor(written(-1));
    }

    private static DockerFixture written(long bytes) {
        return host().container("web")
                .changed(
                        DockerDocuments.DISK_USAGE,
                        usage -> usage.element("Containers", 0, container -> container.with("SizeRw", bytes)));
    }

    @Test
    void writable_layer_is_bounded() {
        satisfiedBy(host().container("web"));
        violatedBy(with("HostConfig.ReadonlyRootfs", false));
        satisfiedBy(host().container(
                        "web",
                        c -> c.with("HostConfig.ReadonlyRootfs", false).with("HostConfig.StorageOpt.size", "1G")));
    }

    @Test
    void tmpfs_is_bounded() {
        satisfiedBy(host().container("web"));
        violatedBy(tmpfs(c -> c.with("HostConfig.Tmpfs", Map.of("/tmp", ""))));
        violatedBy(tmpfs(c -> c.with("HostConfig.Tmpfs", Map.of("/tmp", "rw,noexec"))));
        satisfiedBy(tmpfs(c -> c.with("HostConfig.Tmpfs", Map.of("/tmp", "rw,size=64m"))));
        // No end, to the kernel.
        violatedBy(tmpfs(c -> c.with("HostConfig.Tmpfs", Map.of("/tmp", "size=0,noexec"))));
        violatedBy(tmpfs(c -> c.with("HostConfig.Tmpfs", Map.of("/tmp", "size=64m,size=0k"))));
        satisfiedBy(tmpfs(c -> c.with("HostConfig.Tmpfs", Map.of("/tmp", "size=0,size=49%"))));
        // No smaller than without a size.
        violatedBy(tmpfs(c -> c.with("HostConfig.Tmpfs", Map.of("/tmp", "size=50%"))));
        violatedBy(tmpfs(c -> c.with("HostConfig.Tmpfs", Map.of("/tmp", "size=0%"))));
        violatedBy(tmpfs(c -> c.with("HostConfig.Tmpfs", Map.of("/tmp", "size=4000g"))));
        violatedBy(tmpfs(c -> c.with("HostConfig.Tmpfs", Map.of("/tmp", "size=99999999999999999P"))));
        violatedBy(tmpfs(c -> c.withJson(
                "HostConfig.Mounts", "[{Type: 'tmpfs', Target: '/tmp', TmpfsOptions: {SizeBytes: 4000000000000}}]")));
        violatedBy(tmpfs(c -> c.with("HostConfig.ShmSize", 4_000_000_000_000L)));
        satisfiedBy(tmpfs(c -> c.with("HostConfig.ShmSize", 67_108_864L)));
        satisfiedBy(tmpfs(c -> c.with("HostConfig.Tmpfs", Map.of("/tmp", "size=12345"))));
        inconclusiveFor(tmpfs(c -> c.with("HostConfig.Tmpfs", Map.of("/tmp", "size=64m")))
                .info(info -> info.without("MemTotal")));
        violatedBy(tmpfs(c -> c.withJson("HostConfig.Mounts", "[{Type: 'tmpfs', Target: '/tmp'}]")));
        satisfiedBy(tmpfs(c -> c.withJson(
                "HostConfig.Mounts", "[{Type: 'tmpfs', Target: '/tmp', TmpfsOptions: {SizeBytes: 65536}}]")));
        satisfiedBy(tmpfs(c -> c.withJson("HostConfig.Mounts", "[{Type: 'bind', Source: '/srv', Target: '/srv'}]")));
        // Counted against the memory limit.
        satisfiedBy(with("HostConfig.Tmpfs", Map.of("/tmp", "")));
    }

    @Test
    void is_not_restarted_over_and_over() {
        satisfiedBy(host().container("web"));
        satisfiedBy(with("RestartCount", 9));
        violatedBy(with("RestartCount", 10));
        violatedBy(host().container("web", c -> c.with("RestartCount", 10).with("State.Status", "restarting")));
        satisfiedBy(host().container(
                        "web", c -> c.with("RestartCount", 99).with("State.StartedAt", "2025-12-31T23:59:59Z")));
        violatedBy(with("RestartCount", 3).policy("docker.max-restarts", 3));
        inconclusiveFor(with("State.StartedAt", "yesterday"));
    }

    @Test
    void kernel_enforces_limits() {
        satisfiedBy(host());
        for (String limit : List.of("MemoryLimit", "SwapLimit", "PidsLimit", "CpuCfsQuota")) {
            violatedBy(host().info(i -> i.with(limit, false)));
            inconclusiveFor(host().info(i -> i.without(limit)));
        }
        violatedBy(host().info(i -> i.with("Warnings", List.of("WARNING: No swap limit support"))));
        satisfiedBy(host().info(i -> i.with("Warnings", List.of("WARNING: bridge-nf-call-iptables is disabled"))));
    }

    private static DockerFixture with(String path, @Nullable Object value) {
        return host().container("web", c -> c.with(path, value));
    }

    private static DockerFixture log(String driver, Map<String, String> options) {
        return host().container("web", c -> c.with("HostConfig.LogConfig", Map.of("Type", driver, "Config", options)));
    }

    private static DockerFixture tmpfs(UnaryOperator<Json> change) {
        return host().container("web", c -> change.apply(c.with("HostConfig.Memory", 0)));
    }
}
