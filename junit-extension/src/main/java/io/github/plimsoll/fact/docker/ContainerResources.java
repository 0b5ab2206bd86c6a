package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import java.util.List;
import java.util.Map;

/** What a container may take of the memory, the processors and the processes of its host. */
public final class ContainerResources {

    private static final long DEFAULT_PERIOD = 100_000;

    private final Reading reading;

    ContainerResources(Reading reading) {
        this.reading = reading;
    }

    /** The memory limit in bytes; 0 is none. */
    public long memory() {
        return number("HostConfig.Memory");
    }

    /** How much it may swap beside its memory: in bytes together with that; -1 without end, 0 twice its memory. */
    public long memoryAndSwap() {
        return number("HostConfig.MemorySwap");
    }

    /** The file systems in memory that may take half the memory of the host and more, as one without a size may. */
    public List<String> unboundedTmpfs() {
        return memory() > 0 ? List.of() : MemoryFileSystems.unbounded(reading);
    }

    /** Whether the kernel may end none of its processes when memory runs out. */
    public boolean disablesOomKiller() {
        return reading.value("HostConfig.OomKillDisable").asBoolean(false);
    }

    /** How readily the kernel ends its processes when memory runs out; below 0 others go first. */
    public long oomScore() {
        return number("HostConfig.OomScoreAdj");
    }

    /** Its weight among containers that compete for processor time; 0 and 1024 are the weight of every other. */
    public long cpuShares() {
        return number("HostConfig.CpuShares");
    }

    /** Whether it is held to a part of the processors' time. */
    public boolean hasCpuQuota() {
        return number("HostConfig.NanoCpus") > 0 || number("HostConfig.CpuQuota") > 0;
    }

    /**
     * The processor time it may take, in hundredths of a processor; 0 is any. Engines turn a number of processors into a quota of a
     * period, or keep it as it is.
     */
    long processorTime() {
        long billionths = number("HostConfig.NanoCpus");
        long quota = number("HostConfig.CpuQuota");
        long period = number("HostConfig.CpuPeriod");
        return billionths > 0
                ? billionths / 10_000_000
                : Math.max(0, quota) * 100 / (period > 0 ? period : DEFAULT_PERIOD);
    }

    /** How many processes it may have; 0 and less is any number. */
    public long pidsLimit() {
        return number("HostConfig.PidsLimit");
    }

    /**
     * The process limits that it sets itself instead of inheriting the daemon's. Engines before 23 write the daemon's into the
     * container's own settings when it is created, so what has the same hard limit is taken for inherited.
     */
    public List<String> ulimits(Daemon daemon) {
        List<Reading> limits = reading.elements("HostConfig.Ulimits");
        if (limits.isEmpty()) {
            return List.of();
        }
        Map<String, Long> inherited = daemon.defaultUlimits();
        return limits.stream()
                .filter(limit -> limit.value("Hard").requiredLong()
                        != inherited.getOrDefault(limit.value("Name").requiredText(), Long.MIN_VALUE))
                .map(limit -> limit.value("Name").requiredText())
                .toList();
    }

    /** The parent of its control group; empty is the daemon's own choice. */
    public String cgroupParent() {
        return reading.value("HostConfig.CgroupParent").asText("");
    }

    /** A number among its settings; 0 where it is not set. */
    private long number(String path) {
        return reading.value(path).asLong(0);
    }
}
