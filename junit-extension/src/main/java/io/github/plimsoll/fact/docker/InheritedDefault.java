package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What a container that says nothing has from the daemon. The engine writes it down with the container when it creates it, so that a
 * default which the daemon was given later changes nothing for the containers that were there before.
 */
final class InheritedDefault {

    private final Container container;
    private final Reading reading;

    InheritedDefault(Container container, Reading reading) {
        this.container = container;
        this.reading = reading;
    }

    /** @throws Unreadable if it may have been created under another default, and its processes do not show which */
    boolean deniesNewPrivileges(Daemon daemon) {
        if (!daemon.deniesNewPrivileges()) {
            return false;
        }
        return Composition.is(reading) || ofFirstProcess().orElseGet(this::isYoungerThanDaemon);
    }

    private Optional<Boolean> ofFirstProcess() {
        SeenProcesses processes = new SeenProcesses(reading);
        if (!container.isRunning() || container.isSandboxed() || !processes.areReadable()) {
            return Optional.empty();
        }
        long first = reading.value("State.Pid").requiredLong();
        return processes.all().stream()
                .filter(process -> process.unrecorded().value("pid").requiredLong() == first)
                .filter(process -> process.unrecorded().value("noNewPrivileges").isPresent())
                .map(process -> process.value("noNewPrivileges").requiredBoolean())
                .findFirst();
    }

    private boolean isYoungerThanDaemon() {
        Instant started = instant(reading.document(DockerDocuments.DAEMON_PROCESS), "startedAt");
        if (!instant(reading, "Created").isAfter(started)) {
            throw new Unreadable(
                    "it was created before the daemon was started as it runs now, and keeps what was the default then;"
                            + " create it anew, or have it say no-new-privileges itself");
        }
        return true;
    }

    private static Instant instant(Reading reading, String path) {
        String text = reading.value(path).requiredText();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new Unreadable(path + " is not a time: " + text);
        }
    }
}
