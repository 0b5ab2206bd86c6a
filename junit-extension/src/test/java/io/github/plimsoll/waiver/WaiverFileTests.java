package io.github.plimsoll.waiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiverFileTests {

    @TempDir
    Path directory;

    @Test
    void reads_waivers_and_attestations() throws IOException {
        Waivers waivers = WaiverFile.read(file("""
                waivers:
                  - control: toy/load_is_within_the_mark
                    subjects: ["ship/h*"]
                    until: 2027-01-31
                    by: jane
                    reason: last trip
                attestations:
                  - control: toy/watch_is_kept
                    until: 2027-06-30
                    by: joe
                    statement: stood on the bridge
                """));

        assertThat(waivers.waivers())
                .containsExactly(new Waiver(
                        "toy/load_is_within_the_mark",
                        List.of("ship/h*"),
                        LocalDate.of(2027, 1, 31),
                        "jane",
                        "last trip"));
        assertThat(waivers.attestations())
                .containsExactly(
                        new Attestation("toy/watch_is_kept", LocalDate.of(2027, 6, 30), "joe", "stood on the bridge"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            waivers: [{control: c, subjects: [a], by: b, reason: r}]                       | 'until' of the waiver of c is missing
            waivers: [{control: c, subjects: [a], until: 2027-01-01, by: b}]               | 'reason' of the waiver of c is missing
            waivers: [{control: c, subjects: [a], until: 2027-01-01, reason: r}]           | 'by' of the waiver of c is missing
            waivers: [{control: c, until: 2027-01-01, by: b, reason: r}]                   | 'subjects' of the waiver of c is missing
            waivers: [{control: c, subjects: [a], until: 2027-02-30, by: b, reason: r}]    | 2027-02-30
            waivers: [{control: c, subjects: [a], until: soon, by: b, reason: r}]          | soon
            waivers: [{control: c, subject: [a], until: 2027-01-01, by: b, reason: r}]     | waivers[0].subject: unknown key
            waiver: []                                                                     | waiver: unknown key
            attestations: [{control: c, until: 2027-01-01, by: b}]                         | 'statement' of the attestation of c is missing
            "[unclosed"                                                                    | waivers.yaml
            ~~                                                                             | is empty
            """)
    void refuses_a_file_that_is_wrong_anywhere(String yaml, String expected) throws IOException {
        Path file = file(yaml);

        assertThatExceptionOfType(BadWaiverFile.class)
                .isThrownBy(() -> WaiverFile.read(file))
                .withMessageContaining(expected)
                .withMessageContaining("waivers.yaml")
                .satisfies(bad -> assertThat(bad.getMessage()).doesNotContain("\n"));
    }

    @Test
    void says_where_a_file_is_wrong_and_what_could_stand_there() throws IOException {
        Path unknown = file("waivers:\n  - control: c\n    colour: red\n");
        assertThatExceptionOfType(BadWaiverFile.class)
                .isThrownBy(() -> WaiverFile.read(unknown))
                .withMessageEndingWith(
                        "waivers[0].colour: unknown key; there are by, control, reason, subjects, until");

        Path torn = file("waivers: []\n\tattestations: []\n");
        assertThatExceptionOfType(BadWaiverFile.class)
                .isThrownBy(() -> WaiverFile.read(torn))
                .withMessageContaining("waivers: while scanning");
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("waivers.yaml"), yaml);
    }
}
