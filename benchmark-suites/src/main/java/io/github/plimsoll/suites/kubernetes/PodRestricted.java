package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.MEDIUM;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.fact.kubernetes.Workload;
import io.github.plimsoll.policy.Policy;

/** What the restricted Pod Security Standard asks beyond the baseline, each check by itself and as admission has it. */
@KubernetesControls
public class PodRestricted {

    @Control(
            title = "Pods mount only kinds of volumes that an administrator has approved",
            why =
                    "Volumes that name a server or a disk themselves go past the classes and claims by which storage is given out.",
            fix =
                    "Use a persistentVolumeClaim, or configMap, secret, projected, downwardAPI, emptyDir, ephemeral, csi or image.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void has_harmless_volumes_only(Workload workload, Policy policy) {
        PodChecks.hold(workload, "restrictedVolumes", policy);
    }

    @Control(
            title = "Pods forbid privilege escalation in every container",
            why = "What nobody forbids is allowed: a set-user-id program in the image makes root of anybody.",
            fix = "Set securityContext.allowPrivilegeEscalation: false for every container of every kind.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void forbids_privilege_escalation(Workload workload, Policy policy) {
        PodChecks.hold(workload, "allowPrivilegeEscalation", policy);
    }

    @Control(
            title = "Pods say of every container that it is not root",
            why = "Only where it is said does the kubelet refuse an image that would run as root after all.",
            fix = "Set securityContext.runAsNonRoot: true for the pod or for each of its containers.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void says_that_it_is_not_root(Workload workload, Policy policy) {
        PodChecks.hold(workload, "runAsNonRoot", policy);
    }

    @Control(
            title = "Pods ask for no container to run as user 0",
            why = "A container that is root inside is root outside as soon as it gets there.",
            fix = "Remove runAsUser: 0, or set an id above 0.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void asks_for_no_user_id_of_root(Workload workload, Policy policy) {
        PodChecks.hold(workload, "runAsUser", policy);
    }

    @Control(
            title = "Pods set a seccomp profile for every container",
            why = "Where none is set it is for each node to choose one or none.",
            fix = "Set seccompProfile.type: RuntimeDefault for the pod or for each of its containers.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void sets_a_seccomp_profile(Workload workload, Policy policy) {
        PodChecks.hold(workload, "seccompProfile_restricted", policy);
    }

    @Control(
            title = "Pods drop all capabilities and add back NET_BIND_SERVICE at most",
            why = "Most services need none, and what a process does not have nobody can take over.",
            fix = "Set capabilities.drop: [ALL] for every container of every kind.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void keeps_no_capability_but_one(Workload workload, Policy policy) {
        PodChecks.hold(workload, "capabilities_restricted", policy);
    }

    @Control(
            title = "Pods do not unmask /proc in user namespaces either",
            why = "A user namespace makes an open /proc less dangerous and not harmless.",
            fix = "Remove securityContext.procMount, also where hostUsers is false.",
            severity = MEDIUM)
    @ElevationOfPrivilege("E1")
    void proc_is_masked_whatever_the_user(Workload workload, Policy policy) {
        PodChecks.hold(workload, "procMount_restricted", policy);
    }
}
