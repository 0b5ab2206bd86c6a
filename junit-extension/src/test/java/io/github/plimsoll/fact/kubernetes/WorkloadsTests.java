package io.github.plimsoll.fact.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.proof.Fixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.KubernetesFixture;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Many pods are one subject where they are alike, and none is passed over where they are not. */
class WorkloadsTests {

    private static List<String> subjects(Fixture fixture, Class<? extends Subject> type) {
        Snapshot snapshot = fixture.snapshot();
        Recorder recorder = new Recorder();
        return Objects.requireNonNull(new KubernetesPlatform().subjects().get(type))
                .locate(Reading.of(snapshot, recorder))
                .stream()
                .map(found -> shown(found, snapshot, recorder))
                .filter(subject -> !subject.startsWith("pod/kube-system/"))
                .toList();
    }

    private static String shown(Found<?> found, Snapshot snapshot, Recorder recorder) {
        try {
            return found.name() + ": " + found.open(snapshot, recorder).state();
        } catch (Unreadable e) {
            return found.name() + ": " + e.reason();
        }
    }

    private static List<String> workloads(Fixture fixture) {
        return subjects(fixture, Workload.class);
    }

    private static List<String> containers(Fixture fixture) {
        return subjects(fixture, PodContainer.class);
    }

    private static UnaryOperator<Json> ownedBy(String kind, String version, String name) {
        return object -> object.withJson(
                "metadata.ownerReferences",
                "[{apiVersion: '%s', kind: '%s', name: '%s', controller: true}]".formatted(version, kind, name));
    }

    /** A pod as its owner's template says, with what the cluster fills in. */
    private static Json started(Json pod) {
        return pod.with("spec.serviceAccountName", "web")
                .with("spec.containers[0].name", "web")
                .with("spec.containers[0].image", IMAGE)
                .withJson("spec.tolerations", "[{key: 'x', operator: 'Exists'}]")
                .with("spec.priority", 0)
                .withJson("spec.volumes", "[{name: 'kube-api-access-x7x7x', projected: {}}]")
                .withJson(
                        "spec.containers[0].volumeMounts",
                        "[{name: 'kube-api-access-x7x7x', mountPath: '/var/run/secrets'}]");
    }

    private static final String IMAGE =
            "registry.example.com/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static KubernetesFixture deployed() {
        return cluster().deployment("web", UnaryOperator.identity()).object(KubernetesDocuments.REPLICA_SETS, """
                        {metadata: {name: 'web-1', namespace: 'shop',
                          ownerReferences: [{apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true}]},
                         spec: {template: {spec: {containers: [{name: 'old'}]}}}}""");
    }

    private static KubernetesFixture withPod(KubernetesFixture fixture, String name, UnaryOperator<Json> change) {
        UnaryOperator<Json> owned = ownedBy("ReplicaSet", "apps/v1", "web-1");
        return fixture.pod(name, pod -> change.apply(started(owned.apply(pod))));
    }

    @Test
    void pods_as_their_template_says_are_counted_with_it() {
        KubernetesFixture fixture = withPod(withPod(deployed(), "web-1-a", pod -> pod), "web-1-b", pod -> pod);

        assertThat(workloads(fixture)).containsExactly("deployment/shop/web: 2 pods");
        assertThat(containers(fixture)).containsExactly("deployment/shop/web › web: 2 pods");
    }

    @Test
    void a_template_without_a_pod_is_judged_all_the_same() {
        assertThat(containers(deployed())).containsExactly("deployment/shop/web › web: 0 pods");
    }

    @Test
    void pods_unlike_their_template_are_a_workload_of_their_own_with_what_differs() {
        KubernetesFixture fixture = withPod(
                withPod(deployed(), "web-1-a", pod -> pod),
                "web-1-b",
                pod -> pod.withJson("spec.ephemeralContainers", "[{name: 'debugger'}]"));

        assertThat(workloads(fixture))
                .containsExactly("deployment/shop/web: 1 pod", "deployment/shop/web › pods: 1 pod");
        assertThat(containers(fixture))
                .containsExactly("deployment/shop/web › web: 1 pod", "deployment/shop/web › pods › debugger: 1 pod");
    }

    @Test
    void where_what_is_around_the_containers_differs_each_is_judged_again() {
        KubernetesFixture fixture =
                withPod(deployed(), "web-1-a", pod -> pod.with("spec.securityContext.runAsNonRoot", false));

        assertThat(containers(fixture))
                .containsExactly("deployment/shop/web › web: 0 pods", "deployment/shop/web › pods › web: 1 pod");
    }

    @Test
    void different_strangers_are_told_apart() {
        KubernetesFixture fixture = withPod(
                withPod(deployed(), "web-1-a", pod -> pod.with("spec.hostPID", true)),
                "web-1-b",
                pod -> pod.with("spec.hostIPC", true));

        assertThat(workloads(fixture))
                .containsExactly(
                        "deployment/shop/web: 0 pods",
                        "deployment/shop/web › pods like web-1-a: 1 pod",
                        "deployment/shop/web › pods like web-1-b: 1 pod");
    }

    @Test
    void a_pod_of_nobody_and_one_of_a_node_stand_for_themselves() {
        KubernetesFixture fixture = cluster()
                .pod("lone")
                .pod("static", ownedBy("Node", "v1", "control-plane"))
                .pod("done", pod -> pod.with("status.phase", "Succeeded"));

        assertThat(workloads(fixture))
                .containsExactly("pod/shop/lone: running", "pod/shop/static: running", "pod/shop/done: succeeded");
    }

    @Test
    void pods_of_a_kind_that_others_added_go_by_their_owner() {
        KubernetesFixture fixture = cluster()
                .pod("a", ownedBy("Rollout", "argoproj.io/v1alpha1", "web"))
                .pod("b", ownedBy("StatefulSet", "apps.kruise.io/v1", "web"));

        assertThat(workloads(fixture))
                .containsExactly("rollout.argoproj.io/shop/web: 1 pod", "statefulset.apps.kruise.io/shop/web: 1 pod");
    }

    @Test
    void a_cron_job_stands_for_the_jobs_it_starts_and_their_pods() {
        KubernetesFixture fixture = cluster()
                .object(KubernetesDocuments.CRON_JOBS, """
                        {metadata: {name: 'report', namespace: 'shop'},
                         spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: 'report'}]}}}}}}""")
                .object(KubernetesDocuments.JOBS, """
                        {metadata: {name: 'report-1', namespace: 'shop',
                           ownerReferences: [{apiVersion: 'batch/v1', kind: 'CronJob', name: 'report', controller: true}]},
                         spec: {template: {spec: {containers: [{name: 'report'}]}}}}""")
                .object(KubernetesDocuments.PODS, """
                        {metadata: {name: 'report-1-x', namespace: 'shop',
                           ownerReferences: [{apiVersion: 'batch/v1', kind: 'Job', name: 'report-1', controller: true}]},
                         spec: {containers: [{name: 'report'}]}}""");

        assertThat(workloads(fixture)).containsExactly("cronjob/shop/report: 1 pod");
    }

    @Test
    void nobody_hides_a_template_by_writing_an_owner_into_it() {
        UnaryOperator<Json> hidden = ownedBy("Deployment", "apps/v1", "web");
        KubernetesFixture fixture = deployed().deployment("miner", hidden);

        assertThat(workloads(fixture)).containsExactly("deployment/shop/web: 0 pods", "deployment/shop/miner: 0 pods");
    }

    @Test
    void a_kind_that_cannot_be_listed_is_told_and_hides_nothing_else() {
        KubernetesFixture fixture = withPod(deployed(), "web-1-a", pod -> pod)
                .unreadable(KubernetesDocuments.DEPLOYMENTS, "the server answers 403");

        assertThat(workloads(fixture))
                .containsExactly(
                        "replicaset/shop/web-1: 0 pods",
                        "replicaset/shop/web-1 › pods: 1 pod",
                        "deployments: the server answers 403");
    }
}
