package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WorkloadRobustnessProofs extends Proofs {

    private static final String SYSTEM = "kubernetes.system-workloads";

    WorkloadRobustnessProofs() {
        super(WorkloadRobustness.class);
    }

    private static KubernetesFixture web(UnaryOperator<Json> change) {
        return cluster().deployment("web", change);
    }

    private static KubernetesFixture scaled(KubernetesFixture cluster, String spec) {
        return cluster.object(
                KubernetesDocuments.HORIZONTAL_POD_AUTOSCALERS,
                "{metadata: {name: 'web', namespace: 'shop'}, spec: {scaleTargetRef: {kind: 'Deployment', name: 'web'}, "
                        + spec + "}}");
    }

    private static KubernetesFixture budget(KubernetesFixture cluster, String selector, int pods, int staying) {
        return cluster.object(
                KubernetesDocuments.POD_DISRUPTION_BUDGETS,
                "{metadata: {name: 'web', namespace: 'shop'}, spec: {" + selector + "}, status: {expectedPods: " + pods
                        + ", desiredHealthy: " + staying + "}}");
    }

    private static KubernetesFixture another(KubernetesFixture cluster, String namespace, String selector) {
        return cluster.object(
                KubernetesDocuments.POD_DISRUPTION_BUDGETS,
                "{metadata: {name: 'all', namespace: '" + namespace + "'}, spec: {selector: " + selector
                        + "}, status: {expectedPods: 0, desiredHealthy: 0}}");
    }

    private static KubernetesFixture job(String spec) {
        return cluster()
                .object(
                        KubernetesDocuments.JOBS,
                        "{metadata: {name: 'once', namespace: 'shop'}, spec: {" + spec + "}}");
    }

    private static KubernetesFixture cron(String spec) {
        return cluster()
                .object(
                        KubernetesDocuments.CRON_JOBS,
                        "{metadata: {name: 'nightly', namespace: 'shop'}, spec: {" + spec + "}}");
    }

    private static KubernetesFixture onNodes(String... nodes) {
        return onNodes(
                web(web -> web), "{apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true}", nodes);
    }

    private static KubernetesFixture onNodes(KubernetesFixture workload, String owner, String... nodes) {
        KubernetesFixture cluster = workload.object(KubernetesDocuments.NODES, "{metadata: {name: 'worker'}}")
                .object(
                        KubernetesDocuments.NODES,
                        "{metadata: {name: 'tainted'}, spec: {taints: [{key: 'a', effect: 'NoSchedule'}]}}");
        for (int i = 0; i < nodes.length; i++) {
            String node = nodes[i];
            String name = "web-" + i;
            cluster = cluster.pod(
                    "web",
                    pod -> pod.with("metadata.name", name)
                            .with("spec.nodeName", node)
                            .withJson("metadata.ownerReferences", "[" + owner + "]"));
        }
        return cluster;
    }

    @Test
    void is_probed() {
        violatedBy(web(web -> web));
        satisfiedBy(
                web(web -> web.withJson("spec.template.spec.containers[0].livenessProbe", "{tcpSocket: {port: 1}}")));
        satisfiedBy(
                web(web -> web.withJson("spec.template.spec.containers[0].readinessProbe", "{tcpSocket: {port: 1}}")));
        violatedBy(web(web -> web.withJson("spec.template.spec.containers[0].startupProbe", "{tcpSocket: {port: 1}}")));
        KubernetesFixture probed =
                web(web -> web.withJson("spec.template.spec.containers[0].livenessProbe", "{tcpSocket: {port: 1}}")
                        .withJson("spec.template.spec.initContainers", "[{name: 'setup'}]"));
        satisfiedBy(probed);
        violatedBy(web(web -> web.withJson("spec.template.spec.containers[0].livenessProbe", "{tcpSocket: {port: 1}}")
                .withJson("spec.template.spec.initContainers", "[{name: 'mesh', restartPolicy: 'Always'}]")));
        notApplicableTo(web(web -> web.with("spec.template.spec.restartPolicy", "Never")));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
        notApplicableTo(cluster()
                .pod(
                        "etcd-a",
                        pod -> pod.with("metadata.namespace", "kube-system")
                                .with("metadata.annotations.\"kubernetes.io/config.mirror\"", "0123")));
    }

    @Test
    void has_a_second_pod() {
        satisfiedBy(web(web -> web));
        violatedBy(web(web -> web.with("spec.replicas", 1)));
        violatedBy(web(web -> web.without("spec.replicas")));
        notApplicableTo(web(web -> web.with("spec.replicas", 0)));
        satisfiedBy(scaled(web(web -> web.with("spec.replicas", 1)), "minReplicas: 2, maxReplicas: 4"));
        violatedBy(scaled(web(web -> web.with("spec.replicas", 3)), "maxReplicas: 4"));
        notApplicableTo(cluster().pod("lone"));
        inconclusiveFor(
                web(web -> web).unreadable(KubernetesDocuments.HORIZONTAL_POD_AUTOSCALERS, "the server answers 403"));
        notApplicableTo(web(web -> web.with("metadata.namespace", "kube-system").with("spec.replicas", 1))
                .policy(SYSTEM, List.of("deployment/kube-system/web")));
    }

    @Test
    void pods_are_spread() {
        satisfiedBy(onNodes("control-plane", "worker"));
        violatedBy(onNodes("worker", "worker"));
        notApplicableTo(onNodes("worker"));
        notApplicableTo(onNodes());
        notApplicableTo(onNodes("worker", "worker")
                .changed(KubernetesDocuments.NODES, "", "worker", node -> node.with("spec.unschedulable", true)));
        notApplicableTo(cluster().pod("lone"));
        notApplicableTo(
                onNodes("worker", "worker").policy("kubernetes.system-workloads", List.of("deployment/shop/web")));
        // A job has as many pods as it has work, and none that has to be there.
        notApplicableTo(onNodes(
                job("template: {spec: {containers: [{name: 'a', image: 'a'}]}}"),
                "{apiVersion: 'batch/v1', kind: 'Job', name: 'once', controller: true}",
                "worker",
                "worker"));
    }

    @Test
    void budgets_let_nodes_be_emptied() {
        satisfiedBy(budget(cluster(), "", 3, 2));
        violatedBy(budget(cluster(), "", 3, 3));
        violatedBy(budget(cluster(), "", 1, 2));
        KubernetesFixture budgeted = budget(web(form -> form), "selector: {matchLabels: {app: 'web'}}", 3, 2);
        satisfiedBy(budgeted);
        violatedBy(another(budgeted, "shop", "{}"));
        satisfiedBy(another(budgeted, "other", "{}"));
        satisfiedBy(another(budgeted, "shop", "{matchLabels: {app: 'db'}}"));
        inconclusiveFor(
                another(budgeted, "shop", "{}").unreadable(KubernetesDocuments.DAEMON_SETS, "the server answers 403"));
        notApplicableTo(budget(cluster(), "", 0, 0));
        notApplicableTo(cluster());
        inconclusiveFor(cluster()
                .object(KubernetesDocuments.POD_DISRUPTION_BUDGETS, "{metadata: {name: 'n', namespace: 'shop'}}"));
    }

    @Test
    void budgets_protect_something() {
        KubernetesFixture running = web(form -> form);
        satisfiedBy(budget(running, "selector: {matchLabels: {app: 'web'}}", 3, 2));
        satisfiedBy(budget(running, "selector: {}", 3, 2));
        notApplicableTo(budget(running, "selector: {matchLabels: {app: 'web'}}", 0, 0));
        violatedBy(budget(running, "selector: {matchLabels: {app: 'shop'}}", 0, 0));
        violatedBy(budget(running, "", 0, 0));
        violatedBy(budget(running, "selector: {matchLabels: {app: 'web'}}", 3, 0));
        violatedBy(budget(
                cluster().deployment("web", other -> other.with("metadata.namespace", "other")), "selector: {}", 0, 0));
        inconclusiveFor(budget(running, "selector: {}", 3, 2)
                .unreadable(KubernetesDocuments.DAEMON_SETS, "the server answers 403"));
    }

    @Test
    void autoscalers_are_bounded() {
        satisfiedBy(scaled(cluster(), "maxReplicas: 100"));
        violatedBy(scaled(cluster(), "maxReplicas: 101"));
        violatedBy(scaled(cluster(), "maxReplicas: 4").policy("kubernetes.max-replicas", 3));
        satisfiedBy(scaled(cluster(), "maxReplicas: 1000")
                .object(
                        KubernetesDocuments.RESOURCE_QUOTAS,
                        "{metadata: {name: 'q', namespace: 'shop'}, spec: {hard: {pods: '50'}}}"));
        violatedBy(scaled(cluster(), "maxReplicas: 1000")
                .object(
                        KubernetesDocuments.RESOURCE_QUOTAS,
                        "{metadata: {name: 'q', namespace: 'other'}, spec: {hard: {pods: '50'}}}"));
        violatedBy(scaled(cluster(), "maxReplicas: 1000")
                .object(
                        KubernetesDocuments.RESOURCE_QUOTAS,
                        "{metadata: {name: 'q', namespace: 'shop'}, spec: {hard: {'count/pods': '1k'}}}"));
        satisfiedBy(scaled(cluster(), "maxReplicas: 1000")
                .object(
                        KubernetesDocuments.RESOURCE_QUOTAS,
                        "{metadata: {name: 'q', namespace: 'shop'}, spec: {hard: {pods: '1k', 'requests.cpu': '8'}}}"));
        inconclusiveFor(scaled(cluster(), "maxReplicas: 1000")
                .unreadable(KubernetesDocuments.RESOURCE_QUOTAS, "the server answers 403"));
        notApplicableTo(cluster());
    }

    @Test
    void ended_jobs_are_removed() {
        violatedBy(job(""));
        satisfiedBy(job("ttlSecondsAfterFinished: 3600"));
        satisfiedBy(cron(""));
        violatedBy(cron("successfulJobsHistoryLimit: 20"));
        satisfiedBy(cron("successfulJobsHistoryLimit: 19"));
        violatedBy(cron("failedJobsHistoryLimit: 18"));
        satisfiedBy(cron("failedJobsHistoryLimit: 18, jobTemplate: {spec: {ttlSecondsAfterFinished: 60}}"));
        notApplicableTo(
                cluster()
                        .object(
                                KubernetesDocuments.JOBS,
                                "{metadata: {name: 'j', namespace: 'shop', ownerReferences: [{apiVersion: 'batch/v1', kind: 'CronJob', name: 'c', controller: true}]}}"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.JOBS, "the server answers 403"));
    }

    @Test
    void scheduled_jobs_do_not_pile_up() {
        violatedBy(cron(""));
        violatedBy(cron("concurrencyPolicy: 'Allow'"));
        satisfiedBy(cron("concurrencyPolicy: 'Forbid'"));
        satisfiedBy(cron("concurrencyPolicy: 'Replace'"));
        satisfiedBy(cron("jobTemplate: {spec: {activeDeadlineSeconds: 600}}"));
        notApplicableTo(job(""));
    }

    @Test
    void jobs_give_up() {
        satisfiedBy(job(""));
        satisfiedBy(job("backoffLimit: 10"));
        violatedBy(job("backoffLimit: 11"));
        satisfiedBy(job("backoffLimit: 2147483647, backoffLimitPerIndex: 3"));
        violatedBy(job("backoffLimit: 3, backoffLimitPerIndex: 30"));
        satisfiedBy(job("backoffLimit: 100, activeDeadlineSeconds: 60"));
        violatedBy(cron("jobTemplate: {spec: {backoffLimit: 11}}"));
        satisfiedBy(cron("jobTemplate: {spec: {backoffLimit: 3}}"));
    }
}
