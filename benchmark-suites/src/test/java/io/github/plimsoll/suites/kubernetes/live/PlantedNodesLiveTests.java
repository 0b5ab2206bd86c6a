package io.github.plimsoll.suites.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.kubernetes.KubernetesPlatform;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.suites.ShippedControls;
import io.github.plimsoll.suites.docker.live.LiveProofs;
import io.github.plimsoll.suites.kubernetes.KubeletAccess;
import io.github.plimsoll.suites.kubernetes.live.PlantedNodes.State;
import io.github.plimsoll.suites.kubernetes.live.PlantedNodes.Told;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetOptions.Probe;
import io.github.plimsoll.target.Targets;
import io.github.plimsoll.target.kubernetes.KubernetesTargetSource;
import io.github.plimsoll.waiver.Waivers;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files, flags and settings of real nodes: each planted fault is found by its name, and nothing is said of the same node hardened. */
@Tag("live")
@Timeout(1800)
class PlantedNodesLiveTests {

    private static final Map<State, List<Told>> TOLD = new LinkedHashMap<>();
    private static final Map<State, Map<Told, Finding>> FINDINGS = new LinkedHashMap<>();
    private static String version = "";
    private static String worker = "";
    private static @Nullable LiveFindings rights;
    private static @Nullable LiveFindings forgetful;

    @BeforeAll
    static void bring_the_nodes_into_each_state_and_audit_them() throws InterruptedException {
        String kubeconfig = variable("PLIMSOLL_TEST_KUBECONFIG");
        String image = variable("PLIMSOLL_TEST_PROBE_IMAGE");
        try (KubernetesClient client = new KubernetesClientBuilder()
                        .withConfig(Config.fromKubeconfig(new File(kubeconfig)))
                        .build();
                NodeHand hand = new NodeHand(client, image)) {
            PlantedNodes nodes = new PlantedNodes(client, hand);
            worker = "node/" + hand.worker() + " › kubelet";
            try {
                PlantedObjects.plant(client);
                audit(State.PLANTED, nodes, kubeconfig, image);
                nodes.forgetClients();
                forgetful = LiveFindings.of(Targets.snapshot("kubeconfig:" + kubeconfig), List.of(KubeletAccess.class));
                PlantedObjects.harmless(client);
                audit(State.SOUND, nodes, kubeconfig, image);
                // Only the sound API server keeps a log.
                rights = UsedRights.judged(client, hand, kubeconfig);
            } finally {
                nodes.bring(State.STOCK);
                PlantedObjects.remove(client);
            }
        }
    }

    private static String variable(String name) {
        String value = System.getenv().getOrDefault(name, "");
        Assumptions.assumeFalse(value.isEmpty(), "live tests need a cluster: " + name + " is not set");
        return value;
    }

    private static void audit(State state, PlantedNodes nodes, String kubeconfig, String image)
            throws InterruptedException {
        nodes.bring(state);
        List<Told> told = new ArrayList<>(nodes.told(state));
        told.addAll(PlantedObjects.TOLD);
        if (state == State.PLANTED) {
            told.addAll(PlantedObjects.TOLD_OF_GRANTS);
        }
        TOLD.put(state, told);
        FINDINGS.put(state, audit(kubeconfig, image));
    }

    private static Map<Told, Finding> audit(String kubeconfig, String image) {
        Target target = new KubernetesTargetSource()
                .open(
                        "kubeconfig:" + kubeconfig,
                        TargetOptions.ofThisMachine().withProbe(Optional.of(new Probe(image, "default"))));
        Snapshot snapshot = target.collect(Progress.silent());
        target.close();
        version = snapshot.header().version().replaceFirst("^v", "");
        KubernetesPlatform platform = new KubernetesPlatform();
        Judge judge = new Judge(snapshot, platform, Waivers.none(), Policies.defaults(ShippedControls.CATALOGUE));
        Map<Told, Finding> findings = new LinkedHashMap<>();
        ShippedControls.of(platform)
                .forEach(control -> judge.judge(control)
                        .findings()
                        .forEach(finding -> findings.put(
                                new Told(
                                        control.description().id().replaceFirst("^kubernetes/", ""), finding.subject()),
                                finding)));
        return findings;
    }

    @Test
    void each_planted_fault_is_found_by_its_name() {
        shows(State.PLANTED, Verdict.VIOLATED);
    }

    @Test
    void nothing_is_said_of_the_same_node_hardened() {
        shows(State.SOUND, Verdict.COMPLIANT);
    }

    private static void shows(State state, Verdict verdict) {
        List<Told> all = Objects.requireNonNull(TOLD.get(state));
        Map<Told, Finding> findings = Objects.requireNonNull(FINDINGS.get(state));
        assertThat(all).hasSizeGreaterThan(100);
        assertThat(all.stream()
                        .filter(told -> !findings.containsKey(told)
                                || Objects.requireNonNull(findings.get(told)).verdict() != verdict)
                        .map(told -> told + ": " + findings.get(told)))
                .isEmpty();
        all.forEach(told -> LiveProofs.saw("kubernetes/" + told.control(), verdict, version));
    }

    @Test
    void a_kubelet_that_knows_no_authority_of_clients_is_found() {
        Objects.requireNonNull(forgetful).show("kubelet_knows_client_certificates", worker, Verdict.VIOLATED);
    }

    @Test
    void rights_that_nobody_used_are_told_by_the_log() {
        LiveFindings told = Objects.requireNonNull(rights);
        told.show("rights_are_used", UsedRights.USED, Verdict.COMPLIANT);
        told.show("rights_are_used", UsedRights.UNUSED, Verdict.VIOLATED);
    }

    @Test
    void whatever_else_is_asked_of_nodes_is_decided() {
        FINDINGS.values()
                .forEach(findings -> assertThat(findings.values())
                        .filteredOn(finding -> finding.verdict() == Verdict.INCONCLUSIVE
                                && finding.subject().startsWith("node/"))
                        .isEmpty());
    }
}
