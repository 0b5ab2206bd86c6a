package io.github.plimsoll.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A line's number means what it means in the version that the run asks for. */
class VersionSelectionTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cis-docker-1.8.0 | 5.10 Containers keep out of the host's network | 5.14 Published ports listen on one chosen address
            cis-docker-1.3.1 | 5.10 Container memory is limited               | 5.14 Containers are restarted a few times at most
            """)
    void numbers_are_those_of_the_chosen_version(String benchmark, String first, String second) {
        System.setProperty("plimsoll.benchmark", benchmark);
        System.setProperty("plimsoll.controls", "5.10,5.14");

        assertThat(selected()).containsExactly(first, second);
    }

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
                .map(TestIdentifier::getDisplayName)
                .sorted()
                .toList();
    }

    @AfterEach
    void restore() {
        System.clearProperty("plimsoll.benchmark");
        System.clearProperty("plimsoll.controls");
    }
}
