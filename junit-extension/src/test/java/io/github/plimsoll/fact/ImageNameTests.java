package io.github.plimsoll.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTests {

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io/library/nginx, latest",
        "nginx:1.27, docker.io/library/nginx, 1.27",
        "library/nginx, docker.io/library/nginx, latest",
        "docker.io/nginx, docker.io/library/nginx, latest",
        "index.docker.io/nginx, docker.io/library/nginx, latest",
        "docker.io/library/nginx:1, docker.io/library/nginx, 1",
        "team/app, docker.io/team/app, latest",
        "localhost/app, localhost/app, latest",
        "registry:5000/app, registry:5000/app, latest",
        "registry.example.com/app:2@sha256:ab, registry.example.com/app, 2",
    })
    void registry_and_path_are_written_out_as_engines_do(String name, String repository, String tag) {
        assertThat(new ImageName(name).repository()).isEqualTo(repository);
        assertThat(new ImageName(name).tag()).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({
        "app, false",
        "app:1, false",
        "app@sha256:ab, true",
        "app:1@sha512:ab, true",
        "app@sha384:ab, true",
        "app@, false",
    })
    void a_digest_of_any_algorithm_pins(String name, boolean pinned) {
        assertThat(new ImageName(name).isPinned()).isEqualTo(pinned);
    }

    @Test
    void what_is_short_for_an_image_of_a_registry_is_from_there() {
        List<String> official = List.of("docker.io/library/");

        assertThat(new ImageName("docker.io/nginx").isFrom(official)).isTrue();
        assertThat(new ImageName("nginx").isFrom(official)).isTrue();
        assertThat(new ImageName("docker.io/team/nginx").isFrom(official)).isFalse();
        assertThat(new ImageName("docker.io.example.com/library/nginx").isFrom(official))
                .isFalse();
    }
}
