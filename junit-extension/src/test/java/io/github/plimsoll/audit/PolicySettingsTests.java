package io.github.plimsoll.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.policy.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicySettingsTests {

    private static final Catalogue CATALOGUE = Catalogue.load(PolicySettingsTests.class.getClassLoader());

    @TempDir
    Path directory;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(directory.resolve("other.yaml"), "toy.max-load: 60");
    }

    @Test
    void nothing_is_set_where_there_is_no_file() {
        assertThat(read(Optional.empty(), Map.of()).places()).isEmpty();
        assertThat(load(read(Optional.empty(), Map.of()))).isEqualTo(100);
    }

    @Test
    void the_usual_file_is_read_if_it_is_there() throws IOException {
        Files.writeString(directory.resolve("plimsoll.yaml"), "toy.max-load: 70");

        assertThat(load(read(Optional.empty(), Map.of()))).isEqualTo(70);
        assertThat(read(Optional.empty(), Map.of()).places()).containsExactly("plimsoll.yaml");
    }

    @Test
    void another_file_takes_its_place() throws IOException {
        Files.writeString(directory.resolve("plimsoll.yaml"), "toy.max-load: 70");

        assertThat(load(read(Optional.of("other.yaml"), Map.of()))).isEqualTo(60);
    }

    @Test
    void a_parameter_stands_over_the_file() {
        Policies policies = read(Optional.of("other.yaml"), Map.of("toy.max-load", "80"));

        assertThat(load(policies)).isEqualTo(80);
        assertThat(policies.places()).containsExactly("-Dplimsoll.toy.max-load");
    }

    @Test
    void a_mistyped_parameter_stops_the_run() {
        assertThatExceptionOfType(BadSetting.class)
                .isThrownBy(() -> read(Optional.empty(), Map.of("toy.max-laod", "80")))
                .withMessage("-Dplimsoll.toy.max-laod: unknown; did you mean toy.max-load?");
    }

    @Test
    void settings_of_others_are_left_alone() {
        assertThat(read(Optional.empty(), Map.of("output", "x", "toybox.lid", "y"))
                        .places())
                .isEmpty();
    }

    private Policies read(Optional<String> file, Map<String, String> parameters) {
        return new PolicySettings(file, directory, key -> Optional.ofNullable(parameters.get(key)), parameters.keySet())
                .read(CATALOGUE);
    }

    private static long load(Policies policies) {
        return policies.readBy(new Recorder()).number("toy.max-load");
    }
}
