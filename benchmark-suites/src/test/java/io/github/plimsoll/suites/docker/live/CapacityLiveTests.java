package io.github.plimsoll.suites.docker.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Limits of running containers that each fit into the host, and together do not. */
@Tag("live")
@Timeout(120)
class CapacityLiveTests {

    @TempDir
    Path directory;

    @Test
    void limits_are_added_up_over_all_running_containers() throws IOException {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            Engine engine = daemon.engine();
            try {
                Plant greedy = greedy("greedy", engine);
                PlantedHost.plant(engine, List.of(Plant.plant("hardened", "{}"), greedy));
                LiveAudit.of(daemon.address())
                        .satisfies(
                                "memory_limits_fit_host",
                                "processor_quotas_fit_host",
                                "process_limits_fit_host",
                                "memory_limit_is_within_host",
                                "kernel_enforces_limits");

                PlantedHost.plant(engine, List.of(greedy, greedy("greedy-too", engine)));
                LiveAudit.of(daemon.address())
                        .satisfies("memory_limit_is_within_host")
                        .violates("memory_limits_fit_host", "processor_quotas_fit_host", "process_limits_fit_host");
            } finally {
                PlantedHost.remove(engine);
            }
        }
    }

    /** Takes six tenths of the memory, all processors, and more than half of the processes that there may be. */
    private static Plant greedy(String name, Engine engine) throws IOException {
        long memory = engine.get("/info").get("MemTotal").longValue() / 10 * 6;
        long processors = engine.get("/info").get("NCPU").longValue() * 1_000_000_000;
        long processes = Math.min(kernel("pid_max"), kernel("threads-max")) / 10 * 6;
        return Plant.plant(
                name,
                "{HostConfig: {NetworkMode: 'none', Memory: %1$d, MemorySwap: %1$d, NanoCpus: %2$d, PidsLimit: %3$d}}"
                        .formatted(memory, processors, processes));
    }

    private static long kernel(String setting) throws IOException {
        try (BufferedReader file = Files.newBufferedReader(Path.of("/proc/sys/kernel", setting))) {
            return Long.parseLong(file.readLine());
        }
    }
}
