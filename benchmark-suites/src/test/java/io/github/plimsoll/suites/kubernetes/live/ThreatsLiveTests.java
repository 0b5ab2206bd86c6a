package io.github.plimsoll.suites.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.kubernetes.KubernetesPlatform;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.suites.docker.live.LiveProofs;
import io.github.plimsoll.suites.kubernetes.AdmissionHooks;
import io.github.plimsoll.suites.kubernetes.ChangeRights;
import io.github.plimsoll.suites.kubernetes.ClusterPorts;
import io.github.plimsoll.suites.kubernetes.IdentityUse;
import io.github.plimsoll.suites.kubernetes.ImageSources;
import io.github.plimsoll.suites.kubernetes.Immutability;
import io.github.plimsoll.suites.kubernetes.NamespaceQuotas;
import io.github.plimsoll.suites.kubernetes.NodeCapacity;
import io.github.plimsoll.suites.kubernetes.OpenCredentials;
import io.github.plimsoll.suites.kubernetes.ServiceExposure;
import io.github.plimsoll.suites.kubernetes.WorkloadResources;
import io.github.plimsoll.suites.kubernetes.WorkloadRobustness;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.kubernetes.KubernetesTargetSource;
import io.github.plimsoll.waiver.Waivers;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** A real cluster with what threatens it planted beside what does not: {@code threats.yaml}, and what is to be said of it. */
@Tag("live")
class ThreatsLiveTests {

    private static final String VARIABLE = "PLIMSOLL_TEST_KUBECONFIG";
    private static final String PREFIX = "stride-w-";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<String, Map<String, Finding>> FINDINGS = new HashMap<>();
    private static String version = "";

    @BeforeAll
    static void plantAndJudge() throws InterruptedException {
        String file = System.getenv().getOrDefault(VARIABLE, "");
        Assumptions.assumeFalse(file.isEmpty(), "live tests need a cluster: " + VARIABLE + " is not set");
        try (KubernetesClient client = client(file)) {
            remove(client);
            for (HasMetadata object : planted(client)) {
                client.resource(object).serverSideApply();
            }
            awaitControllers(client);
            judge(file);
        }
    }

    @AfterAll
    static void removeWhatWasPlanted() {
        String file = System.getenv().getOrDefault(VARIABLE, "");
        if (!file.isEmpty()) {
            try (KubernetesClient client = client(file)) {
                remove(client);
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvFileSource(resources = "threats.tsv", delimiter = '\t', numLinesToSkip = 1)
    void planted(String control, String subject, Verdict verdict) {
        Map<String, Finding> findings = FINDINGS.getOrDefault(control, Map.of());
        assertThat(findings).as("findings of %s", control).containsKey(subject);
        Finding finding = Objects.requireNonNull(findings.get(subject));
        assertThat(finding.verdict()).as("%s", finding).isEqualTo(verdict);
        LiveProofs.saw("kubernetes/" + control, verdict, version.replaceFirst("^v", ""));
    }

    private static void judge(String file) {
        Target target = new KubernetesTargetSource().open("kubeconfig:" + file, TargetOptions.ofThisMachine());
        Snapshot snapshot = target.collect(Progress.silent());
        target.close();
        version = snapshot.header().version();
        KubernetesPlatform platform = new KubernetesPlatform();
        Catalogue catalogue = Catalogue.load(ThreatsLiveTests.class.getClassLoader());
        Judge judge = new Judge(snapshot, platform, Waivers.none(), Policies.defaults(catalogue));
        Stream.of(
                        WorkloadResources.class,
                        WorkloadRobustness.class,
                        NamespaceQuotas.class,
                        NodeCapacity.class,
                        OpenCredentials.class,
                        ServiceExposure.class,
                        ChangeRights.class,
                        ClusterPorts.class,
                        AdmissionHooks.class,
                        ImageSources.class,
                        IdentityUse.class,
                        Immutability.class)
                .flatMap(type -> ControlMethod.allOf(type, catalogue, platform).stream())
                .forEach(control -> {
                    Map<String, Finding> findings = FINDINGS.computeIfAbsent(
                            control.description().id().replaceFirst("^kubernetes/", ""), id -> new HashMap<>());
                    judge.judge(control).findings().forEach(finding -> findings.put(finding.subject(), finding));
                });
    }

    private static List<HasMetadata> planted(KubernetesClient client) {
        return client.load(ThreatsLiveTests.class.getResourceAsStream("threats.yaml"))
                .items();
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

    private static long scheduled(KubernetesClient client, String namespace, String app) {
        return client.pods().inNamespace(PREFIX + namespace).withLabel("app", app).list().getItems().stream()
                .filter(pod -> pod.getSpec().getNodeName() != null)
                .count();
    }

    private static void remove(KubernetesClient client) {
        List<HasMetadata> objects = planted(client);
        objects.stream()
                .filter(object -> object.getKind().equals("Namespace"))
                .forEach(namespace -> client.pods()
                        .inNamespace(namespace.getMetadata().getName())
                        .withGracePeriod(0)
                        .delete());
        objects.stream()
                .filter(object -> object.getMetadata().getNamespace() == null)
                .forEach(object -> client.resource(object).delete());
        objects.stream()
                .filter(object -> object.getKind().equals("Namespace"))
                .forEach(namespace -> client.resource(namespace)
                        .waitUntilCondition(Objects::isNull, PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    private static KubernetesClient client(String file) {
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(file)))
                .build();
    }
}
