package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.List;

/** A config of a swarm, as {@code GET /configs} lists it: {@code config/nginx.conf}. */
public final class SwarmConfig extends Subject {

    SwarmConfig(Reading reading) {
        super(reading);
    }

    /** Where a secret stands in the open: in its contents, by what was found when they were taken out of the snapshot, or a label. */
    public List<String> openSecrets() {
        return new OpenSecrets()
                .words("its contents", List.of(read("Spec.Data").requiredText()))
                .texts("label", read("Spec.Labels").asTextMap())
                .found();
    }
}
