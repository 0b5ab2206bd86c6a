package io.github.plimsoll.suites.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.suites.kubernetes.NamespaceUse;
import io.github.plimsoll.suites.kubernetes.PodHostAccess;
import io.github.plimsoll.suites.kubernetes.PodPrivileges;
import io.github.plimsoll.suites.kubernetes.SecretUse;
import io.github.plimsoll.target.Targets;
import io.github.plimsoll.waiver.Waivers;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** On a real cluster, every planted fault is found by the controls that should, by no other, and nothing on what is sound. */
@Tag("live")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedClusterLiveTests {

    private static final String VARIABLE = "PLIMSOLL_TEST_KUBECONFIG";
    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";

    private final List<ControlResult> results = new ArrayList<>();

    @BeforeAll
    void plant_and_audit() throws InterruptedException {
        String kubeconfig = System.getenv().getOrDefault(VARIABLE, "");
        Assumptions.assumeFalse(kubeconfig.isEmpty(), "live tests need a cluster: " + VARIABLE + " is not set");
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build()) {
            remove(client);
            try {
                plant(client);
                audit(kubeconfig);
            } finally {
                remove(client);
            }
        }
    }

    private static void plant(KubernetesClient client) throws InterruptedException {
        client.resource(namespace(PlantedWorkloads.NAMESPACE, "privileged")).create();
        client.resource(namespace(PlantedWorkloads.HARDENED, "restricted")).create();
        for (PlantedWorkloads plant : PlantedWorkloads.all()) {
            create(client, plant.manifest());
        }
        create(client, PlantedWorkloads.hardened("sound", ", automountServiceAccountToken: false"));
        create(client, PlantedWorkloads.hardened("with-token", ""));
        for (int i = 0; i < 100 && started(client) < 4; i++) {
            TimeUnit.MILLISECONDS.sleep(300);
        }
    }

    /** Pods that the scheduler has found a node for, and so have all that a cluster fills in. */
    private static long started(KubernetesClient client) {
        return client.pods().inNamespace(PlantedWorkloads.HARDENED).list().getItems().stream()
                .filter(pod -> pod.getSpec().getNodeName() != null)
                .count();
    }

    private static Namespace namespace(String name, String standard) {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels(ENFORCE, standard)
                .endMetadata()
                .build();
    }

    private static void create(KubernetesClient client, String manifest) {
        // What begins with a brace is taken for JSON.
        client.load(new ByteArrayInputStream(("---\n" + manifest).getBytes(StandardCharsets.UTF_8)))
                .create();
    }

    private static void remove(KubernetesClient client) throws InterruptedException {
        for (String name : List.of(PlantedWorkloads.NAMESPACE, PlantedWorkloads.HARDENED)) {
            client.pods().inNamespace(name).withGracePeriod(0).delete();
            client.namespaces().withName(name).delete();
        }
        for (String name : List.of(PlantedWorkloads.NAMESPACE, PlantedWorkloads.HARDENED)) {
            client.namespaces().withName(name).waitUntilCondition(Objects::isNull, 90, TimeUnit.SECONDS);
        }
    }

    private void audit(String kubeconfig) {
        Platform platform = Platform.named("kubernetes").orElseThrow();
        Catalogue catalogue = Catalogue.load(getClass().getClassLoader());
        Judge judge = new Judge(
                Targets.snapshot("kubeconfig:" + kubeconfig), platform, Waivers.none(), Policies.defaults(catalogue));
        for (Class<?> type : List.of(PodPrivileges.class, PodHostAccess.class, SecretUse.class, NamespaceUse.class)) {
            ControlMethod.allOf(type, catalogue, platform).forEach(control -> results.add(judge.judge(control)));
        }
    }

    private Map<String, Set<String>> found(String namespace, Verdict verdict) {
        Map<String, Set<String>> found = new TreeMap<>();
        for (ControlResult result : results) {
            for (Finding finding : result.findings(verdict)) {
                if (finding.subject().contains("/" + namespace + "/")) {
                    found.computeIfAbsent(finding.subject(), subject -> new TreeSet<>())
                            .add(result.control().id().replaceFirst("kubernetes/", ""));
                }
            }
        }
        return found;
    }

    @Test
    void each_planted_fault_is_found_and_nothing_else() {
        assertThat(found(PlantedWorkloads.NAMESPACE, Verdict.VIOLATED)).isEqualTo(PlantedWorkloads.allExpected());
    }

    @Test
    void nothing_is_found_on_sound_workloads_and_everything_was_looked_at() {
        assertThat(found(PlantedWorkloads.HARDENED, Verdict.VIOLATED)).isEmpty();
        assertThat(found(PlantedWorkloads.HARDENED, Verdict.INCONCLUSIVE)).isEmpty();
        assertThat(found(PlantedWorkloads.HARDENED, Verdict.COMPLIANT))
                .as("pods that are as their template says are no subjects beside it")
                .containsOnlyKeys(
                        "deployment/kube-w-hardened/sound",
                        "deployment/kube-w-hardened/sound › app",
                        "deployment/kube-w-hardened/with-token",
                        "deployment/kube-w-hardened/with-token › app");
    }

    @Test
    void pods_are_counted_with_their_template() {
        assertThat(results)
                .flatExtracting(ControlResult::findings)
                .filteredOn(finding -> finding.subject().startsWith("deployment/" + PlantedWorkloads.HARDENED))
                .extracting(Finding::state)
                .containsOnly("2 pods");
    }

    @Test
    void namespaces_are_told_apart_by_what_they_admit() {
        assertThat(verdicts("namespace/" + PlantedWorkloads.NAMESPACE))
                .containsEntry("kubernetes/dangerous_pods_are_refused", Verdict.VIOLATED)
                .containsEntry("kubernetes/only_restricted_pods_are_admitted", Verdict.VIOLATED);
        assertThat(verdicts("namespace/" + PlantedWorkloads.HARDENED))
                .containsEntry("kubernetes/dangerous_pods_are_refused", Verdict.COMPLIANT)
                .containsEntry("kubernetes/only_restricted_pods_are_admitted", Verdict.COMPLIANT);
    }

    private Map<String, Verdict> verdicts(String subject) {
        Map<String, Verdict> verdicts = new TreeMap<>();
        for (ControlResult result : results) {
            result.findings().stream()
                    .filter(finding -> finding.subject().equals(subject))
                    .forEach(finding -> verdicts.put(result.control().id(), finding.verdict()));
        }
        return verdicts;
    }
}
