package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class KubeletOperationProofs extends Proofs {

    KubeletOperationProofs() {
        super(KubeletOperation.class);
    }

    @Test
    void kubelet_ends_idle_streams() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(cluster().controlPlane().kubelet("streamingConnectionIdleTimeout", "0s"));
        violatedBy(cluster().controlPlane().kubelet("streamingConnectionIdleTimeout", null));
        inconclusiveFor(cluster().controlPlane().kubelet("streamingConnectionIdleTimeout", "never"));
    }

    @Test
    void kubelet_keeps_packet_filter() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(cluster().controlPlane().kubelet("makeIPTablesUtilChains", false));
        satisfiedBy(cluster().controlPlane().kubelet("makeIPTablesUtilChains", null));
    }

    @Test
    void kubelet_reports_its_own_name() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(StartedKubelet.with("--hostname-override=other"));
        violatedBy(StartedKubelet.with("--hostname-override", "other"));
        inconclusiveFor(cluster()
                .controlPlane()
                .ofNode(KubernetesDocuments.PROCESSES, facts -> facts.withJson("processes", "[]")));
        inconclusiveFor(cluster().controlPlane().unreadableOfNode(KubernetesDocuments.PROCESSES));
    }

    @Test
    void kubelet_reports_events() {
        satisfiedBy(cluster().controlPlane());
        satisfiedBy(cluster().controlPlane().kubelet("eventRecordQPS", 0));
        satisfiedBy(cluster().controlPlane().kubelet("eventRecordQPS", 5));
        violatedBy(cluster().controlPlane().kubelet("eventRecordQPS", 4));
        satisfiedBy(
                cluster().controlPlane().kubelet("eventRecordQPS", 4).policy("kubernetes.min-events-per-second", 1));
    }

    private static KubernetesFixture saying(String content) {
        return cluster()
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.SETTINGS,
                        files -> files.withJson(
                                "\"/etc/systemd/system/kubelet.service.d/10-kubeadm.conf\"",
                                "{exists: true, content: " + content + "}"));
    }

    @Test
    void kubelet_talks_with_known_addresses_only() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(saying("{}"));
        violatedBy(saying("{IPAddressAllow: ['10.0.0.0/8']}"));
        violatedBy(saying("{IPAddressDeny: ['any', '']}"));
        violatedBy(saying("{IPAddressDeny: ['0.0.0.0/0']}"));
        violatedBy(saying("{IPAddressDeny: ['any'], IPAddressAllow: ['any']}"));
        violatedBy(saying("{IPAddressDeny: ['any'], IPAddressAllow: ['10.0.0.0/8', '::/0']}"));
        satisfiedBy(saying("{IPAddressDeny: ['0.0.0.0/0', '::/0'], IPAddressAllow: ['any', '', '10.0.0.0/8']}"));
        inconclusiveFor(cluster()
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.SETTINGS,
                        files -> files.without("\"/etc/systemd/system/kubelet.service.d/10-kubeadm.conf\"")));
        inconclusiveFor(cluster().controlPlane().unreadableOfNode(KubernetesDocuments.FILES));
        notApplicableTo(cluster()
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.FILES,
                        files -> files.with("\"/usr/lib/systemd/system/kubelet.service\".exists", false)
                                .without("\"/etc/systemd/system/kubelet.service.d/10-kubeadm.conf\"")));
    }

    @Test
    void kubelet_limits_processes() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(cluster().controlPlane().kubelet("podPidsLimit", -1));
        violatedBy(cluster().controlPlane().kubelet("podPidsLimit", 0));
        violatedBy(cluster().controlPlane().kubelet("podPidsLimit", null));
    }

    @Test
    void kubelet_filters_system_calls() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(cluster().controlPlane().kubelet("seccompDefault", false));
        violatedBy(cluster().controlPlane().kubelet("seccompDefault", null));
    }
}
