package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.fact.kubernetes.Autoscaler;
import io.github.plimsoll.fact.kubernetes.Cluster;
import io.github.plimsoll.fact.kubernetes.DisruptionBudget;
import io.github.plimsoll.fact.kubernetes.PodContainer;
import io.github.plimsoll.fact.kubernetes.Task;
import io.github.plimsoll.fact.kubernetes.Workload;
import io.github.plimsoll.policy.Policy;
import java.util.HashSet;

/** Threat D1: whether workloads stand the loss of a pod or a node, and come to an end where they should. */
@KubernetesControls
public class WorkloadRobustness {

    @Control(
            title = "The kubelet notices when a container does not work any more",
            why = "A container that hangs goes on being sent requests, and is never started anew.",
            fix = "Give the container a readinessProbe, and a livenessProbe where starting it anew helps.",
            severity = LOW)
    @DenialOfService("D1")
    void is_probed(PodContainer container, Policy policy) {
        SystemWorkloads.leaveOut(container, policy);
        assumeTrue(container.runsOn(), "it is not meant to run on and on");
        assertThat(container.probes()).as("probes").containsAnyOf("livenessProbe", "readinessProbe");
    }

    @Control(
            title = "More than one pod does the work",
            why = "With a single pod each update, each eviction and each fault of its node is an outage.",
            fix = "kubectl -n NAMESPACE scale deployment NAME --replicas=2, or give its autoscaler minReplicas: 2.",
            severity = LOW)
    @DenialOfService("D1")
    void has_a_second_pod(Workload workload, Policy policy) {
        SystemWorkloads.leaveOut(workload, policy);
        assumeTrue(workload.isReplicated(), "it has no number of replicas");
        assumeTrue(workload.replicas() > 0, "it is to have no replica");
        assertThat(workload.replicas()).as("replicas").isGreaterThan(1);
    }

    @Control(
            title = "The pods of a workload are on more than one node",
            why = "When all of them are on one node, they fall together with it.",
            fix = "Give the workload topologySpreadConstraints over kubernetes.io/hostname, and start its pods anew.",
            severity = LOW)
    @DenialOfService("D1")
    void pods_are_spread(Workload workload, Cluster cluster, Policy policy) {
        SystemWorkloads.leaveOut(workload, policy);
        assumeTrue(workload.isReplicated(), "it has no number of replicas");
        assumeTrue(cluster.nodesForAnyPod().size() > 1, "no more than one node takes any pod");
        assumeTrue(workload.nodes().size() > 1, "no more than one of its pods runs");
        assertThat(new HashSet<>(workload.nodes())).as("nodes of its pods").hasSizeGreaterThan(1);
    }

    @Control(
            title = "Disruption budgets let nodes be emptied",
            why =
                    "A budget that spares every pod, or a second one for the same pods, keeps a node with a known hole from being patched.",
            fix =
                    "kubectl edit poddisruptionbudget NAME: let one pod be away (maxUnavailable: 1), or run more pods; have one budget for each pod.",
            severity = MEDIUM)
    @DenialOfService("D1")
    void budgets_let_nodes_be_emptied(DisruptionBudget budget) {
        assumeTrue(budget.pods() > 0, "it is for no pod that runs");
        assertThat(budget.staying())
                .as("pods that have to stay of " + budget.pods())
                .isLessThan(budget.pods());
        assertThat(budget.rivals()).as("other budgets for the same pods").isEmpty();
    }

    @Control(
            title = "Disruption budgets protect something",
            why =
                    "Whoever wrote one believes that some pods stay when nodes are emptied; one for no pod, or for none of them to stay, does nothing.",
            fix = "kubectl edit poddisruptionbudget NAME: mend its selector, and say how many pods have to stay.",
            severity = LOW)
    @DenialOfService("D1")
    void budgets_protect_something(DisruptionBudget budget) {
        assertThat(budget.workloads()).as("workloads it is for").isNotEmpty();
        assumeTrue(budget.pods() > 0, "it is for no pod that runs");
        assertThat(budget.staying()).as("pods that have to stay").isPositive();
    }

    @Control(
            title = "Autoscalers stop before the cluster is full",
            why = "Whoever sends enough requests can have an autoscaler without bounds take all there is.",
            fix = "Lower maxReplicas, or give the namespace a quota.",
            severity = MEDIUM)
    @DenialOfService("D1")
    void autoscalers_are_bounded(Autoscaler autoscaler, Policy policy) {
        if (autoscaler.mostPods() > policy.number("kubernetes.max-replicas")) {
            assertThat(autoscaler.stoppedBy())
                    .as("quotas that stop it, which may make " + autoscaler.mostPods() + " pods")
                    .isNotEmpty();
        }
    }

    @Control(
            title = "Jobs that have ended are removed",
            why = "Jobs keep their pods, and what nobody removes slows down the cluster for all.",
            fix = "Set ttlSecondsAfterFinished, and low history limits for a CronJob.",
            severity = LOW)
    @DenialOfService("D1")
    void ended_jobs_are_removed(Task task, Policy policy) {
        if (!task.isRemovedWhenEnded()) {
            assertThat(task.repeats()).as("it is removed when it has ended").isTrue();
            assertThat(task.keptWhenEnded())
                    .as("jobs kept when they have ended")
                    .isLessThanOrEqualTo(policy.number("kubernetes.max-kept-jobs"));
        }
    }

    @Control(
            title = "Jobs of a schedule do not pile up",
            why = "When one takes longer than the time to the next, more and more of them run at once.",
            fix = "Set concurrencyPolicy: Forbid, or activeDeadlineSeconds in its jobTemplate.",
            severity = MEDIUM)
    @DenialOfService("D1")
    void scheduled_jobs_do_not_pile_up(Task task) {
        assumeTrue(task.repeats(), "it does not repeat");
        if (task.overlaps()) {
            assertThat(task.hasDeadline())
                    .as("they may overlap; each has a deadline")
                    .isTrue();
        }
    }

    @Control(
            title = "Jobs give up when they keep failing",
            why = "A job that is begun anew without end takes time and memory for nothing.",
            fix = "Set backoffLimit, or activeDeadlineSeconds.",
            severity = LOW)
    @DenialOfService("D1")
    void jobs_give_up(Task task, Policy policy) {
        if (!task.hasDeadline()) {
            assertThat(task.retries())
                    .as("retries of a job without a deadline")
                    .isLessThanOrEqualTo(policy.number("kubernetes.max-job-retries"));
        }
    }
}
