package io.github.plimsoll.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DenialOfService;
import io.github.plimsoll.control.Severity;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.toy.Ship;
import io.github.plimsoll.toy.ShipCode;
import io.github.plimsoll.toy.ToyControls;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What is not asked for is not in the test plan at all. */
class SelectionTests {

    private final Set<String> touched = new TreeSet<>();

    @ToyControls
    static class ShipTestCase {

        @Control(title = "Load", why = "w", fix = "f", severity = Severity.HIGH)
        @ShipCode("1.1")
        @DenialOfService("D1")
        void load_is_within_the_mark(Ship ship) {
            assertThat(ship.load()).isPositive();
        }

        @Control(title = "Ballast", why = "w", fix = "f", severity = Severity.LOW, formerly = "has_ballast")
        @ShipCode("1.2")
        void ballast_is_aboard(Ship ship) {
            assertThat(ship.ballast()).isZero();
        }

        @Control(title = "Cargo", why = "w", fix = "f", severity = Severity.LOW)
        void cargo_is_lashed(Ship ship) {
            assertThat(ship.load()).isPositive();
        }

        @Control(title = "Boats", why = "w", fix = "f", severity = Severity.HIGH)
        void boats_are_lowered(Ship ship) {
            assertThat(ship.load()).isPositive();
        }

        @Control(title = "Mark", why = "w", fix = "f", severity = Severity.MEDIUM)
        @Tampering("T1")
        void mark_is_painted(Ship ship) {
            assertThat(ship.load()).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none=             | 1.1 Load, 1.2 Ballast, Mark
            benchmark=ship-code-1.0.0 | 1.1 Load, 1.2 Ballast
            benchmark=ship-code-0.9.0 | 1.10 Load, 1.9 Ballast, 3.1 Cargo
            benchmark=ship-code | 1.1 Load, 1.2 Ballast
            benchmark=ship-drill | 1.1 Boats, 1.1 Load
            benchmark=ship-drill-1.0 | 1.1 Boats, 1.1 Load
            controls=toy/boats_are_lowered | Boats
            controls=toy/cargo_is_lashed,1.1 | 1.1 Load, Cargo
            benchmark=ship-code-0.9.0 controls=1.9 | 1.9 Ballast
            level=1           | 1.1 Load
            level=2           | 1.1 Load, 1.2 Ballast
            severity=high     | 1.1 Load
            severity=medium   | 1.1 Load, Mark
            stride=tampering  | Mark
            stride=D1         | 1.1 Load
            stride=D1,T1      | 1.1 Load, Mark
            mapping=II-1/5    | 1.1 Load
            mapping=solas:II-1/6 | 1.2 Ballast, Mark
            mapping=AC-6      | 1.2 Ballast
            mapping=AC-6(2)   | 1.2 Ballast
            mapping=AC-6,II-1/5 | 1.1 Load, 1.2 Ballast
            controls=1        | 1.1 Load, 1.2 Ballast
            controls=1.2      | 1.2 Ballast
            controls=2        |
            controls=toy/mark_is_painted | Mark
            controls=mark_is_painted,1.1 | 1.1 Load, Mark
            controls=toy/has_ballast     | 1.2 Ballast
            """)
    void selects(String settings, String expected) {
        for (String setting : settings.split(" ", -1)) {
            set(setting.split("=", -1)[0], setting.split("=", -1)[1]);
        }

        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(ShipTestCase.class))
                .build();
        TestPlan plan = LauncherFactory.create().discover(request);

        List<String> names = plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .filter(TestIdentifier::isTest)
                .map(TestIdentifier::getDisplayName)
                .sorted()
                .toList();
        assertThat(String.join(", ", names)).isEqualTo(expected == null ? "" : expected);
    }

    private void set(String name, String value) {
        String key = "plimsoll." + name;
        touched.add(key);
        System.setProperty(key, value);
    }

    @AfterEach
    void restore() {
        touched.forEach(System::clearProperty);
    }
}
