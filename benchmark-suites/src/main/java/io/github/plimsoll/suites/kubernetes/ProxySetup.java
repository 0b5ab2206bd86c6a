package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.CisKubernetes;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Level1;
import io.github.plimsoll.fact.kubernetes.component.KubeProxy;

/** Section 4.3: kube-proxy. */
@KubernetesControls
public class ProxySetup {

    @Control(
            title = "Figures of kube-proxy are reached from its own node only",
            why = "They come without any credentials, together with its settings and profiles.",
            fix = "Set metricsBindAddress: 127.0.0.1:10249 in the configuration of kube-proxy",
            severity = MEDIUM)
    @CisKubernetes("4.3.1")
    @Level1
    @InformationDisclosure("I2")
    void proxy_shows_metrics_locally(KubeProxy proxy) {
        assertThat(proxy.showsMetricsLocally())
                .as("its figures are reached from its own node only")
                .isTrue();
    }
}
