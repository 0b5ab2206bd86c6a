package io.github.plimsoll.target.docker;

import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetUnavailable;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;

/** The engine that live tests look at: the one {@code docker} would use here. */
final class LiveDocker {

    private LiveDocker() {}

    /** The engine, known to answer; where none does, the test that asked is skipped and says so. */
    static Target answering() {
        TargetOptions patient = TargetOptions.ofThisMachine().withTimeout(Duration.ofMinutes(1));
        try {
            Target target = new DockerTargetSource().open("host", patient);
            target.collect(Progress.silent());
            return target;
        } catch (TargetUnavailable e) {
            return Assumptions.abort("live tests need an engine: " + e.getMessage());
        }
    }
}
