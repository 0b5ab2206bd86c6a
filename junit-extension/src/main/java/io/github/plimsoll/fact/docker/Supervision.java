package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** How a container is kept going: who starts it again, and how it is found out how it is. */
public final class Supervision {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final Container container;
    private final Reading reading;

    Supervision(Container container, Reading reading) {
        this.container = container;
        this.reading = reading;
    }

    /** One of {@code no}, {@code on-failure}, {@code always}, {@code unless-stopped}; {@code any} for a task of a swarm. */
    public String restartPolicy() {
        return RestartPolicy.of(reading).name();
    }

    /** How often it is restarted after a failure; 0 is without end. */
    public long maximumRestarts() {
        return RestartPolicy.of(reading).most();
    }

    /** How often the engine has started it anew since somebody did so last. */
    public long restarts() {
        return reading.value("RestartCount").asLong(0);
    }

    /** Whether it has kept running for a day, whatever came before. */
    public boolean hasSettled() {
        if (!container.isRunning()) {
            return false;
        }
        String started = reading.value("State.StartedAt").requiredText();
        try {
            return Instant.parse(started).plus(A_DAY).isBefore(reading.header().collectedAt());
        } catch (DateTimeParseException e) {
            throw new Unreadable("State.StartedAt is not a time: " + started);
        }
    }

    /** The command that checks its health; empty is none. */
    public List<String> healthProbe() {
        return HealthProbe.of(reading.value("Config.Healthcheck.Test").asTexts());
    }

    /** What the last check found, {@code none} where no check takes place. */
    public String health() {
        return reading.value("State.Health.Status").asText("none");
    }
}
