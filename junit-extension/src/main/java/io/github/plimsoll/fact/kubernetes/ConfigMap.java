package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Reading;
import java.util.List;
import java.util.regex.Pattern;

/** A ConfigMap: settings that everybody may read who may read anything in its namespace. */
public final class ConfigMap extends KubernetesObject {

    /** What Kustomize adds to a name: ten characters of a digest, none of which can make a word. */
    private static final Pattern DIGEST = Pattern.compile(".*-[bcdfghkmt2456789]{10}");

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

    /** Whether other contents would have another name. */
    public boolean isNamedByDigest() {
        return DIGEST.matcher(read("metadata.name").requiredText()).matches();
    }

    /** Whether the API server refuses every change of its contents. */
    public boolean isImmutable() {
        return read("immutable").asBoolean(false);
    }
}
