package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.List;

/** A private key with which the user who audits proves to an engine who he is: {@code file /root/.docker/key.pem}. */
public final class ClientKey extends Subject {

    private ClientKey(Reading reading) {
        super(reading);
    }

    static List<Found<ClientKey>> locate(Reading snapshot) {
        List<Found<ClientKey>> found = snapshot.document(DockerDocuments.CLIENT).elements("keys").stream()
                .map(listed -> {
                    Reading place = listed.named("file " + listed.value("path").requiredText());
                    return new Found<>(place.subject(), reading -> new ClientKey(reading.at(place)));
                })
                .toList();
        if (found.isEmpty()) {
            throw new Absent("the docker command here has no key");
        }
        return found;
    }

    /** The mode, for example {@code 0600}. */
    public String mode() {
        return read("mode").requiredText();
    }

    /** Whether anybody but its owner may read or write it. */
    public boolean isOpenToOthers() {
        return (Integer.parseInt(mode(), 8) & 077) != 0;
    }
}
