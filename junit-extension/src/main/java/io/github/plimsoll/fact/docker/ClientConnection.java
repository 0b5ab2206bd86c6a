package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.List;

/** An engine that the {@code docker} command of the user who audits connects to: {@code client/context shop}. */
public final class ClientConnection extends Subject {

    private static final String VARIABLE = "DOCKER_HOST";

    private ClientConnection(Reading reading) {
        super(reading);
    }

    static List<Found<ClientConnection>> locate(Reading snapshot) {
        List<Found<ClientConnection>> found = snapshot.document(DockerDocuments.CLIENT).elements("connections").stream()
                .map(listed -> {
                    String name = listed.value("name").requiredText();
                    Reading place = listed.named("client/" + (name.equals(VARIABLE) ? name : "context " + name));
                    return new Found<>(place.subject(), reading -> new ClientConnection(reading.at(place)));
                })
                .toList();
        if (found.isEmpty()) {
            throw new Absent("the docker command here is told of no engine but that of its own host");
        }
        return found;
    }

    /** Whether it leads over the network, by a way that does not protect itself as SSH does. */
    public boolean leadsOverTheNetwork() {
        String host = read("host").requiredText();
        boolean other = host.startsWith("unix:") || host.startsWith("npipe:") || host.startsWith("ssh:");
        return !other && !HostAddress.isLoopback(HostAddress.hostOf(host));
    }

    public boolean usesTls() {
        return read("tls").requiredBoolean();
    }

    public boolean verifiesTheEngine() {
        return read("verifies").requiredBoolean();
    }
}
