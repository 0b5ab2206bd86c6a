package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class ProxySetupProofs extends Proofs {

    ProxySetupProofs() {
        super(ProxySetup.class);
    }

    @Test
    void proxy_shows_metrics_locally() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(configured("metricsBindAddress: 0.0.0.0:10249"));
        violatedBy(configured("metricsBindAddress: '[::]:10249'"));
        violatedBy(configured("metricsBindAddress: ':10249'"));
        violatedBy(configured("metricsBindAddress: 10.0.0.1"));
        satisfiedBy(configured("metricsBindAddress: 127.0.0.1"));
        satisfiedBy(configured("metricsBindAddress: 127.0.0.1:10249"));
        satisfiedBy(configured("metricsBindAddress: '[::1]:10249'"));
        satisfiedBy(configured("metricsBindAddress: localhost:10249"));
        satisfiedBy(configured("metricsBindAddress: null"));
        inconclusiveFor(configured("metricsBindAddress: ["));
        inconclusiveFor(cluster().controlPlane().unreadable(KubernetesDocuments.CONFIG_MAPS, "the server answers 403"));
        inconclusiveFor(cluster()
                .controlPlane()
                .component(
                        "kube-proxy",
                        pod -> pod.withJson("spec.volumes", "[{name: 'config', configMap: {name: 'gone'}}]")));
        violatedBy(cluster()
                .controlPlane()
                .flag("kube-proxy", "--config", null)
                .flag("kube-proxy", "--metrics-bind-address", "0.0.0.0:10249"));
        satisfiedBy(cluster().controlPlane().flag("kube-proxy", "--config", null));
        inconclusiveFor(cluster().controlPlane().flag("kube-proxy", "--config", "/etc/proxy.yaml"));
        inconclusiveFor(cluster());
    }

    private static KubernetesFixture configured(String text) {
        return cluster()
                .controlPlane()
                .changed(
                        KubernetesDocuments.CONFIG_MAPS,
                        "kube-system",
                        "kube-proxy",
                        map -> map.with("data.\"config.conf\"", text));
    }
}
