package io.github.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.fact.Evidence;
import io.github.plimsoll.fact.Recorder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTests {

    private static final Policies DEFAULTS = Policies.defaults(Catalogue.load(PolicyFileTests.class.getClassLoader()));

    @TempDir
    Path directory;

    @Test
    void what_is_not_set_has_its_default() {
        Policy policy = DEFAULTS.readBy(new Recorder());

        assertThat(policy.number("toy.max-load")).isEqualTo(100);
        assertThat(policy.texts("toy.flags")).isEmpty();
        assertThat(policy.text("toy.port")).isEqualTo("Home");
        assertThat(policy.flag("toy.pilot")).isTrue();
        assertThat(policy.duration("toy.max-voyage")).isEqualTo(Duration.ofDays(30));
        assertThat(policy.isSet("toy.flags")).isFalse();
    }

    @Test
    void keys_stand_in_full_or_in_blocks() throws IOException {
        Policy policy = read("""
                # what this harbour allows
                toy.max-load: 70
                toy:
                  flags: [red, 8080, 1.10, 'no']
                  port: "42"
                  pilot: false
                  max-voyage: 36h
                """).readBy(new Recorder());

        assertThat(policy.number("toy.max-load")).isEqualTo(70);
        assertThat(policy.texts("toy.flags")).containsExactly("red", "8080", "1.10", "no");
        assertThat(policy.text("toy.port")).isEqualTo("42");
        assertThat(policy.flag("toy.pilot")).isFalse();
        assertThat(policy.duration("toy.max-voyage")).isEqualTo(Duration.ofHours(36));
        assertThat(policy.isSet("toy.flags")).isTrue();
    }

    @Test
    void an_empty_list_is_set_all_the_same() throws IOException {
        assertThat(read("toy.flags: []").readBy(new Recorder()).isSet("toy.flags"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', textBlock = """
            45s, PT45S
            30m, PT30M
            12h, PT12H
            90d, PT2160H
            """)
    void a_length_of_time_has_a_unit(String text, Duration expected) {
        assertThat(DEFAULTS.withText("toy.max-voyage", text, "-D")
                        .readBy(new Recorder())
                        .duration("toy.max-voyage"))
                .isEqualTo(expected);
    }

    @Test
    void a_file_of_comments_sets_nothing() throws IOException {
        assertThat(read("# toy.max-load: 70\n").places()).isEmpty();
        assertThat(read("").places()).isEmpty();
    }

    @Test
    void reading_notes_the_value_and_where_it_was_set() throws IOException {
        Recorder recorder = new Recorder();
        Policy policy = read("toy.pilot: true\ntoy.max-load: 70\n")
                .withText("toy.flags", "red, blue", "-Dplimsoll.toy.flags")
                .readBy(recorder);
        policy.number("toy.max-load");
        policy.texts("toy.flags");
        policy.text("toy.port");

        assertThat(recorder.evidence()).allMatch(Evidence::isPolicy);
        assertThat(recorder.evidence())
                .extracting(Evidence::path, evidence -> evidence.value().toString(), Evidence::policyOrigin)
                .containsExactly(
                        tuple("toy.max-load", "70", "plimsoll.yaml:2"),
                        tuple("toy.flags", "[\"red\",\"blue\"]", "-Dplimsoll.toy.flags"),
                        tuple("toy.port", "\"Home\"", ""));
        assertThat(recorder.evidence()).extracting(Evidence::isDefault).containsExactly(false, false, true);
        assertThat(recorder.hasReadAFact()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            toy.max-laod: 70                        | plimsoll.yaml:2: there is no 'toy.max-laod'; did you mean toy.max-load?
            toi: {max-load: 70}                     | plimsoll.yaml:2: there is no 'toi.max-load'; did you mean toy.max-load?
            wheather: fine                          | there is no 'wheather'; there are toy.max-load, toy.flags
            toy.max-load: seventy                   | plimsoll.yaml:2: toy.max-load is "seventy", expected a whole number, 0 or more (tons)
            toy.max-load: -1                        | toy.max-load is -1, expected a whole number, 0 or more
            toy.max-load: 7.5                       | toy.max-load is 7.5, expected a whole number
            toy.max-load: 99999999999999999999      | toy.max-load is 99999999999999999999, expected a whole number
            toy.max-load: [70]                      | toy.max-load is ["70"], expected a whole number
            toy.flags: red                          | toy.flags is "red", expected a list of texts
            toy.flags: [red, [blue]]                | an entry of a list is not a text
            toy.flags: [red, no]                    | an entry of a list is not a text; put it in quotes
            toy.flags: [red, null]                     | an entry of a list is not a text
            toy.flags: [red, {blue: 1}]             | an entry of a list is not a text
            toy.port: 42                            | toy.port is 42, expected a text
            toy.pilot: maybe                        | toy.pilot is "maybe", expected true or false
            toy.max-voyage: 90                      | toy.max-voyage is 90, expected a length of time such as 90d
            toy.max-voyage: 90 days                 | toy.max-voyage is "90 days", expected a length of time
            toy.flags:                              | a key has no value; write [] for an empty list
            toy:                                    | a key has no value
            [toy.flags]                             | the file is not a list of keys and values
            "[unclosed"                             | plimsoll.yaml:2
            toy.flags: [unclosed                    | plimsoll.yaml:
            """)
    void refuses_a_file_that_is_wrong_anywhere(String line, String expected) throws IOException {
        assertRefused("# the second line is wrong\n" + line + "\n", expected);
    }

    @Test
    void refuses_what_would_hold_in_one_place_and_not_in_another() throws IOException {
        assertRefused(
                "toy.max-load: 70\ntoy:\n  max-load: 80\n",
                "plimsoll.yaml:3: toy.max-load stands here a second time, after line 1");
        assertRefused("toy.pilot: true\n---\ntoy.pilot: false\n", "a second document begins");
        assertRefused("toy.flags: &f [red]\ntoy.port: *f\n", "plimsoll.yaml:2: aliases are not understood");
    }

    @Test
    void refuses_a_file_that_cannot_be_read() throws IOException {
        assertThatExceptionOfType(BadPolicy.class)
                .isThrownBy(() -> PolicyFile.read(directory.resolve("none.yaml"), "none.yaml", DEFAULTS))
                .withMessage("none.yaml: there is no such file");
        Path latin =
                Files.write(directory.resolve("latin.yaml"), "toy.port: Köln".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(BadPolicy.class)
                .isThrownBy(() -> PolicyFile.read(latin, "latin.yaml", DEFAULTS))
                .withMessage("latin.yaml: is not a text in UTF-8");
        assertThatExceptionOfType(BadPolicy.class)
                .isThrownBy(() -> PolicyFile.read(directory, "directory", DEFAULTS))
                .withMessageStartingWith("directory: cannot be read");
    }

    @Test
    void a_value_set_twice_is_the_later_one() throws IOException {
        Policies policies = read("toy.max-load: 70").withText("toy.max-load", "80", "-Dplimsoll.toy.max-load");

        assertThat(policies.readBy(new Recorder()).number("toy.max-load")).isEqualTo(80);
        assertThat(policies.places()).isEqualTo(List.of("-Dplimsoll.toy.max-load"));
    }

    private void assertRefused(String yaml, String expected) throws IOException {
        assertThatExceptionOfType(BadPolicy.class)
                .isThrownBy(() -> read(yaml))
                .withMessageContaining(expected)
                .withMessageContaining("plimsoll.yaml:")
                .satisfies(bad -> assertThat(bad.getMessage()).doesNotContain("\n"));
    }

    private Policies read(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("plimsoll.yaml"), yaml);
        return PolicyFile.read(file, "plimsoll.yaml", DEFAULTS);
    }
}
