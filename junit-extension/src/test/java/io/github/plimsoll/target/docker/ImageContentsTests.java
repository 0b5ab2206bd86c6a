package io.github.plimsoll.target.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.ImageChoice;
import io.github.plimsoll.target.Progress;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.Scripts;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.image.Archives;
import io.github.plimsoll.target.image.Tar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layers of images are asked for when somebody wants to know, and never else. */
class ImageContentsTests {

    private static final byte[] LAYER =
            new Tar().file("etc/passwd", "root:x:0:0::/:\n").bytes();
    private static final String ID = Archives.savedId(LAYER);
    private static final String CONTENTS = DockerDocuments.contents(ID);

    @TempDir
    Path directory;

    private FakeDaemon daemon;

    @BeforeEach
    void start() throws IOException {
        daemon = FakeDaemon.onSocket(directory.resolve("docker.sock"));
        daemon.answers("/containers/json", "[{'Id': 'c', 'ImageID': '" + ID + "'}]");
        daemon.answers("/containers/c/json", "{'Id': 'c', 'HostConfig': {}}");
        daemon.answers("/images/json", "[{'Id': '" + ID + "'}, {'Id': 'sha256:idle'}]");
        for (String image : List.of(ID, "sha256:idle")) {
            daemon.answers("/images/" + image + "/json", "{'Id': '" + image + "'}");
            daemon.answers("/images/" + image + "/history", "[]");
        }
        daemon.answers("/images/" + ID + "/get", Scripts.bytes(Archives.saved(LAYER)));
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    private void collected(ImageChoice images, Consumer<Snapshot> look) {
        TargetOptions options =
                Collecting.options(Path.of("/nowhere"), Map.of()).withImages(images);
        try (Target target = new DockerTargetSource().open(daemon.address(), options)) {
            look.accept(target.collect(Progress.silent()));
        }
    }

    private long archives() {
        return daemon.requests().stream()
                .filter(request -> request.endsWith("/get"))
                .count();
    }

    @Test
    void an_archive_is_asked_for_once_somebody_reads_it_and_then_no_more() {
        collected(ImageChoice.USED, snapshot -> {
            Document contents = snapshot.document(CONTENTS);
            assertThat(archives()).isZero();

            assertThat(contents.json().at("/accounts/users/0/name").asText()).isEqualTo("root");
            assertThat(contents.json()).isSameAs(snapshot.document(CONTENTS).json());
            assertThat(archives()).isEqualTo(1);
        });
    }

    @Test
    void the_images_in_use_are_looked_into_unless_somebody_says_otherwise() {
        collected(ImageChoice.USED, snapshot -> {
            assertThat(snapshot.has(DockerDocuments.contents("sha256:idle"))).isFalse();
            assertThat(snapshot.document(DockerDocuments.IMAGE_CHOICE)
                            .json()
                            .path("chosen")
                            .asText())
                    .isEqualTo("used");
        });
        collected(
                ImageChoice.ALL,
                snapshot -> assertThat(snapshot.has(DockerDocuments.contents("sha256:idle")))
                        .isTrue());
        collected(
                ImageChoice.NONE, snapshot -> assertThat(snapshot.has(CONTENTS)).isFalse());
    }

    @Test
    void what_does_not_come_or_is_no_archive_could_not_be_looked_into() {
        daemon.answers("/images/" + ID + "/get", Scripts.json(500, "{\"message\": \"no space left\"}"));
        assertReason("GET " + CONTENTS + ": the engine answers 500: no space left");
        daemon.answers("/images/" + ID + "/get", "{'message': 'hello'}");
        assertReason("GET " + CONTENTS + ": the archive breaks off");
        daemon.answers("/images/" + ID + "/get", Scripts.truncated("x"));
        assertReason("GET " + CONTENTS + ": the archive breaks off");
        daemon.answers("/images/" + ID + "/get", Scripts.huge());
        assertReason("GET " + CONTENTS + ": the archive is not as tar has it");
        daemon.answers(
                "/images/" + ID + "/get",
                Scripts.bytes(Archives.saved(new Tar().file("other", "x").bytes())));
        collected(
                ImageChoice.USED,
                snapshot -> assertThat(snapshot.document(CONTENTS).json().get("mismatches"))
                        .hasSize(1));
    }

    private void assertReason(String reason) {
        collected(
                ImageChoice.USED,
                snapshot -> assertThat(snapshot.document(CONTENTS).reason()).isEqualTo(reason));
    }

    @Test
    void an_archive_may_take_longer_than_a_document_but_not_for_ever() throws IOException {
        daemon.answers("/images/i/get", Scripts.slowBody());
        Duration deadline = Duration.ofMillis(50);
        TargetOptions options = Collecting.options(Path.of("/nowhere"), Map.of(), deadline);
        Endpoint endpoint = new EndpointResolver(options).resolve(daemon.address());
        ReadOnlyTransport transport = new ReadOnlyTransport(new SocketTransport(endpoint, deadline));
        try (EngineApi api = new EngineApi(transport, options, new Redactor())) {
            long begin = System.nanoTime();

            RequestFailed failure = catchThrowableOfType(
                    RequestFailed.class, () -> api.archive("/images/i/get", answer -> answer.readAllBytes().length));

            assertThat(failure.reason()).isEqualTo("no complete answer in time (1.0 s)");
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(20));
        }
    }
}
