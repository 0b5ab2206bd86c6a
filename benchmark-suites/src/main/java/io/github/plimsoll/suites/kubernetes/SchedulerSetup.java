package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.fact.kubernetes.component.Scheduler;

/** Section 1.4: the scheduler. */
@KubernetesControls
public class SchedulerSetup {

    @Control(
            title = "The scheduler serves no profiles of itself",
            why = "Whoever can ask for profiles can keep the scheduler from placing pods while they are made.",
            fix =
                    "Start kube-scheduler with --profiling=false, or with enableProfiling: false in its configuration file",
            severity = LOW)
    @CisKubernetes("1.4.1")
    @Level1
    @InformationDisclosure("I2")
    void scheduler_serves_no_profiles(Scheduler scheduler) {
        assertThat(scheduler.servesProfiles()).as("it serves profiles").isFalse();
    }

    @Control(
            title = "The scheduler is reached from its own node only",
            why =
                    "Its figures tell which workloads there are and how full the nodes run, which is nobody's business on the network.",
            fix = "Start kube-scheduler with --bind-address=127.0.0.1",
            severity = MEDIUM)
    @CisKubernetes("1.4.2")
    @Level1
    @InformationDisclosure("I2")
    @DenialOfService("D2")
    void scheduler_listens_locally(Scheduler scheduler) {
        assertThat(scheduler.listensLocally())
                .as("it is reached from its own node only")
                .isTrue();
    }
}
