package io.github.plimsoll.fact.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v1.33.1+k3s1        | {}                                                                      | k3s
            v1.33.1             | {'spec': {'providerID': 'k3s://a'}}                                     | k3s
            v1.33.1+rke2r1      | {}                                                                      | RKE2
            v1.33.4-eks-1-2     | {}                                                                      | Amazon EKS
            v1.33.1             | {'status': {'nodeInfo': {'kubeletVersion': 'v1.33.4-eks-0a1'}}}         | Amazon EKS
            v1.33.1-gke.100     | {}                                                                      | Google GKE
            v1.33.1             | {'metadata': {'labels': {'kubernetes.azure.com/cluster': 'x'}}}         | Azure AKS
            v1.33.1             | {'metadata': {'labels': {'node.openshift.io/os_id': 'rhcos'}}}          | OpenShift
            v1.34.0             | {'spec': {'providerID': 'kind://docker/kind/kind-control-plane'}} | kind
            v1.34.4             | {}                                                                      | unknown
            ''                  | {}                                                                      | unknown
            """)
    void a_distribution_is_known_by_its_versions_labels_and_providers(String version, String node, String expected)
            throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(node.replace('\'', '"'));

        assertThat(Distribution.of(version, List.of(json), List.of())
                        .map(Distribution::words)
                        .orElse("unknown"))
                .isEqualTo(expected);
    }

    @Test
    void kubeadm_leaves_its_settings_behind() throws JsonProcessingException {
        JsonNode settings = new ObjectMapper()
                .readTree("{\"metadata\": {\"name\": \"kubeadm-config\", \"namespace\": \"kube-system\"}}");

        assertThat(Distribution.of("v1.34.4", List.of(), List.of(settings))).contains(Distribution.KUBEADM);
    }

    @Test
    void only_providers_run_control_planes_out_of_sight() {
        assertThat(List.of(Distribution.EKS, Distribution.GKE, Distribution.AKS))
                .allMatch(Distribution::isManaged);
        assertThat(List.of(Distribution.K3S, Distribution.RKE2, Distribution.KUBEADM, Distribution.OPENSHIFT))
                .noneMatch(Distribution::isManaged);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v1.29.0        | cis-kubernetes-1.11  | ''
            v1.31.9+k3s1   | cis-kubernetes-1.11  | ''
            v1.32.0        | cis-kubernetes-1.12  | ''
            v1.33.1-gke.5  | cis-kubernetes-1.12  | ''
            v1.34.4        | cis-kubernetes-2.0.1 | ''
            1.35.0         | cis-kubernetes-2.0.1 | ''
            v1.36.0        | cis-kubernetes-2.0.1 | no benchmark is known that was written for Kubernetes 1.36; cis-kubernetes-2.0.1, the nearest, numbers the controls
            v1.24.3        | cis-kubernetes-1.11  | no benchmark is known that was written for Kubernetes 1.24; cis-kubernetes-1.11, the nearest, numbers the controls
            ''             | cis-kubernetes-2.0.1 | the version of Kubernetes is not known; cis-kubernetes-2.0.1, the nearest, numbers the controls
            v2.0.0         | cis-kubernetes-2.0.1 | no benchmark is known for a Kubernetes v2.0.0; cis-kubernetes-2.0.1, the nearest, numbers the controls
            """)
    void each_version_of_kubernetes_has_its_benchmark(String version, String benchmark, String warning) {
        assertThat(BenchmarkVersions.fitting(version)).hasValueSatisfying(fit -> {
            assertThat(fit.benchmark()).isEqualTo(benchmark);
            assertThat(fit.warning()).isEqualTo(warning);
        });
    }
}
