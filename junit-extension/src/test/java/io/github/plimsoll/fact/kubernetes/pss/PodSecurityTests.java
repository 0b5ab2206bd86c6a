package io.github.plimsoll.fact.kubernetes.pss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodSecurityTests {

    private static List<String> broken(int minor, Level level, String spec) {
        try {
            JsonNode pod = new YAMLMapper().readTree("{spec: " + spec + "}");
            return new PodSecurity(minor).broken(level, pod);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_pod_that_says_nothing_meets_the_baseline_and_not_the_restricted_standard() {
        String careless = "{containers: [{name: app}]}";

        assertThat(broken(34, Level.PRIVILEGED, careless)).isEmpty();
        assertThat(broken(34, Level.BASELINE, careless)).isEmpty();
        assertThat(broken(34, Level.RESTRICTED, careless))
                .containsExactly(
                        "allowPrivilegeEscalation",
                        "runAsNonRoot",
                        "seccompProfile_restricted",
                        "capabilities_restricted");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            33 | {containers: [{livenessProbe: {httpGet: {host: h}}}]}                                   | ''
            34 | {containers: [{livenessProbe: {httpGet: {host: h}}}]}                                   | hostProbesAndHostLifecycle
            30 | {securityContext: {seLinuxOptions: {type: container_engine_t}}}                         | seLinuxOptions
            31 | {securityContext: {seLinuxOptions: {type: container_engine_t}}}                         | ''
            31 | {securityContext: {sysctls: [{name: net.ipv4.tcp_rmem}]}}                               | sysctls
            32 | {securityContext: {sysctls: [{name: net.ipv4.tcp_rmem}]}}                               | ''
            34 | {hostUsers: false, containers: [{securityContext: {procMount: Unmasked}}]}              | procMount
            35 | {hostUsers: false, containers: [{securityContext: {procMount: Unmasked}}]}              | ''
            34 | {ephemeralContainers: [{securityContext: {privileged: true}}]}                          | privileged
            """)
    void a_version_has_the_baseline_of_its_time(int minor, String spec, String expected) {
        assertThat(String.join(",", broken(minor, Level.BASELINE, spec))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            24 | {os: {name: windows}, securityContext: {runAsNonRoot: true}, containers: [{}]} | allowPrivilegeEscalation,seccompProfile_restricted,capabilities_restricted
            25 | {os: {name: windows}, securityContext: {runAsNonRoot: true}, containers: [{}]} | ''
            22 | {os: {name: windows}, securityContext: {runAsUser: 0, runAsNonRoot: true}}     | ''
            25 | {os: {name: windows}, securityContext: {runAsUser: 0, runAsNonRoot: true}}     | runAsUser
            34 | {os: {name: windows}, hostUsers: false, containers: [{}]}                      | runAsNonRoot
            35 | {os: {name: windows}, hostUsers: false, containers: [{}]}                      | ''
            35 | {os: {name: windows}, hostUsers: false, containers: [{securityContext: {procMount: Unmasked}}]} | procMount_restricted
            """)
    void a_version_has_the_restricted_standard_of_its_time(int minor, String spec, String expected) {
        assertThat(String.join(",", broken(minor, Level.RESTRICTED, spec))).isEqualTo(expected);
    }
}
