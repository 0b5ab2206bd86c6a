package io.github.plimsoll.suites.docker.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process of the host that somebody moved into a container's control group has none of the container's bounds. */
@Tag("live")
@Timeout(120)
class LooseProcessLiveTests {

    private static final String CONTROL = "docker/processes_are_held_as_asked_for";

    private static final Plant PLANT = Plant.plant("loose-process", "{}");

    private final Engine engine = LiveDocker.answering();

    @AfterEach
    void remove() {
        PlantedHost.remove(engine);
    }

    @Test
    void a_process_without_the_bounds_of_its_container_is_found() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may move processes");
        PlantedHost.plant(engine, List.of(PLANT));
        assertThat(judged().verdict()).isEqualTo(Verdict.COMPLIANT);

        Process loose = new ProcessBuilder("sleep", "60").start();
        try {
            long first = engine.get("/containers/" + PLANT.name() + "/json")
                    .at("/State/Pid")
                    .longValue();
            Files.writeString(controlGroup(first).resolve("cgroup.procs"), Long.toString(loose.pid()));

            Finding found = judged();
            assertThat(found.verdict()).isEqualTo(Verdict.VIOLATED);
            assertThat(found.message())
                    .contains("sleep: capabilities", "sleep: no system call filter", "sleep: may gain privileges")
                    .contains("sleep: the host's mnt namespace", "sleep: the host's net namespace");
        } finally {
            loose.destroyForcibly();
        }
    }

    private static Finding judged() {
        LiveAudit audit = LiveAudit.of("host");
        Finding found = audit.finding(CONTROL, "container/" + PLANT.name());
        audit.saw(found.verdict(), CONTROL);
        return found;
    }

    /** Any of the hierarchies there are: a process belongs to a container by one of them. */
    private static Path controlGroup(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/cgroup"))) {
            String[] fields = line.split(":", 3);
            for (String mount : List.of(fields[1].replaceFirst("^name=", ""), fields[1].replaceFirst(",.*", ""), "")) {
                Path group = Path.of("/sys/fs/cgroup", mount, fields[2]);
                if (Files.isWritable(group.resolve("cgroup.procs"))) {
                    return group;
                }
            }
        }
        throw new IOException("process " + pid + " is in no control group that is mounted here");
    }
}
