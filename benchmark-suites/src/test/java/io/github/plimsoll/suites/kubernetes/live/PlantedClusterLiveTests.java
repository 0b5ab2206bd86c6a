package io.github.plimsoll.suites.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.fact.Platform;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.suites.docker.live.LiveProofs;
import io.github.plimsoll.suites.kubernetes.NamespaceUse;
import io.github.plimsoll.suites.kubernetes.PodHostAccess;
import io.github.plimsoll.suites.kubernetes.PodPrivileges;
import io.github.plimsoll.suites.kubernetes.SecretUse;
import io.github.plimsoll.target.Targets;
import io.github.plimsoll.waiver.Waivers;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private final List<ControlResult> results = new ArrayList<>();
    private String version = "";

    @BeforeAll
    void plant_and_audit() throws InterruptedException {
        String kubeconfig = System.getenv().getOrDefault(VARIABLE, "");
        Assumptions.assumeFalse(kubeconfig.isEmpty(), "live tests need a cluster: " + VARIABLE + " is not set");
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                .build()) {
            try {
                PlantedPods.plant(client);
                audit(kubeconfig);
            } finally {
                PlantedPods.remove(client);
            }
        }
    }

    private void audit(String kubeconfig) {
        Platform platform = Platform.named("kubernetes").orElseThrow();
        Catalogue catalogue = Catalogue.load(getClass().getClassLoader());
        Snapshot snapshot = Targets.snapshot("kubeconfig:" + kubeconfig);
        version = snapshot.header().version().replaceFirst("^v", "");
        Judge judge = new Judge(snapshot, platform, Waivers.none(), Policies.defaults(catalogue));
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
        PlantedWorkloads.allExpected()
                .values()
                .forEach(controls -> controls.forEach(control -> saw(control, Verdict.VIOLATED)));
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
        found(PlantedWorkloads.HARDENED, Verdict.COMPLIANT)
                .values()
                .forEach(controls -> controls.forEach(control -> saw(control, Verdict.COMPLIANT)));
    }

    private void saw(String control, Verdict verdict) {
        LiveProofs.saw("kubernetes/" + control, verdict, version);
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
        for (String control : List.of("dangerous_pods_are_refused", "only_restricted_pods_are_admitted")) {
            assertThat(verdicts("namespace/" + PlantedWorkloads.NAMESPACE))
                    .containsEntry("kubernetes/" + control, Verdict.VIOLATED);
            assertThat(verdicts("namespace/" + PlantedWorkloads.HARDENED))
                    .containsEntry("kubernetes/" + control, Verdict.COMPLIANT);
            saw(control, Verdict.VIOLATED);
            saw(control, Verdict.COMPLIANT);
        }
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
