package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processes of a running container, with the uids that they have on the host. */
final class SeenProcesses {

    private final Reading document;

    SeenProcesses(Reading container) {
        this.document = container.document(
                DockerDocuments.processes(container.value("Id").requiredText()));
    }

    boolean areReadable() {
        return document.isReadable();
    }

    /** What processes call themselves, what their programs are called, without path and arguments, and the files that these are. */
    List<String> names() {
        return all().stream()
                .flatMap(process -> Stream.of(
                        process.value("name").asText(""),
                        process.value("program").asText(""),
                        process.value("exe").asText("")))
                .map(name -> name.split("[: ]", 2)[0])
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** The names of those with uid 0. */
    List<String> ofRoot() {
        return all().stream()
                .filter(process -> process.value("uid").requiredLong() == 0)
                .map(process -> process.value("name").requiredText())
                .toList();
    }

    /** Whether they were looked at on the engine's own host, and not only listed by it. */
    boolean areSeenOnHost() {
        return document.value("from").requiredText().equals("proc");
    }

    Set<Long> pids() {
        return all().stream()
                .map(process -> process.unrecorded().value("pid").requiredLong())
                .collect(Collectors.toSet());
    }

    List<Reading> all() {
        List<Reading> processes = document.elements("processes");
        if (processes.isEmpty()) {
            throw new Unreadable("no process of the running container can be seen");
        }
        return processes;
    }
}
