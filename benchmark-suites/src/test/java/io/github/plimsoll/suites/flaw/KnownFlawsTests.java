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
            # A branch may be as wide as a major number.

            b\tY\t28.3\t28.3.3\t28.2.0\teffect\tsource
            d\tZ\t28\t28.5.0-rc.3\t\teffect\tsource
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
        "c, 1.0.0, false",
        "A, 1.7.3, true",
        "d, 27.5.1, true",
        "d, 28.5.0-rc.2, true",
        "d, 28.5.0-rc.3, false"
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
    void what_a_number_says() {
        assertThat(Release.parse("1.2")).isEqualTo(new Release(1, 2, 0, 3, 0));
        assertThat(Release.parse("2:v1.2.3-0ubuntu1")).isEqualTo(new Release(1, 2, 3, 3, 0));
        assertThat(Release.parse("1.2.3-alpha.4")).isEqualTo(new Release(1, 2, 3, 0, 4));
        assertThat(Release.parse("1.2.3~beta4")).isEqualTo(new Release(1, 2, 3, 1, 4));
        assertThat(Release.parse("1.2.3-tp5")).isEqualTo(new Release(1, 2, 3, 1, 5));
        assertThat(Release.parse("1.2.3-rc.6")).isEqualTo(new Release(1, 2, 3, 2, 6));
        assertThat(Release.parse("28.5.1").isOf("28")).isTrue();
        assertThat(Release.parse("28.5.1").isOf("28.5")).isTrue();
        assertThat(Release.parse("28.5.1").isOf("5")).isFalse();
    }

    @Test
    void which_components_it_is_about() {
        assertThat(LIST.knows("A")).isTrue();
        assertThat(LIST.knows("c")).isFalse();
        assertThat(KnownFlaws.parse("#dated  2026-01-01 \n" + HEAD.substring(HEAD.indexOf('\n') + 1))
                        .dated())
                .isEqualTo("2026-01-01");
    }

    @Test
    void what_a_finding_says() {
        assertThat(LIST.of("a", "1.7.0")).containsExactly("X (effect; mended in 1.6.38, 1.7.27, 2.0.4)");
        assertThat(LIST.of("d", "27.0.0")).containsExactly("Z (effect; mended in 28.5.0-rc.3)");
    }

    @Test
    void a_list_that_is_wrong_anywhere_is_refused() {
        assertThatThrownBy(() -> KnownFlaws.parse("a\tb")).hasMessageContaining("#dated YYYY-MM-DD");
        assertThatThrownBy(() -> KnownFlaws.parse("#dated 2026-01-01")).hasMessageContaining("#dated YYYY-MM-DD");
        assertThatThrownBy(() -> KnownFlaws.parse("a\tb\nc\td")).hasMessageContaining("#dated YYYY-MM-DD");
        assertThatThrownBy(() -> KnownFlaws.parse("#dated 2026-01-01\na\tb")).hasMessageContaining("columns");
        assertThatThrownBy(() -> KnownFlaws.parse("#dated yesterday\n" + HEAD.substring(HEAD.indexOf('\n') + 1)))
                .hasMessageContaining("yesterday");
        assertThatThrownBy(() -> KnownFlaws.parse(HEAD + "a\tX\t1.6\t1.6.38\n")).hasMessageContaining("7 columns");
        assertThatThrownBy(() -> KnownFlaws.parse(HEAD + "a\tX\t1.6\t1.7.1\t\teffect\tsource\n"))
                .hasMessageContaining("not of the branch");
        assertThatThrownBy(() -> KnownFlaws.parse(HEAD + "a\tX\t1.6\tsoon\t\teffect\tsource\n"))
                .hasMessageContaining("soon");
    }
}
