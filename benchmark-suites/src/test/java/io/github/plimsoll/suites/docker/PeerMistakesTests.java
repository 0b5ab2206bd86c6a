package io.github.plimsoll.suites.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Whatever the peer was measured to get wrong is a test of ours: the list names each, and nothing is left off it. */
class PeerMistakesTests {

    private static final List<Class<?>> PLAIN = List.of(PeerVerdictsTests.class, PeerHostVerdictsTests.class);

    private static List<String[]> mistakes() throws IOException {
        try (InputStream in = PeerMistakesTests.class.getResourceAsStream("/peer-mistakes.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(2)
                    .map(line -> line.split("\t", -1))
                    .toList();
        }
    }

    @Test
    void all_that_was_measured_is_on_the_list() throws IOException {
        assertThat(mistakes().stream().collect(Collectors.groupingBy(row -> row[0], Collectors.counting())))
                .containsEntry("missed", 27L)
                .containsEntry("alarm", 12L)
                .hasSize(2);
    }

    @Test
    void each_on_the_list_is_a_test_and_each_test_is_on_the_list() throws Exception {
        Set<String> listed = mistakes().stream()
                .flatMap(row -> Arrays.stream(row[3].split(" ")))
                .collect(Collectors.toSet());

        Set<String> there = PLAIN.stream().flatMap(PeerMistakesTests::tests).collect(Collectors.toSet());
        Class<?> live = Class.forName("io.github.plimsoll.suites.docker.live.DaemonLiveTests");

        assertThat(listed).containsAll(there);
        assertThat(Stream.concat(there.stream(), tests(live)).collect(Collectors.toSet()))
                .containsAll(listed);
    }

    private static Stream<String> tests(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(PeerMistakesTests::isTest)
                .map(method -> type.getSimpleName() + "." + method.getName());
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}
