package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ControllerManagerSetupProofs extends Proofs {

    ControllerManagerSetupProofs() {
        super(ControllerManagerSetup.class);
    }

    @Test
    void ended_pods_are_removed() {
        satisfiedBy(cluster().controlPlane());
        satisfiedBy(with("--terminated-pod-gc-threshold", "10"));
        violatedBy(with("--terminated-pod-gc-threshold", "0"));
        violatedBy(with("--terminated-pod-gc-threshold", "-1"));
        violatedBy(with("--terminated-pod-gc-threshold", "50000"));
        violatedBy(cluster().controlPlane().policy("kubernetes.max-ended-pods", 100));
        inconclusiveFor(cluster());
    }

    @Test
    void controller_manager_serves_no_profiles() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--profiling", null));
    }

    @Test
    void controllers_have_rights_of_their_own() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--use-service-account-credentials", null));
        violatedBy(with("--use-service-account-credentials", "false"));
    }

    @Test
    void tokens_are_signed_by_a_key_of_their_own() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--service-account-private-key-file", null));
    }

    @Test
    void pods_know_the_api_server() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--root-ca-file", null));
    }

    @Test
    void controller_manager_renews_kubelet_certificates() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--feature-gates", "Other=true,RotateKubeletServerCertificate=false"));
        satisfiedBy(with("--feature-gates", "RotateKubeletServerCertificate=true"));
        satisfiedBy(with("--feature-gates", "RotateKubeletServerCertificate=1"));
        for (String no : List.of("False", "FALSE", "f", "0")) {
            violatedBy(with("--feature-gates", "RotateKubeletServerCertificate=" + no));
        }
        inconclusiveFor(with("--feature-gates", "RotateKubeletServerCertificate=no"));
        violatedBy(with("--feature-gates", "AllBeta=false"));
        violatedBy(with("--feature-gates", "kube:Other=true,kube:RotateKubeletServerCertificate=false"));
        violatedBy(with("--feature-gates", "kube:AllBeta=false"));
        satisfiedBy(with("--feature-gates", "kube:AllBeta=false,kube:RotateKubeletServerCertificate=true"));
        satisfiedBy(with("--feature-gates", "AllBeta=false,RotateKubeletServerCertificate=true"));
    }

    @Test
    void controller_manager_listens_locally() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--bind-address", null));
        violatedBy(with("--bind-address", "0.0.0.0"));
        violatedBy(with("--bind-address", "::"));
        violatedBy(with("--bind-address", "10.0.0.1"));
        satisfiedBy(with("--bind-address", "::1"));
        satisfiedBy(with("--bind-address", "0:0:0:0:0:0:0:1"));
        satisfiedBy(with("--bind-address", "::ffff:127.0.0.1"));
        violatedBy(with("--bind-address", "::ffff:10.0.0.1"));
        violatedBy(with("--bind-address", "127.example.com"));
        satisfiedBy(with("--bind-address", "127.0.0.2"));
        satisfiedBy(with("--bind-address", null).flag("kube-controller-manager", "--secure-port", "0"));
        violatedBy(with("--bind-address", null).flag("kube-controller-manager", "--secure-port", "10257"));
        violatedBy(with("--bind-address", ""));
    }

    private static KubernetesFixture with(String flag, @Nullable String value) {
        return cluster().controlPlane().flag("kube-controller-manager", flag, value);
    }
}
