package io.github.plimsoll.waiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiverTests {

    @ParameterizedTest
    @CsvSource({
        "container/web, container/web, true",
        "container/web, container/web2, false",
        "container/web, my-container/web, false",
        "container/w*, container/web, true",
        "container/*b, container/web, true",
        "container/*b, container/webs, false",
        "*, anything at all, true",
        "**, '', true",
        "c*r/*, container/web › mount /data, true",
        "container/w.b, container/web, false",
        "a*b*c, aXbYbZc, true",
        "a*b*c, aXcYb, false",
    })
    void covers_by_names_in_which_only_the_asterisk_is_special(String pattern, String subject, boolean covered) {
        assertThat(waiver(pattern).covers(subject)).isEqualTo(covered);
    }

    @Test
    void a_pattern_of_many_asterisks_takes_no_time() {
        assertThat(waiver("*a".repeat(50) + "b").covers("a".repeat(5_000))).isFalse();
    }

    @Test
    void holds_through_its_last_day() {
        assertThat(waiver("*").isExpired(LocalDate.of(2027, 1, 31))).isFalse();
        assertThat(waiver("*").isExpired(LocalDate.of(2027, 2, 1))).isTrue();
    }

    private static Waiver waiver(String pattern) {
        return new Waiver("toy/c", List.of(pattern), LocalDate.of(2027, 1, 31), "jane", "last trip");
    }
}
