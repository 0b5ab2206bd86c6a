package io.github.plimsoll.suites.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.suites.ShippedControls;
import io.github.plimsoll.suites.kubernetes.PodBaseline;
import io.github.plimsoll.suites.kubernetes.PodPrivileges;
import io.github.plimsoll.suites.kubernetes.PodRestricted;
import io.github.plimsoll.suites.kubernetes.PodStandards;
import io.github.plimsoll.target.Targets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each check of the Pod Security Standards, on a pod that breaks it and one that does not; and the API server itself, asked whether
 * it would take these pods, is of the same opinion.
 */
@Tag("live")
class PodStandardsLiveTests {

    private static final String FREE = "pss-w-free";
    private static final String SOUND = "sound";

    /** Namespaces that take only what meets the standard of that name. */
    private static final List<String> STANDARDS = List.of("baseline", "restricted");

    /**
     * A pod that breaks one check.
     *
     * @param refusedBy the first standard that refuses it
     * @param pod what is said of the pod beside what a sound one says
     * @param container what is said of its container instead of what a sound one says
     */
    record Broken(String control, String refusedBy, String pod, String container) {

        String name() {
            return control.replace('_', '-');
        }

        @Override
        public String toString() {
            return control;
        }
    }

    private static final String USER = "runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}";
    private static final String CONFINED = "allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}";

    private static @Nullable KubernetesClient client;
    private static @Nullable LiveFindings findings;
    private static @Nullable LiveFindings byNewerVersion;
    private static final Map<String, List<String>> REFUSED = new LinkedHashMap<>();

    static List<Broken> broken() {
        return List.of(
                pod("shares_no_namespace_of_its_node", "baseline", "hostPID: true"),
                pod("has_no_host_path_volume", "baseline", "volumes: [{name: a, hostPath: {path: /srv}}]"),
                pod(
                        "has_harmless_volumes_only",
                        "restricted",
                        "volumes: [{name: a, nfs: {server: nfs.invalid, path: /}}]"),
                security("labels_of_se_linux_are_usual", "baseline", USER + ", seLinuxOptions: {role: sysadm_r}"),
                security("sets_safe_sysctls_only", "baseline", USER + ", sysctls: [{name: kernel.msgmax, value: '1'}]"),
                security("app_armor_is_left_on", "baseline", USER + ", appArmorProfile: {type: Unconfined}"),
                security("seccomp_is_left_on", "baseline", "runAsNonRoot: true, seccompProfile: {type: Unconfined}"),
                security("sets_a_seccomp_profile", "restricted", "runAsNonRoot: true"),
                security("says_that_it_is_not_root", "restricted", "seccompProfile: {type: RuntimeDefault}"),
                container(
                        "has_no_privileged_container",
                        "baseline",
                        "securityContext: {privileged: true, capabilities: {drop: [ALL]}}"),
                container(
                        "adds_usual_capabilities_only",
                        "baseline",
                        "securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL], add: [SYS_TIME]}}"),
                container(
                        "keeps_no_capability_but_one",
                        "restricted",
                        "securityContext: {allowPrivilegeEscalation: false}"),
                container(
                        "forbids_privilege_escalation", "restricted", "securityContext: {capabilities: {drop: [ALL]}}"),
                container(
                        "asks_for_no_user_id_of_root",
                        "restricted",
                        "securityContext: {runAsUser: 0, " + CONFINED + "}"),
                new Broken(
                        "proc_is_masked",
                        "baseline",
                        "hostUsers: false, securityContext: {" + USER + "}",
                        "securityContext: {procMount: Unmasked, " + CONFINED + "}"),
                container(
                        "has_no_host_port",
                        "baseline",
                        "securityContext: {" + CONFINED + "}, ports: [{containerPort: 80, hostPort: 8099}]"),
                container(
                        "probes_stay_with_the_pod",
                        "baseline",
                        "securityContext: {" + CONFINED + "}, livenessProbe: {tcpSocket: {host: 10.0.0.1, port: 80}}"),
                new Broken(
                        "has_no_windows_host_process",
                        "baseline",
                        "hostNetwork: true, securityContext: {runAsNonRoot: true, windowsOptions: {hostProcess: true}}",
                        "securityContext: {runAsNonRoot: true}"));
    }

    private static Broken pod(String control, String refusedBy, String pod) {
        return new Broken(
                control, refusedBy, pod + ", securityContext: {" + USER + "}", "securityContext: {" + CONFINED + "}");
    }

    private static Broken security(String control, String refusedBy, String context) {
        return new Broken(
                control, refusedBy, "securityContext: {" + context + "}", "securityContext: {" + CONFINED + "}");
    }

    private static Broken container(String control, String refusedBy, String container) {
        return new Broken(control, refusedBy, "securityContext: {" + USER + "}", container);
    }

    private static Broken sound() {
        return new Broken(SOUND, "", "securityContext: {" + USER + "}", "securityContext: {" + CONFINED + "}");
    }

    @BeforeAll
    static void plant_ask_and_judge() {
        String kubeconfig = PlantedFile.kubeconfig();
        KubernetesClient connected = PlantedFile.client(kubeconfig);
        client = connected;
        removeAll(connected);
        namespace(connected, FREE, "privileged");
        STANDARDS.forEach(standard -> namespace(connected, "pss-w-" + standard, standard));
        List<Broken> all = new ArrayList<>(broken());
        all.add(sound());
        for (Broken broken : all) {
            connected.load(NodeHand.stream(deployment(broken))).create();
            REFUSED.put(
                    broken.name(),
                    STANDARDS.stream()
                            .filter(standard -> isRefused(connected, "pss-w-" + standard, broken))
                            .toList());
        }
        Snapshot snapshot = Targets.snapshot("kubeconfig:" + kubeconfig);
        findings = LiveFindings.of(
                snapshot, List.of(PodBaseline.class, PodRestricted.class, PodStandards.class, PodPrivileges.class));
        byNewerVersion = LiveFindings.of(
                snapshot,
                List.of(PodRestricted.class),
                Policies.defaults(ShippedControls.CATALOGUE)
                        .with("kubernetes.pod-security-version", "1.35", "the test"));
    }

    private static void namespace(KubernetesClient client, String name, String standard) {
        client.load(NodeHand.stream(
                        "{apiVersion: v1, kind: Namespace, metadata: {name: %s, labels: {pod-security.kubernetes.io/enforce: %s}}}"
                                .formatted(name, standard)))
                .create();
    }

    private static String deployment(Broken broken) {
        return "{apiVersion: apps/v1, kind: Deployment, metadata: {name: %1$s, namespace: %2$s}, spec: {replicas: 0, selector: {matchLabels: {a: %1$s}}, template: {metadata: {labels: {a: %1$s}}, spec: %3$s}}}"
                .formatted(broken.name(), FREE, spec(broken));
    }

    private static String spec(Broken broken) {
        return "{%s, containers: [{name: app, image: 'registry.invalid/app:1', %s}]}"
                .formatted(broken.pod(), broken.container());
    }

    /** Nothing is made by this. */
    private static boolean isRefused(KubernetesClient client, String namespace, Broken broken) {
        String pod = "{apiVersion: v1, kind: Pod, metadata: {name: asked, namespace: %s}, spec: %s}"
                .formatted(namespace, spec(broken));
        try {
            client.load(NodeHand.stream(pod))
                    .items()
                    .forEach(object -> client.resource(object).dryRun(true).create());
            return false;
        } catch (KubernetesClientException e) {
            assertThat(e).hasMessageContaining("violates PodSecurity");
            return true;
        }
    }

    @AfterAll
    static void remove() {
        if (client != null) {
            removeAll(client);
            client.close();
        }
    }

    private static void removeAll(KubernetesClient client) {
        List<String> names = new ArrayList<>(List.of(FREE));
        STANDARDS.forEach(standard -> names.add("pss-w-" + standard));
        PlantedNamespaces.remove(client, names);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void each_check_is_broken_where_the_api_server_refuses_and_holds_where_it_does_not(Broken broken) {
        show(broken.control(), broken.name(), Verdict.VIOLATED);
        show(broken.control(), SOUND, Verdict.COMPLIANT);

        assertThat(REFUSED.get(broken.name()))
                .isEqualTo(broken.refusedBy().equals("baseline") ? STANDARDS : List.of("restricted"));
        show("meets_the_restricted_standard", broken.name(), Verdict.VIOLATED);
        show(
                "meets_the_baseline_standard",
                broken.name(),
                broken.refusedBy().equals("baseline") ? Verdict.VIOLATED : Verdict.COMPLIANT);
    }

    @Test
    void a_sound_pod_meets_both_and_no_check_of_it_is_broken() {
        assertThat(REFUSED.get(SOUND)).isEmpty();
        show("meets_the_restricted_standard", SOUND, Verdict.COMPLIANT);
        show("meets_the_baseline_standard", SOUND, Verdict.COMPLIANT);
    }

    @Test
    void a_host_process_is_found_by_the_benchmark_too() {
        show("is_no_host_process", "has-no-windows-host-process › app", Verdict.VIOLATED);
        show("is_no_host_process", SOUND + " › app", Verdict.COMPLIANT);
    }

    /** A version later than that of the cluster, which has this check no more than it has such pods. */
    @Test
    void a_check_of_a_version_to_come_is_judged_by_it() {
        LiveFindings newer = Objects.requireNonNull(byNewerVersion);
        String control = "proc_is_masked_whatever_the_user";
        newer.show(control, "deployment/" + FREE + "/proc-is-masked", Verdict.VIOLATED);
        newer.show(control, "deployment/" + FREE + "/" + SOUND, Verdict.COMPLIANT);
    }

    private static void show(String control, String name, Verdict verdict) {
        Objects.requireNonNull(findings).show(control, "deployment/" + FREE + "/" + name, verdict);
    }
}
