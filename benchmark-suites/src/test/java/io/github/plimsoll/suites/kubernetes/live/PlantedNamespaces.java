package io.github.plimsoll.suites.kubernetes.live;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Namespaces that a test made. */
final class PlantedNamespaces {

    private PlantedNamespaces() {}

    /** Takes them away with all that is in them, and waits until they are gone: those that are not there are none. */
    static void remove(KubernetesClient client, List<String> names) {
        for (String name : names) {
            client.pods().inNamespace(name).withGracePeriod(0).delete();
            client.namespaces().withName(name).delete();
        }
        names.forEach(
                name -> client.namespaces().withName(name).waitUntilCondition(Objects::isNull, 240, TimeUnit.SECONDS));
    }
}
