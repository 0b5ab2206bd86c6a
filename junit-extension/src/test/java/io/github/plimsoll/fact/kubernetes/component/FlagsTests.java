package io.github.plimsoll.fact.kubernetes.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines as the programs of a cluster take them. */
class FlagsTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --profiling=false                     | false
            --profiling false                     | false
            -profiling=false                      | false
            --profiling=true --profiling=false    | true,false
            --other=--profiling=false             | ''
            --other -- --profiling=false          | ''
            --profiling                           | true
            --profiling --other=1                 | true
            --profiling=                          | ''
            """)
    void each_spelling_of_a_flag_is_known(String line, String values) {
        assertThat(String.join(",", Flags.values(List.of(line.split(" "))).getOrDefault("profiling", List.of())))
                .isEqualTo(values);
    }

    @Test
    void an_underscore_stands_for_a_dash_in_names_alone() {
        assertThat(Flags.values(List.of("--audit_log_path=/var/log/a_b")))
                .containsOnlyKeys("audit-log-path")
                .containsValue(List.of("/var/log/a_b"));
    }

    @Test
    void a_dash_and_a_negative_number_are_values_and_no_flags() {
        assertThat(Flags.values(List.of("--audit-log-path", "-", "--terminated-pod-gc-threshold", "-1", "--profiling")))
                .containsEntry("audit-log-path", List.of("-"))
                .containsEntry("terminated-pod-gc-threshold", List.of("-1"))
                .containsEntry("profiling", List.of("true"));
    }
}
