package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.image.ContainerUser;
import java.util.Optional;

/** A command that someone started in a running container: {@code container/web › exec ab12}. */
public final class ExecSession extends Subject {

    private final Reading container;

    ExecSession(Reading reading, Reading container) {
        super(reading);
        this.container = container;
    }

    /** Whether it still runs; the engine remembers ended ones for a while. */
    @Override
    public String state() {
        return read("Running").asBoolean(false) ? "running" : "ended";
    }

    public boolean isPrivileged() {
        return read("ProcessConfig.privileged").asBoolean(false);
    }

    /** Whether it runs as root: by the user it was started for, or, if that is a name, by the uid of its process. */
    public boolean isRoot() {
        String asked = read("ProcessConfig.user").asText("");
        String user = asked.isEmpty() ? container.value("Config.User").asText("") : asked;
        return ContainerUser.isRoot(user)
                .or(() -> uidOfProcess().map(uid -> uid == 0))
                .orElseThrow(() -> ContainerUser.unresolved(user));
    }

    private Optional<Long> uidOfProcess() {
        Reading processes = reading()
                .document(DockerDocuments.processes(container.value("Id").requiredText()));
        long pid = read("Pid").asLong(0);
        return !processes.isReadable()
                ? Optional.empty()
                : processes.elements("processes").stream()
                        .filter(process -> process.unrecorded().value("pid").requiredLong() == pid)
                        .map(process -> process.value("uid").requiredLong())
                        .findFirst();
    }
}
