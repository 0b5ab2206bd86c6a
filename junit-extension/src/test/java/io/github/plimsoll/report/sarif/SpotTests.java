package io.github.plimsoll.report.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpotTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            k8s/web.yaml:12      | k8s/web.yaml            | 12
            k8s/a b#c%.yaml:1    | k8s/a%20b%23c%25.yaml   | 1
            /srv/web.yaml:3      | file:///srv/web.yaml    | 3
            stdin:7              | stdin                   | 7
            k8s\\web.yaml:2    | k8s/web.yaml            | 2
            ''                   | kubernetes/x            | 1
            web.yaml:x           | kubernetes/x            | 1
            """)
    void a_place_is_an_address_and_a_line(String place, String uri, int line) {
        assertThat(Spot.of(place.replace("\\\\", "\\"), "kubernetes/x")).isEqualTo(new Spot(uri, line));
    }
}
