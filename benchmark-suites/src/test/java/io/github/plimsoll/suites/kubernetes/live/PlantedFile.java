package io.github.plimsoll.suites.kubernetes.live;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.target.Targets;
import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The objects of a file on the cluster at {@code PLIMSOLL_TEST_KUBECONFIG}, planted for a test and removed after it. */
final class PlantedFile implements AutoCloseable {

    private static final String VARIABLE = "PLIMSOLL_TEST_KUBECONFIG";
    private static final int PATIENCE = 120;

    private final String kubeconfig;
    private final String resource;
    private final KubernetesClient client;

    private PlantedFile(String kubeconfig, String resource) {
        this.kubeconfig = kubeconfig;
        this.resource = resource;
        this.client = client(kubeconfig);
    }

    /** The path of the configuration of the cluster; the test is skipped where there is none. */
    static String kubeconfig() {
        String file = System.getenv().getOrDefault(VARIABLE, "");
        Assumptions.assumeFalse(file.isEmpty(), "live tests need a cluster: " + VARIABLE + " is not set");
        return file;
    }

    static KubernetesClient client(String kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build();
    }

    /** Plants the objects of a file beside this class, in the place of what an earlier test left. */
    static PlantedFile of(String resource) {
        PlantedFile planted = new PlantedFile(kubeconfig(), resource);
        planted.remove();
        for (HasMetadata object : planted.objects()) {
            planted.client.resource(object).serverSideApply();
        }
        return planted;
    }

    KubernetesClient client() {
        return client;
    }

    Snapshot snapshot() {
        return Targets.snapshot("kubeconfig:" + kubeconfig);
    }

    LiveFindings judged(List<Class<?>> controls) {
        return LiveFindings.of(snapshot(), controls);
    }

    @Override
    public void close() {
        remove();
        client.close();
    }

    private List<HasMetadata> objects() {
        return client.load(PlantedFile.class.getResourceAsStream(resource)).items();
    }

    /** What is in a namespace of the file goes with it, but pods first, for they take their time. */
    private void remove() {
        List<HasMetadata> namespaces = objects().stream()
                .filter(object -> object.getKind().equals("Namespace"))
                .toList();
        List<String> going = namespaces.stream()
                .map(namespace -> namespace.getMetadata().getName())
                .toList();
        namespaces.forEach(namespace -> client.pods()
                .inNamespace(namespace.getMetadata().getName())
                .withGracePeriod(0)
                .delete());
        objects().stream()
                .filter(object -> !going.contains(object.getMetadata().getNamespace()))
                .forEach(object -> client.resource(object).delete());
        namespaces.forEach(namespace ->
                client.resource(namespace).waitUntilCondition(Objects::isNull, PATIENCE, TimeUnit.SECONDS));
    }
}
