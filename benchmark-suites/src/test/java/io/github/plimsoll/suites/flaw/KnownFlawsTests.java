package io.github.plimsoll.suites.flaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownFlawsTests {

    private static final String HEAD = "#dated 2026-01-01\ncomponent\tid\tbranch\tfixed\tsince\teffect\tsource\n";

    private static final KnownFlaws LIST = KnownFlaws.parse(HEAD + """
            a\tX\t1.6\t1.6.38\t\teffect\tsource
            a\tX\t1.7\t1.7.27\t\teffect\tsource
            a\tX\t2.0\t2.0.4\t\teffect\tsource
            b\tY\t28.3\t28.3.3\t28.2.0\teffect\tsource
            """);

    @ParameterizedTest
    @CsvSource({
        "a, 1.6.37, true",
        "a, 1.6.38, false",
        "a, 1.7.3, true",
        "a, 1.7.27, false",
        "a, 1.7.100, false",
        "a, 2.0.3, true",
        "a, 2.0.4, false",
        "a, 2.1.0, false",
        "a, 1.5.99, true",
        "a, 1.8.0, true",
        "a, 2.0.4-rc.1, true",
        "a, 2.0.4-beta.9, true",
        "a, v1.7.26, true",
        "a, 2:1.7.26, true",
        "a, 1.7.27~ds1, false",
        "a, 1.7.27-0ubuntu1, false",
        "b, 28.1.1, false",
        "b, 28.2.0, true",
        "b, 28.3.2, true",
        "b, 28.3.3, false",
        "b, 29.0.0, false",
        "c, 1.0.0, false"
    })
    void which_releases_have_a_flaw(String component, String version, boolean has) {
        assertThat(LIST.of(component, version).isEmpty()).isNotEqualTo(has);
    }

    @Test
    void releases_come_in_their_order() {
        assertThat(List.of(
                                "1.0.0-alpha.1",
                                "1.0.0-beta.2",
                                "1.0.0-rc9",
                                "1.0.0-rc10",
                                "1.0.0-rc.93",
                                "1.0.0",
                                "1.0.1",
                                "1.2",
                                "1.10.0")
                        .stream()
                        .map(Release::parse)
                        .toList())
                .isSorted();
    }

    @Test
    void what_a_finding_says() {
        assertThat(LIST.of("a", "1.7.0")).containsExactly("X (effect; mended in 1.6.38, 1.7.27, 2.0.4)");
    }

    @Test
    void a_list_that_is_wrong_anywhere_is_refused() {
        assertThatThrownBy(() -> KnownFlaws.parse("a\tb")).hasMessageContaining("#dated YYYY-MM-DD");
        assertThatThrownBy(() -> KnownFlaws.parse("#dated yesterday\n" + HEAD.substring(HEAD.indexOf('\n') + 1)))
                .hasMessageContaining("yesterday");
        assertThatThrownBy(() -> KnownFlaws.parse(HEAD + "a\tX\t1.6\t1.6.38\n")).hasMessageContaining("7 columns");
        assertThatThrownBy(() -> KnownFlaws.parse(HEAD + "a\tX\t1.6\t1.7.1\t\teffect\tsource\n"))
                .hasMessageContaining("not of the branch");
        assertThatThrownBy(() -> KnownFlaws.parse(HEAD + "a\tX\t1.6\tsoon\t\teffect\tsource\n"))
                .hasMessageContaining("soon");
    }
}
