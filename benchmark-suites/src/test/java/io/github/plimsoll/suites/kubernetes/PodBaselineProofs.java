package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PodBaselineProofs extends Proofs {

    private static final String VERSION = "kubernetes.pod-security-version";

    PodBaselineProofs() {
        super(PodBaseline.class);
    }

    @Test
    void shares_no_namespace_of_its_node() {
        violatedBy(web(pod -> pod.with("spec.hostNetwork", true)));
        violatedBy(web(pod -> pod.with("spec.hostPID", true)));
        violatedBy(web(pod -> pod.with("spec.hostIPC", true)));
        satisfiedBy(web(pod -> pod));
        notApplicableTo(cluster()
                .pod(
                        "etcd-a",
                        pod -> pod.with("metadata.namespace", "kube-system")
                                .with("metadata.annotations.\"kubernetes.io/config.mirror\"", "0123")
                                .with("spec.hostNetwork", true)));
        inconclusiveFor(web(pod -> pod).unreadable(KubernetesDocuments.VERSION, "the server answers 403"));
        inconclusiveFor(web(pod -> pod).policy(VERSION, "latest"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
    }

    @Test
    void has_no_privileged_container() {
        violatedBy(web(pod -> pod.with("spec.containers[0].securityContext.privileged", true)));
        violatedBy(web(pod ->
                pod.withJson("spec.ephemeralContainers", "[{name: 'debugger', securityContext: {privileged: true}}]")));
        satisfiedBy(web(pod -> pod));
    }

    @Test
    void adds_usual_capabilities_only() {
        violatedBy(web(pod -> pod.withJson("spec.containers[0].securityContext.capabilities", "{add: ['NET_RAW']}")));
        satisfiedBy(web(pod -> pod));
    }

    @Test
    void has_no_host_path_volume() {
        violatedBy(web(pod -> pod.withJson("spec.volumes", "[{name: 'v', hostPath: {path: '/srv'}}]")));
        satisfiedBy(web(pod -> pod));
    }

    @Test
    void has_no_host_port() {
        violatedBy(web(pod -> pod.withJson("spec.containers[0].ports", "[{containerPort: 80, hostPort: 80}]")));
        violatedBy(web(pod ->
                pod.with("spec.hostNetwork", true).withJson("spec.containers[0].ports", "[{containerPort: 80}]")));
        satisfiedBy(web(pod -> pod.with("spec.hostNetwork", true)));
        satisfiedBy(web(pod -> pod.withJson("spec.containers[0].ports", "[{containerPort: 80}]")));
        satisfiedBy(web(pod -> pod));
    }

    @Test
    void probes_stay_with_the_pod() {
        violatedBy(web(pod ->
                pod.withJson("spec.containers[0].livenessProbe", "{httpGet: {host: '169.254.169.254', port: 80}}")));
        violatedBy(web(pod ->
                pod.withJson("spec.containers[0].lifecycle", "{preStop: {tcpSocket: {host: '10.0.0.1', port: 80}}}")));
        satisfiedBy(web(pod -> pod));
        notApplicableTo(web(pod -> pod.withJson(
                        "spec.containers[0].livenessProbe", "{httpGet: {host: '169.254.169.254', port: 80}}"))
                .policy(VERSION, "1.33"));
    }

    @Test
    void app_armor_is_left_on() {
        violatedBy(web(pod -> pod.withJson("spec.securityContext.appArmorProfile", "{type: 'Unconfined'}")));
        violatedBy(web(pod ->
                pod.with("metadata.annotations.\"container.apparmor.security.beta.kubernetes.io/app\"", "unconfined")));
        satisfiedBy(web(pod -> pod));
    }

    @Test
    void labels_of_se_linux_are_usual() {
        violatedBy(web(pod -> pod.withJson("spec.securityContext.seLinuxOptions", "{type: 'spc_t'}")));
        violatedBy(web(pod -> pod.withJson("spec.securityContext.seLinuxOptions", "{role: 'sysadm_r'}")));
        satisfiedBy(web(pod -> pod));
    }

    @Test
    void proc_is_masked() {
        violatedBy(web(pod -> pod.with("spec.containers[0].securityContext.procMount", "Unmasked")));
        satisfiedBy(web(pod -> pod));
        violatedBy(web(pod ->
                pod.with("spec.hostUsers", false).with("spec.containers[0].securityContext.procMount", "Unmasked")));
        satisfiedBy(web(pod -> pod.with("spec.hostUsers", false)
                        .with("spec.containers[0].securityContext.procMount", "Unmasked"))
                .policy(VERSION, "1.35"));
    }

    @Test
    void seccomp_is_left_on() {
        violatedBy(web(pod -> pod.with("spec.containers[0].securityContext.seccompProfile.type", "Unconfined")));
        satisfiedBy(web(pod -> pod));
    }

    @Test
    void sets_safe_sysctls_only() {
        violatedBy(web(pod -> pod.withJson("spec.securityContext.sysctls", "[{name: 'kernel.msgmax', value: '1'}]")));
        satisfiedBy(web(pod -> pod));
        violatedBy(web(pod -> pod.withJson(
                "spec.securityContext.sysctls", "[{name: 'net.ipv4.tcp_slow_start_after_idle', value: '0'}]")));
        satisfiedBy(web(pod -> pod.withJson(
                        "spec.securityContext.sysctls", "[{name: 'net.ipv4.tcp_slow_start_after_idle', value: '0'}]"))
                .policy(VERSION, "1.37"));
    }

    @Test
    void has_no_windows_host_process() {
        violatedBy(web(pod -> pod.withJson("spec.securityContext.windowsOptions", "{hostProcess: true}")));
        satisfiedBy(web(pod -> pod));
    }

    private static KubernetesFixture web(UnaryOperator<Json> change) {
        return cluster().pod("web", change);
    }
}
