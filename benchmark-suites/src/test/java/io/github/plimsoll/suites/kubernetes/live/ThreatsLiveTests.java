package io.github.plimsoll.suites.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.suites.ShippedControls;
import io.github.plimsoll.suites.kubernetes.AdmissionHooks;
import io.github.plimsoll.suites.kubernetes.ChangeRights;
import io.github.plimsoll.suites.kubernetes.ClusterPorts;
import io.github.plimsoll.suites.kubernetes.ClusterVersions;
import io.github.plimsoll.suites.kubernetes.IdentityUse;
import io.github.plimsoll.suites.kubernetes.ImageSources;
import io.github.plimsoll.suites.kubernetes.Immutability;
import io.github.plimsoll.suites.kubernetes.NamespaceQuotas;
import io.github.plimsoll.suites.kubernetes.NamespaceUse;
import io.github.plimsoll.suites.kubernetes.NodeCapacity;
import io.github.plimsoll.suites.kubernetes.OpenCredentials;
import io.github.plimsoll.suites.kubernetes.PodHostAccess;
import io.github.plimsoll.suites.kubernetes.RecordKeeping;
import io.github.plimsoll.suites.kubernetes.ServiceExposure;
import io.github.plimsoll.suites.kubernetes.WorkloadResources;
import io.github.plimsoll.suites.kubernetes.WorkloadRobustness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** A real cluster with what threatens it planted beside what does not: {@code threats.yaml}, and what is to be said of it. */
@Tag("live")
class ThreatsLiveTests {

    private static final String PREFIX = "stride-w-";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<Class<?>> CONTROLS = List.of(
            WorkloadResources.class,
            WorkloadRobustness.class,
            NamespaceQuotas.class,
            NamespaceUse.class,
            NodeCapacity.class,
            OpenCredentials.class,
            ServiceExposure.class,
            ChangeRights.class,
            ClusterPorts.class,
            AdmissionHooks.class,
            ImageSources.class,
            IdentityUse.class,
            Immutability.class,
            ClusterVersions.class,
            RecordKeeping.class,
            PodHostAccess.class);

    private static @Nullable PlantedFile planted;
    private static @Nullable LiveFindings findings;

    /** By a list of flaws that is out of date. */
    private static @Nullable LiveFindings later;

    private static final Policies POLICIES = Policies.defaults(ShippedControls.CATALOGUE);

    @BeforeAll
    static void plantAndJudge(@TempDir Path directory) throws InterruptedException, IOException {
        PlantedFile file = PlantedFile.of("threats.yaml");
        planted = file;
        awaitControllers(file.client());
        Snapshot snapshot = file.snapshot();
        findings = LiveFindings.of(
                snapshot, CONTROLS, POLICIES.with("kubernetes.max-ended-pods-in-a-namespace", 0, "the test"));
        later = LiveFindings.of(
                snapshot,
                List.of(ClusterVersions.class),
                POLICIES.with("kubernetes.flaw-list", oldList(directory).toString(), "the test"));
    }

    private static Path oldList(Path directory) throws IOException {
        return Files.writeString(directory.resolve("flaws.tsv"), """
                #dated 2020-01-01
                component\tid\tbranch\tfixed\tsince\teffect\tsource
                kubelet\tX-1\t1.0\t1.0.1\t\tnothing much\tmade up
                """);
    }

    @AfterAll
    static void removeWhatWasPlanted() {
        if (planted != null) {
            planted.close();
        }
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvFileSource(resources = "threats.tsv", delimiter = '\t', numLinesToSkip = 1)
    void planted(String control, String subject, Verdict verdict) {
        Objects.requireNonNull(findings).show(control, subject, verdict);
    }

    @Test
    void a_list_of_flaws_that_is_out_of_date_is_found() {
        Objects.requireNonNull(later)
                .show("flaw_list_of_components_is_current", "node/worker-1 › kubelet", Verdict.VIOLATED);
    }

    /** Pods have to be made, and what watches over them has to have counted them. */
    private static void awaitControllers(KubernetesClient client) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (client.pods()
                                .inNamespace(PREFIX + "shop")
                                .withLabel("app", "web")
                                .list()
                                .getItems()
                                .size()
                        < 2
                || scheduled(client, "shop", "huddled") < 2
                || !hasEnded(client, "ended")
                || scheduled(client, "bank", "roomy") < 2
                || client.policy().v1().podDisruptionBudget().inNamespace(PREFIX + "shop").list().getItems().stream()
                        .anyMatch(budget ->
                                budget.getStatus() == null || budget.getStatus().getObservedGeneration() == null)
                || client.resourceQuotas().inAnyNamespace().list().getItems().stream()
                        .anyMatch(quota -> quota.getStatus() == null
                                || quota.getStatus().getUsed() == null
                                || quota.getStatus().getUsed().isEmpty())) {
            assertThat(Instant.now())
                    .as("time until the controllers have done their part")
                    .isBefore(end);
            TimeUnit.MILLISECONDS.sleep(300);
        }
    }

    private static boolean hasEnded(KubernetesClient client, String pod) {
        return client.pods()
                .inNamespace(PREFIX + "shop")
                .withName(pod)
                .get()
                .getStatus()
                .getPhase()
                .equals("Succeeded");
    }

    private static long scheduled(KubernetesClient client, String namespace, String app) {
        return client.pods().inNamespace(PREFIX + namespace).withLabel("app", app).list().getItems().stream()
                .filter(pod -> pod.getSpec().getNodeName() != null)
                .count();
    }
}
