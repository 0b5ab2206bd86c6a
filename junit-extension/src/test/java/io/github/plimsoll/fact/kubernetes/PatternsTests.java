package io.github.plimsoll.fact.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTests {

    @ParameterizedTest
    @CsvSource({
        "deployment/shop/web, deployment/shop/web",
        "*, ''",
        "*, deployment/shop/web",
        "deployment/*, deployment/shop/web",
        "*/web, deployment/shop/web",
        "*/shop/*, deployment/shop/web",
        "d*/s*/w*, deployment/shop/web",
        "**, a",
        "a*a, aa",
        "a*b*b, abb",
        "*ab*ab, abab",
        "a.c, a.c",
    })
    void stars_stand_for_anything(String pattern, String name) {
        assertThat(Patterns.anyMatches(List.of("nothing", pattern), name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "deployment/shop/web, deployment/shop/web2",
        "deployment/*, daemonset/shop/web",
        "*/web, deployment/shop/web2",
        "a*a, a",
        "a*b*b, ab",
        "*ab*ab, ab",
        "*abab, abaab",
        "a.c, abc",
        "'', a",
    })
    void and_nothing_else_does(String pattern, String name) {
        assertThat(Patterns.anyMatches(List.of(pattern), name)).isFalse();
    }
}
