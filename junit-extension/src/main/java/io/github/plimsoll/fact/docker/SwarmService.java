package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.ArrayList;
import java.util.List;

/** A service of a swarm, as {@code GET /services} lists it. */
public final class SwarmService extends Subject {

    SwarmService(Reading reading) {
        super(reading);
    }

    /**
     * The places where a secret stands in the open: variables, labels, arguments, health checks and options of the log and of volumes, by their
     * names or by what was found in them when it was taken out of the snapshot.
     */
    public List<String> openSecrets() {
        OpenSecrets secrets = new OpenSecrets();
        look(secrets, "Spec.", "");
        // A service can be rolled back to its earlier definition, which is why that is kept, and shown as well.
        look(secrets, "PreviousSpec.", "earlier ");
        return secrets.found();
    }

    private void look(OpenSecrets secrets, String definition, String when) {
        String task = definition + "TaskTemplate.";
        String container = task + "ContainerSpec.";
        List<String> command = new ArrayList<>(read(container + "Command").asTexts());
        command.addAll(read(container + "Args").asTexts());
        secrets.variables(when + "variable", read(container + "Env").asTexts())
                .texts(when + "label", read(definition + "Labels").asTextMap())
                .texts(when + "label", read(container + "Labels").asTextMap())
                .texts(when + "log-option", read(task + "LogDriver.Options").asTextMap())
                .words("its " + when + "command line", command)
                .words(
                        "its " + when + "health check",
                        read(container + "Healthcheck.Test").asTexts());
        for (Reading mount : reading().elements(container + "Mounts")) {
            secrets.texts(
                    when + "option of its volume",
                    mount.value("VolumeOptions.DriverConfig.Options").asTextMap());
        }
    }
}
