package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.fact.kubernetes.Workload;
import io.github.plimsoll.policy.Policy;

/** The checks of the baseline Pod Security Standard, each by itself and as admission has it, by the version of the benchmark that is asked for. */
@KubernetesControls
public class PodBaseline {

    @Control(
            title = "Pods share neither processes, memory nor network with their node",
            why = "Each namespace of the node is a wall less between a pod and everything else that runs there.",
            fix = "Remove spec.hostNetwork, spec.hostPID and spec.hostIPC.",
            severity = HIGH)
    @ElevationOfPrivilege("E1")
    void shares_no_namespace_of_its_node(Workload workload, Policy policy) {
        PodChecks.hold(workload, "hostNamespaces", policy);
    }

    @Control(
            title = "Pods have no privileged container of any kind",
            why = "A container that runs first or is put in to debug takes the node just as well as one that stays.",
            fix = "Remove securityContext.privileged from all containers, initContainers and ephemeralContainers.",
            severity = HIGH)
    @ElevationOfPrivilege("E1")
    void has_no_privileged_container(Workload workload, Policy policy) {
        PodChecks.hold(workload, "privileged", policy);
    }

    @Control(
            title = "Pods add no capability beyond those of a usual container",
            why = "What goes beyond them acts on the node: on its network, its devices, its kernel.",
            fix = "Remove what is beyond the usual from securityContext.capabilities.add.",
            severity = HIGH)
    @ElevationOfPrivilege("E1")
    void adds_usual_capabilities_only(Workload workload, Policy policy) {
        PodChecks.hold(workload, "capabilities_baseline", policy);
    }

    @Control(
            title = "Pods have no hostPath volume",
            why = "What lies on the node is shared with all that runs there, and much of it is obeyed.",
            fix = "Replace hostPath by another kind of volume, for example emptyDir or persistentVolumeClaim.",
            severity = HIGH)
    @ElevationOfPrivilege("E1")
    void has_no_host_path_volume(Workload workload, Policy policy) {
        PodChecks.hold(workload, "hostPathVolumes", policy);
    }

    @Control(
            title = "Pods ask for no port of their node",
            why = "On the node's address no policy for pods stands before what listens.",
            fix = "Remove hostPort and publish the pod by a Service.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void has_no_host_port(Workload workload, Policy policy) {
        PodChecks.hold(workload, "hostPorts", policy);
    }

    @Control(
            title = "Probes and hooks of pods go to the pod itself",
            why =
                    "The kubelet sends them from the node; a host written into one makes it knock on doors that the pod cannot reach.",
            fix = "Remove host from httpGet and tcpSocket of probes and of lifecycle hooks.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void probes_stay_with_the_pod(Workload workload, Policy policy) {
        PodChecks.hold(workload, "hostProbesAndHostLifecycle", policy);
    }

    @Control(
            title = "Pods do not switch AppArmor off",
            why = "Unconfined, a container may do what the node's profile was there to stop.",
            fix =
                    "Set appArmorProfile.type to RuntimeDefault or Localhost, or remove it and the annotation container.apparmor.security.beta.kubernetes.io.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void app_armor_is_left_on(Workload workload, Policy policy) {
        PodChecks.hold(workload, "appArmorProfile", policy);
    }

    @Control(
            title = "Pods choose no SELinux label of their own",
            why = "With another type, user or role a container is confined by the rules of something else, or by none.",
            fix = "Remove user and role from seLinuxOptions, and set type to container_t or remove it.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void labels_of_se_linux_are_usual(Workload workload, Policy policy) {
        PodChecks.hold(workload, "seLinuxOptions", policy);
    }

    @Control(
            title = "Pods do not unmask /proc",
            why = "Behind the mask lie memory and switches of the node's kernel.",
            fix = "Remove securityContext.procMount.",
            severity = HIGH)
    @ElevationOfPrivilege("E1")
    void proc_is_masked(Workload workload, Policy policy) {
        PodChecks.hold(workload, "procMount", policy);
    }

    @Control(
            title = "Pods do not switch seccomp off",
            why = "Without the filter every system call of the kernel is there to be attacked.",
            fix = "Set seccompProfile.type to RuntimeDefault or Localhost, or remove it.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void seccomp_is_left_on(Workload workload, Policy policy) {
        PodChecks.hold(workload, "seccompProfile_baseline", policy);
    }

    @Control(
            title = "Pods set only kernel parameters that are their own affair",
            why = "Others hold for the whole node, or let one pod starve its neighbours.",
            fix = "Remove the others from spec.securityContext.sysctls.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void sets_safe_sysctls_only(Workload workload, Policy policy) {
        PodChecks.hold(workload, "sysctls", policy);
    }

    @Control(
            title = "Pods ask for no host process of Windows",
            why =
                    "Neither the pod nor any container of it may be said to be a process of the node, even where another field takes it back.",
            fix = "Remove windowsOptions.hostProcess from the pod and its containers.",
            severity = HIGH)
    @ElevationOfPrivilege("E1")
    void has_no_windows_host_process(Workload workload, Policy policy) {
        PodChecks.hold(workload, "windowsHostProcess", policy);
    }
}
