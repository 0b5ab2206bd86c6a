package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.List;

/** A service of a swarm, as {@code GET /services} lists it. */
public final class SwarmService extends Subject {

    SwarmService(Reading reading) {
        super(reading);
    }

    /** The environment variables that, by their names, hold a secret of their own. */
    public List<String> secretVariables() {
        return read("Spec.TaskTemplate.ContainerSpec.Env").asTexts().stream()
                .map(variable -> variable.split("=", 2))
                .filter(variable -> variable.length == 2 && !variable[1].isEmpty())
                .map(variable -> variable[0])
                .filter(SecretNames::suggestsSecret)
                .toList();
    }
}
