package io.github.plimsoll.suites.docker.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An engine counts how often it had to start a container anew. */
@Tag("live")
@Timeout(120)
class RestartLiveTests {

    private static final String CONTROL = "docker/is_not_restarted_over_and_over";

    private static final Plant PLANT =
            Plant.plant("failing", "{HostConfig: {RestartPolicy: {Name: 'always', MaximumRetryCount: 0}}}");

    private final Engine engine = LiveDocker.answering();

    @AfterEach
    void remove() {
        PlantedHost.remove(engine);
    }

    @Test
    void a_container_that_is_started_anew_each_time_it_fails() throws Exception {
        PlantedHost.plant(engine, List.of(PLANT));
        assertThat(verdict(LiveAudit.of("host"))).isEqualTo(Verdict.COMPLIANT);

        long first = inspected("/State/Pid");
        ProcessHandle.of(first).orElseThrow().destroyForcibly();
        for (int attempt = 0; attempt < 200 && inspected("/RestartCount") == 0; attempt++) {
            Thread.sleep(50);
        }
        assertThat(verdict(LiveAudit.of("host").under("docker.max-restarts", "1")))
                .isEqualTo(Verdict.VIOLATED);
    }

    private long inspected(String field) {
        return engine.get("/containers/" + PLANT.name() + "/json").at(field).longValue();
    }

    private static Verdict verdict(LiveAudit audit) {
        Finding found = audit.finding(CONTROL, "container/" + PLANT.name());
        audit.saw(found.verdict(), CONTROL);
        return found.verdict();
    }
}
