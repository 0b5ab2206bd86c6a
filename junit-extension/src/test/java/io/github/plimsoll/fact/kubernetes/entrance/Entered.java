package io.github.plimsoll.fact.kubernetes.entrance;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import java.util.List;

/** What is said of whom entrances lead to, in a cluster with some objects of others. */
record Entered(KubernetesFixture cluster) {

    static Entered with(String definition, String... objects) {
        return new Entered(KubernetesFixture.cluster()).and(definition, objects);
    }

    /** The same with a kind, if it is not there yet, and objects of it. */
    Entered and(String definition, String... objects) {
        int dot = definition.indexOf('.');
        String plural = definition.substring(0, dot);
        String group = definition.substring(dot + 1);
        KubernetesFixture next = cluster.object(
                KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS,
                "{metadata: {name: '" + definition + "'}, spec: {group: '" + group + "', names: {plural: '" + plural
                        + "'}, versions: [{name: 'v1', served: true, storage: true}]}}");
        String list = "/apis/" + group + "/v1/" + plural;
        if (objects.length == 0) {
            next = next.object(list, "{metadata: {name: 'none', namespace: 'none'}}")
                    .without(list, "none", "none");
        }
        for (String object : objects) {
            next = next.object(list, object);
        }
        return new Entered(next);
    }

    Entered unreadable(String definition) {
        int dot = definition.indexOf('.');
        return new Entered(and(definition)
                .cluster()
                .unreadable(
                        "/apis/" + definition.substring(dot + 1) + "/v1/" + definition.substring(0, dot),
                        "the server answers 403"));
    }

    Openings openings() {
        return Openings.of(Reading.of(cluster.snapshot(), new Recorder()));
    }

    /** {@code open: } with the names of those that lead there, {@code closed}, or {@code unknown: } with the reason. */
    String to(String service) {
        String[] name = service.split("/", 2);
        try {
            List<String> open = openings().openTo(name[0], name[1]);
            return open.isEmpty() ? "closed" : "open: " + String.join(", ", open);
        } catch (Unreadable e) {
            return "unknown: " + e.reason();
        }
    }

    /** What is claimed elsewhere of what an object claims, by the name of its subject. */
    List<String> claimed(String subject) {
        Openings openings = openings();
        return openings.all().stream()
                .filter(opening -> opening.object().subject().equals(subject))
                .flatMap(opening -> openings.claimedElsewhere(opening).stream())
                .toList();
    }

    Opening.Encryption encryption() {
        return openings().all().get(0).encryption();
    }
}
