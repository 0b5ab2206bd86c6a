package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Reading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ConfigMap: settings that everybody may read who may read anything in its namespace. */
public final class ConfigMap extends KubernetesObject {

    ConfigMap(Reading map) {
        super(map);
    }

    /** The entries that hold a secret, by their name or by what was found when their values were taken out. */
    public List<String> openSecrets() {
        Map<String, String> places = new LinkedHashMap<>();
        for (String part : List.of("data", "binaryData")) {
            read(part).asTextMap().forEach((name, value) -> {
                if (!value.isEmpty()) {
                    places.put("entry " + name, value);
                }
            });
        }
        return OpenSecrets.among(places);
    }
}
