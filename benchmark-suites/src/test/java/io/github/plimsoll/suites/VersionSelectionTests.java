package io.github.plimsoll.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A line's number means what it means in the version that the run asks for. */
class VersionSelectionTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cis-docker-1.8.0 | 5.10,5.14          | 5.10 keeps_out_of_host_network, 5.14 port_is_bound_to_one_interface
            cis-docker-1.6.0 | 2.7,2.8            | 2.7 tcp_endpoints_demand_mutual_tls, 2.8 default_ulimits_are_set
            cis-docker-1.3.1 | 3.16,4.5,5.10,5.14 | 3.16 api_socket_is_closed_to_others, 4.5 image_signatures_are_checked, 5.10 memory_is_limited, 5.14 restarts_are_bounded
            cis-docker-1.2.0 | 1.1.2,1.2.1,5.31,7.1,8.2.1 | 1.1.2 engine_is_current, 1.2.1 data_root_has_a_partition_of_its_own, 5.31 mounts_no_control_socket, 7.1 swarm_mode_is_off, 8.2.1 registry_scans_images
            """)
    void numbers_are_those_of_the_chosen_version(String benchmark, String lines, String expected) {
        System.setProperty("plimsoll.benchmark", benchmark);
        System.setProperty("plimsoll.controls", lines);

        assertThat(String.join(", ", selected())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pss-baseline        | 12
            pss-baseline-1.33   | 11
            pss-restricted      | 19
            pss-restricted-1.34 | 18
            """)
    void a_pod_security_standard_has_its_checks_and_no_other(String benchmark, int checks) {
        System.setProperty("plimsoll.benchmark", benchmark);

        assertThat(selected()).hasSize(checks).allMatch(name -> name.matches("[12]\\.\\d+ \\w+"));
    }

    @Test
    void a_pod_security_standard_is_judged_check_by_check_only_where_it_is_asked_for() {
        assertThat(selected()).isNotEmpty().noneMatch(name -> name.endsWith("has_no_host_path_volume"));
    }

    /** The number that a test is shown under, and the method that it is: both as an audit would have them. */
    private static List<String> selected() {
        TestPlan plan = LauncherFactory.create()
                .discover(LauncherDiscoveryRequestBuilder.request()
                        .selectors(ShippedControls.methods().stream()
                                .map(Method::getDeclaringClass)
                                .distinct()
                                .map(type -> selectClass(type))
                                .toList())
                        .build());
        return plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(TestIdentifier::isTest)
                .map(test -> test.getDisplayName().split(" ")[0] + " " + method(test))
                .sorted()
                .toList();
    }

    private static String method(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElseThrow();
    }

    @AfterEach
    void restore() {
        System.clearProperty("plimsoll.benchmark");
        System.clearProperty("plimsoll.controls");
    }
}
