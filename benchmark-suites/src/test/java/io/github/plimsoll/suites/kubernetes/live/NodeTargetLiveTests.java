package io.github.plimsoll.suites.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotFile;
import io.github.plimsoll.fact.kubernetes.KubernetesPlatform;
import io.github.plimsoll.judge.ControlMethod;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Judge;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.suites.kubernetes.AccessGrants;
import io.github.plimsoll.suites.kubernetes.ApiServerAccess;
import io.github.plimsoll.suites.kubernetes.ApiServerAdmission;
import io.github.plimsoll.suites.kubernetes.ApiServerAudit;
import io.github.plimsoll.suites.kubernetes.ApiServerStorage;
import io.github.plimsoll.suites.kubernetes.ControlPlaneFiles;
import io.github.plimsoll.suites.kubernetes.ControllerManagerSetup;
import io.github.plimsoll.suites.kubernetes.EtcdTraffic;
import io.github.plimsoll.suites.kubernetes.KubeletAccess;
import io.github.plimsoll.suites.kubernetes.KubeletOperation;
import io.github.plimsoll.suites.kubernetes.NodeConfiguration;
import io.github.plimsoll.suites.kubernetes.PodPrivileges;
import io.github.plimsoll.suites.kubernetes.ProxySetup;
import io.github.plimsoll.suites.kubernetes.SchedulerSetup;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.Targets;
import io.github.plimsoll.waiver.Waivers;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each node of a real cluster says of itself what the API server and a pod on it say; a fault is planted on one of them. {@code
 * NODE} is a command that takes the number of a node and runs what follows there, where this Java is seen too.
 */
@Tag("live")
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeTargetLiveTests {

    private static final int CONTROL_PLANE = 1;
    private static final int WORKER = 2;
    private static final String COPIES = "/tmp/plimsoll-live";
    private static final String FAULT = "/etc/kubernetes/kubelet.conf";

    /** Files there come and go with pods, also with that which looks at the node. */
    private static final String ADDRESSES = " /var/lib/cni/networks/";

    /** What the API server is told to refuse by objects counts there too, and a node knows of none. */
    private static final String BY_OBJECTS_TOO = "kubernetes/api_server_denies_external_ips";

    private static final List<Class<?>> OF_NODES = List.of(
            ApiServerAccess.class,
            ApiServerAdmission.class,
            ApiServerAudit.class,
            ApiServerStorage.class,
            ControlPlaneFiles.class,
            ControllerManagerSetup.class,
            EtcdTraffic.class,
            KubeletAccess.class,
            KubeletOperation.class,
            NodeConfiguration.class,
            ProxySetup.class,
            SchedulerSetup.class);

    private final Catalogue catalogue = Catalogue.load(getClass().getClassLoader());
    private final Map<Integer, Snapshot> byItself = new TreeMap<>();
    private Optional<Snapshot> byTheCluster = Optional.empty();

    @BeforeAll
    void look_both_ways() throws IOException, InterruptedException {
        String kubeconfig = variable("PLIMSOLL_TEST_KUBECONFIG");
        variable("NODE");
        runOnNode(WORKER, "chmod", "640", FAULT);
        try {
            for (int node : List.of(CONTROL_PLANE, WORKER)) {
                byItself.put(node, byItself(node));
            }
            TargetOptions options = TargetOptions.ofThisMachine()
                    .withProbe(
                            Optional.of(new TargetOptions.Probe(variable("PLIMSOLL_TEST_PROBE_IMAGE"), "kube-system")));
            try (Target target = Targets.open("kubeconfig:" + kubeconfig, options)) {
                byTheCluster = Optional.of(target.collect(Progress.silent()));
            }
        } finally {
            runOnNode(WORKER, "chmod", "600", FAULT);
        }
    }

    private static String variable(String name) {
        String value = System.getenv().getOrDefault(name, "");
        Assumptions.assumeFalse(value.isEmpty(), "nodes of a real cluster are needed: " + name + " is not set");
        return value;
    }

    /** Brings a node what is needed to look there, for it may not see what has been built since it was started. */
    private static void copyClassPath(int node) throws IOException, InterruptedException {
        List<String> pack = new ArrayList<>(List.of("tar", "--create", "--directory", "/"));
        classPath().map(entry -> entry.substring(1)).forEach(pack::add);
        List<Process> pipe = ProcessBuilder.startPipeline(List.of(
                new ProcessBuilder(pack).redirectError(ProcessBuilder.Redirect.INHERIT),
                new ProcessBuilder(onNode(
                                node, "sh", "-c", "mkdir -p " + COPIES + " && tar -x -C " + COPIES + " && echo ok"))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)));
        assertThat(pipe.get(1).getInputStream().readAllBytes()).asString().isEqualTo("ok\n");
        for (Process process : pipe) {
            assertThat(process.waitFor()).isZero();
        }
    }

    private static Stream<String> classPath() {
        String own = System.getProperty("java.class.path");
        return Stream.of(System.getProperty("surefire.test.class.path", own).split(File.pathSeparator));
    }

    private static Snapshot byItself(int node) throws IOException, InterruptedException {
        copyClassPath(node);
        try {
            byte[] snapshot = runOnNode(
                    node,
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath().map(entry -> COPIES + entry).collect(Collectors.joining(File.pathSeparator)),
                    NodeSnapshotProcess.class.getName());
            return SnapshotFile.read(new ByteArrayInputStream(snapshot));
        } finally {
            runOnNode(node, "rm", "-r", COPIES);
        }
    }

    private static List<String> onNode(int node, String... words) {
        List<String> command = new ArrayList<>(List.of(variable("NODE").split(" ")));
        command.add(String.valueOf(node));
        command.addAll(List.of(words));
        return command;
    }

    private static byte[] runOnNode(int node, String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(onNode(node, words))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        byte[] said = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("status of %s on node %s", words[0], node)
                .isZero();
        return said;
    }

    private List<ControlResult> judged(Snapshot snapshot, List<Class<?>> types) {
        KubernetesPlatform platform = new KubernetesPlatform();
        Judge judge = new Judge(snapshot, platform, Waivers.none(), Policies.defaults(catalogue));
        return types.stream()
                .flatMap(type -> ControlMethod.allOf(type, catalogue, platform).stream())
                .map(judge::judge)
                .toList();
    }

    private Map<String, Verdict> findings(Snapshot snapshot, String node) {
        Map<String, Verdict> findings = new TreeMap<>();
        for (ControlResult result : judged(snapshot, OF_NODES)) {
            result.findings().stream()
                    .filter(finding -> !result.control().id().equals(BY_OBJECTS_TOO))
                    .filter(finding -> finding.subject().startsWith("node/" + node + " › "))
                    .filter(finding -> !finding.subject().contains(ADDRESSES))
                    .forEach(finding ->
                            findings.put(result.control().id() + " of " + finding.subject(), finding.verdict()));
        }
        return findings;
    }

    private static String nameOf(Snapshot node) {
        return node.header().endpoint().replaceFirst("^node ", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {CONTROL_PLANE, WORKER})
    void a_node_and_its_cluster_come_to_the_same_verdicts(int number) {
        Snapshot node = byItself.getOrDefault(number, byTheCluster.orElseThrow());
        Map<String, Verdict> findings = findings(node, nameOf(node));

        assertThat(findings).hasSizeGreaterThan(number == CONTROL_PLANE ? 100 : 30);
        assertThat(findings.values()).doesNotContain(Verdict.INCONCLUSIVE);
        assertThat(findings).isEqualTo(findings(byTheCluster.orElseThrow(), nameOf(node)));
        assertThat(node.header().version())
                .isEqualTo(byTheCluster.orElseThrow().header().version());
    }

    @Test
    void what_objects_may_refuse_is_not_known_of_a_node() {
        assertThat(judged(
                        byItself.getOrDefault(CONTROL_PLANE, byTheCluster.orElseThrow()),
                        List.of(ApiServerAdmission.class)))
                .filteredOn(result -> result.control().id().equals(BY_OBJECTS_TOO))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
                    assertThat(result.findings())
                            .isNotEmpty()
                            .allSatisfy(finding -> assertThat(finding.message()).contains("-Dtarget=cluster"));
                });
    }

    @Test
    void the_fault_of_the_worker_is_found_on_the_worker() {
        String fault = "kubernetes/kubelet_kubeconfig_is_private of node/%s › file " + FAULT;
        for (int number : List.of(CONTROL_PLANE, WORKER)) {
            Snapshot node = byItself.getOrDefault(number, byTheCluster.orElseThrow());
            assertThat(findings(node, nameOf(node)))
                    .containsEntry(
                            fault.formatted(nameOf(node)), number == WORKER ? Verdict.VIOLATED : Verdict.COMPLIANT);
        }
    }

    @Test
    void what_only_the_cluster_tells_does_not_apply() {
        assertThat(judged(
                        byItself.getOrDefault(WORKER, byTheCluster.orElseThrow()),
                        List.of(AccessGrants.class, PodPrivileges.class)))
                .isNotEmpty()
                .allSatisfy(result -> {
                    assertThat(result.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
                    assertThat(result.reason()).contains("-Dtarget=cluster");
                });
    }
}
