package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.List;

/** What the {@code docker} command of the user who audits remembers of passwords: {@code client/config.json}. */
public final class ClientPasswords extends Subject {

    private ClientPasswords(Reading reading) {
        super(reading);
    }

    static List<Found<ClientPasswords>> locate(Reading snapshot) {
        Reading place = snapshot.document(DockerDocuments.CLIENT).named("client/config.json");
        return List.of(new Found<>(place.subject(), reading -> new ClientPasswords(reading.at(place))));
    }

    /** The registries whose password or token stands in the file, which is no more than encoded. */
    public List<String> registriesInClear() {
        return read("plainCredentials").asTexts();
    }
}
