package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.Map;

/** An object of the cluster's API, with its metadata. */
public abstract class KubernetesObject extends Subject {

    protected KubernetesObject(Reading reading) {
        super(reading);
    }

    /** The name of the object itself, without its namespace. */
    public final String objectName() {
        return read("metadata.name").requiredText();
    }

    /** Empty for an object of the whole cluster. */
    public final String namespace() {
        return read("metadata.namespace").asText("");
    }

    public final Map<String, String> labels() {
        return read("metadata.labels").asTextMap();
    }

    public final Map<String, String> annotations() {
        return read("metadata.annotations").asTextMap();
    }
}
