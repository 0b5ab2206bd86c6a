package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.List;

/** A volume, whoever mounts it: {@code volume/shop-data}. */
public final class Volume extends Subject {

    private Volume(Reading reading) {
        super(reading);
    }

    static List<Found<Volume>> locate(Reading snapshot) {
        return snapshot.document(DockerDocuments.VOLUMES).elements("Volumes").stream()
                .map(listed -> DockerPlatform.found(
                        listed.named("volume/" + listed.value("Name").requiredText()), Volume::new))
                .toList();
    }

    /** The options of its driver and the labels in which a secret stands in the open, as the password of a share does. */
    public List<String> openSecrets() {
        return new OpenSecrets()
                .texts("option", read("Options").asTextMap())
                .texts("label", read("Labels").asTextMap())
                .found();
    }
}
