package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Reading;
import java.util.List;

/** A ConfigMap: settings that everybody may read who may read anything in its namespace. */
public final class ConfigMap extends KubernetesObject {

    ConfigMap(Reading map) {
        super(map);
    }

    /** The entries that hold a secret, by their name or by what was found when their values were taken out. */
    public List<String> openSecrets() {
        return new OpenSecrets()
                .texts("entry", read("data").asTextMap())
                .texts("entry", read("binaryData").asTextMap())
                .found();
    }
}
