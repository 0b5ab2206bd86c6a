package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodPrivilegesProofs extends Proofs {

    private static final String CONTEXT = "spec.containers[0].securityContext.";
    private static final String KUBELET = KubernetesDocuments.kubeletConfig("control-plane");

    PodPrivilegesProofs() {
        super(PodPrivileges.class);
    }

    /** A pod whose container has a setting. */
    private static KubernetesFixture with(String field, Object value) {
        return cluster().pod("web", pod -> pod.with(CONTEXT + field, value));
    }

    private static KubernetesFixture without(String field) {
        return cluster().pod("web", pod -> pod.without(CONTEXT + field));
    }

    private static Json windows(Json pod) {
        return pod.with("spec.os.name", "windows");
    }

    /** A pod that bears the name of one of the cluster's own. */
    private static Json ofTheSystem(Json pod) {
        return pod.with("metadata.namespace", "kube-system")
                .with("metadata.annotations.\"kubernetes.io/config.mirror\"", "0123");
    }

    @Test
    void is_not_privileged() {
        violatedBy(with("privileged", true));
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec.initContainers", "[{name: 'setup', securityContext: {privileged: true}}]")));
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec.ephemeralContainers",
                                "[{name: 'debugger', securityContext: {privileged: true}}]")));
        violatedBy(cluster()
                .deployment(
                        "web", web -> web.with("spec.template.spec.containers[0].securityContext.privileged", true)));
        violatedBy(cluster()
                .pod(
                        "etcd-a",
                        pod -> ofTheSystem(pod).without("metadata.annotations").with(CONTEXT + "privileged", true)));
        violatedBy(cluster().pod("etcd-a", pod -> pod.with(CONTEXT + "privileged", true)));
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(cluster().pod("web", pod -> pod.without("spec.containers[0].securityContext")));
        satisfiedBy(with("privileged", false));
        notApplicableTo(cluster());
        notApplicableTo(cluster().pod("etcd-a", pod -> ofTheSystem(pod).with(CONTEXT + "privileged", true)));
        violatedBy(cluster()
                .pod("etcd-a", pod -> ofTheSystem(pod).with(CONTEXT + "privileged", true))
                .policy("kubernetes.system-workloads", List.of()));
        inconclusiveFor(with("privileged", "yes"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
        inconclusiveFor(cluster().pod("web").unreadable(KubernetesDocuments.CRON_JOBS, "the server answers 403"));
    }

    @Test
    void gains_no_powers() {
        notApplicableTo(cluster().pod("etcd-a", PodPrivilegesProofs::ofTheSystem));
        violatedBy(with("allowPrivilegeEscalation", true));
        violatedBy(without("allowPrivilegeEscalation"));
        violatedBy(cluster().pod("web", pod -> pod.withJson("spec.initContainers", "[{name: 'setup'}]")));
        satisfiedBy(cluster().pod("web"));
        notApplicableTo(cluster().pod("web", pod -> windows(pod).without(CONTEXT + "allowPrivilegeEscalation")));
    }

    @Test
    void does_not_run_as_root() {
        notApplicableTo(cluster().pod("etcd-a", PodPrivilegesProofs::ofTheSystem));
        violatedBy(cluster().pod("web", pod -> pod.without("spec.securityContext")));
        violatedBy(cluster().pod("web", pod -> pod.withJson("spec.securityContext", "{runAsUser: 0}")));
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson("spec.securityContext", "{runAsNonRoot: true, runAsUser: 1000}")
                                .with(CONTEXT + "runAsNonRoot", false)
                                .with(CONTEXT + "runAsUser", 0)));
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(cluster().pod("web", pod -> pod.withJson("spec.securityContext", "{runAsNonRoot: true}")));
        satisfiedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson("spec.securityContext", "{runAsUser: 0}")
                                .with(CONTEXT + "runAsUser", 10001)));
        satisfiedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson("spec.securityContext", "{runAsUser: 0}")
                                .with("spec.hostUsers", false)));
    }

    @Test
    void cannot_forge_packets() {
        notApplicableTo(cluster().pod("etcd-a", PodPrivilegesProofs::ofTheSystem));
        violatedBy(without("capabilities"));
        violatedBy(cluster()
                .pod("web", pod -> pod.withJson(CONTEXT + "capabilities", "{drop: ['ALL'], add: ['NET_RAW']}")));
        violatedBy(cluster().pod("web", pod -> pod.withJson(CONTEXT + "capabilities", "{drop: ['SYS_ADMIN']}")));
        violatedBy(with("privileged", true));
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(cluster().pod("web", pod -> pod.withJson(CONTEXT + "capabilities", "{drop: ['NET_RAW']}")));
        satisfiedBy(cluster()
                .pod("web", pod -> pod.withJson(CONTEXT + "capabilities", "{drop: ['cap_net_raw'], add: ['ALL']}")));
        satisfiedBy(
                cluster().pod("web", pod -> pod.withJson(CONTEXT + "capabilities", "{drop: ['all'], add: ['CHOWN']}")));
        notApplicableTo(cluster().pod("web", pod -> windows(pod).without(CONTEXT + "capabilities")));
    }

    @Test
    void adds_no_capabilities() {
        notApplicableTo(cluster().pod("etcd-a", PodPrivilegesProofs::ofTheSystem));
        violatedBy(cluster().pod("web", pod -> pod.withJson(CONTEXT + "capabilities", "{add: ['SYS_TIME']}")));
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(without("capabilities"));
        notApplicableTo(cluster().pod("web", PodPrivilegesProofs::windows));
    }

    @Test
    void drops_all_capabilities() {
        notApplicableTo(cluster().pod("etcd-a", PodPrivilegesProofs::ofTheSystem));
        violatedBy(without("capabilities"));
        violatedBy(cluster().pod("web", pod -> pod.withJson(CONTEXT + "capabilities", "{drop: ['NET_RAW']}")));
        violatedBy(cluster()
                .pod("web", pod -> pod.withJson(CONTEXT + "capabilities", "{drop: ['ALL'], add: ['SYS_TIME']}")));
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(CONTEXT + "capabilities", "{drop: ['ALL'], add: ['NET_BIND_SERVICE']}")));
        notApplicableTo(cluster().pod("web", PodPrivilegesProofs::windows));
    }

    @Test
    void is_no_host_process() {
        violatedBy(with("windowsOptions.hostProcess", true));
        violatedBy(cluster().pod("web", pod -> pod.with("spec.securityContext.windowsOptions.hostProcess", true)));
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.with("spec.securityContext.windowsOptions.hostProcess", true)
                                .with(CONTEXT + "windowsOptions.hostProcess", false)));
    }

    @Test
    void takes_no_host_port() {
        notApplicableTo(cluster().pod("etcd-a", PodPrivilegesProofs::ofTheSystem));
        violatedBy(cluster()
                .pod("web", pod -> pod.withJson("spec.containers[0].ports", "[{containerPort: 80, hostPort: 80}]")));
        satisfiedBy(cluster().pod("web", pod -> pod.withJson("spec.containers[0].ports", "[{containerPort: 80}]")));
        satisfiedBy(cluster()
                .pod("web", pod -> pod.withJson("spec.containers[0].ports", "[{containerPort: 80, hostPort: 0}]")));
        violatedBy(cluster()
                .deployment(
                        "web",
                        web -> web.with("spec.template.spec.hostNetwork", true)
                                .withJson("spec.template.spec.containers[0].ports", "[{containerPort: 80}]")));
        satisfiedBy(cluster().deployment("web", web -> web.with("spec.template.spec.hostNetwork", true)));
    }

    @Test
    void system_calls_are_filtered() {
        notApplicableTo(cluster().pod("etcd-a", PodPrivilegesProofs::ofTheSystem));
        violatedBy(cluster().pod("web", pod -> pod.with("spec.securityContext.seccompProfile.type", "Unconfined")));
        violatedBy(cluster()
                .pod("web", pod -> pod.without("spec.securityContext.seccompProfile"))
                .document(KUBELET, kubelet -> kubelet.without("kubeletconfig.seccompDefault")));
        violatedBy(with("privileged", true));
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(cluster().pod("web", pod -> pod.without("spec.securityContext.seccompProfile")));
        satisfiedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.with("spec.securityContext.seccompProfile.type", "Unconfined")
                                .with(CONTEXT + "seccompProfile.type", "Localhost")));
        inconclusiveFor(cluster()
                .pod("web", pod -> pod.without("spec.securityContext.seccompProfile"))
                .unreadable(KUBELET, "the server answers 403"));
        notApplicableTo(cluster().pod("web", PodPrivilegesProofs::windows));
    }

    @Test
    void has_a_security_context() {
        notApplicableTo(cluster().pod("etcd-a", PodPrivilegesProofs::ofTheSystem));
        violatedBy(cluster()
                .pod("web", pod -> pod.without("spec.securityContext").without("spec.containers[0].securityContext")));
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson("spec.securityContext", "{}")
                                .without("spec.containers[0].securityContext")));
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(cluster().pod("web", pod -> pod.without("spec.securityContext")));
        for (String context : List.of(
                "{privileged: true}",
                "{allowPrivilegeEscalation: true, capabilities: {add: ['SYS_ADMIN']}}",
                "{runAsUser: 0, runAsNonRoot: false, readOnlyRootFilesystem: false, procMount: 'Unmasked'}",
                "{seccompProfile: {type: 'Unconfined'}, appArmorProfile: {type: 'Unconfined'}}",
                "{windowsOptions: {hostProcess: true}}")) {
            violatedBy(withContext(context));
        }
        for (String context : List.of(
                "{allowPrivilegeEscalation: false}",
                "{capabilities: {drop: ['NET_RAW']}}",
                "{runAsUser: 1000}",
                "{runAsNonRoot: true}",
                "{readOnlyRootFilesystem: true}",
                "{seccompProfile: {type: 'RuntimeDefault'}}",
                "{windowsOptions: {runAsUserName: 'ContainerUser'}}",
                "{seLinuxOptions: {type: 'container_t'}}")) {
            satisfiedBy(withContext(context));
        }
    }

    private static KubernetesFixture withContext(String context) {
        return cluster()
                .pod(
                        "web",
                        pod -> pod.withJson("spec.containers[0].securityContext", context)
                                .without("spec.securityContext"));
    }
}
