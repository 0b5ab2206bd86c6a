package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A service of a swarm, as {@code GET /services} lists it. */
public final class SwarmService extends Subject {

    private static final String CONTAINER = "Spec.TaskTemplate.ContainerSpec.";

    SwarmService(Reading reading) {
        super(reading);
    }

    /**
     * The places where a secret stands in the open: variables, labels and arguments, by their names or by what was found in
     * them when it was taken out of the snapshot.
     */
    public List<String> openSecrets() {
        return OpenSecrets.among(places());
    }

    /** What holds a text of its own, by what it is called. */
    private Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        for (String variable : read(CONTAINER + "Env").asTexts()) {
            String[] pair = variable.split("=", 2);
            if (pair.length == 2 && !pair[1].isEmpty()) {
                places.put("variable " + pair[0], pair[1]);
            }
        }
        for (String path : List.of("Spec.Labels", CONTAINER + "Labels")) {
            read(path).asTextMap().forEach((name, value) -> {
                if (!value.isEmpty()) {
                    places.put("label " + name, value);
                }
            });
        }
        List<String> words = new ArrayList<>(read(CONTAINER + "Command").asTexts());
        words.addAll(read(CONTAINER + "Args").asTexts());
        if (!words.isEmpty()) {
            places.put("its command line", String.join(" ", words));
        }
        return places;
    }
}
