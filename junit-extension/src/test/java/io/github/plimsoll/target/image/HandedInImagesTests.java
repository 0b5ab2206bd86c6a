package io.github.plimsoll.target.image;

import static io.github.plimsoll.target.image.Archives.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.TargetOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Archives as people hand them in: one or many, packed, unpacked, of several images, beside other files. */
@Timeout(60)
class HandedInImagesTests {

    private static final byte[] LAYER =
            new Tar().file("usr/bin/su", 04755, "su").bytes();
    private static final byte[] UPPER = new Tar().file("app", 0755, "app").bytes();

    @TempDir
    Path directory;

    private JsonNode read(Path place) {
        return document(place).json();
    }

    private Document document(Path place) {
        return HandedInImages.of(options(Map.of("images", place.toString())), "images")
                .orElseThrow();
    }

    private TargetOptions options(Map<String, String> policy) {
        return TargetOptions.of(Map.of(), directory).withPolicy(policy);
    }

    private Path file(String name, byte[] content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    @Test
    void nothing_is_handed_in_unless_the_policy_says_where_it_is() {
        assertThat(HandedInImages.of(options(Map.of()), "images")).isEmpty();
        assertThat(HandedInImages.of(options(Map.of("images", "")), "images")).isEmpty();
    }

    @Test
    void an_archive_of_the_older_layout_is_known_by_its_configuration_and_its_name() throws IOException {
        for (byte[] archive : List.of(Archives.saved(LAYER), Tar.gzip(Archives.saved(LAYER)))) {
            JsonNode read = read(file("app.tar", archive));

            assertThat(read.get("unread")).isEmpty();
            JsonNode image = read.get("images").get(0);
            assertThat(image.get("file").asText()).isEqualTo("app.tar");
            assertThat(image.get("Id").asText()).isEqualTo(Archives.savedId(LAYER));
            assertThat(image.get("names").toString()).isEqualTo("[\"app:1\"]");
            assertThat(image.get("manifests")).isEmpty();
            assertThat(image.get("asPushed").asBoolean()).isFalse();
            assertThat(image.get("Architecture").asText()).isEqualTo("amd64");
            assertThat(each(image.at("/contents/setuid"), "path")).containsExactly("/usr/bin/su");
            assertThat(image.at("/contents/mismatches")).isEmpty();
            // Steps that make no layer too, the last one first.
            assertThat(each(image.get("History"), "CreatedBy"))
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("ENV A=")
                    .doesNotContain("c4n4ry");
        }
    }

    @Test
    void an_archive_of_oci_is_known_by_its_manifest_and_the_indexes_above_it() throws IOException {
        Oci oci = new Oci();
        String manifest = oci.image(Archives.config(LAYER), List.of(Tar.gzip(LAYER)));
        String index = oci.withAttestation(manifest, "https://slsa.dev/provenance/v1");
        for (byte[] archive : List.of(oci.indexed(index).bytes(), oci.purely())) {
            JsonNode image = read(file("app.tar", archive)).get("images").get(0);

            assertThat(image.get("Id").asText()).isEqualTo(Digest.of(text(Archives.config(LAYER))));
            assertThat(image.get("manifests").toString()).isEqualTo("[\"" + manifest + "\"]");
            assertThat(image.get("indexes").toString()).isEqualTo("[\"" + index + "\"]");
            assertThat(image.at("/contents/attestations").toString()).isEqualTo("[\"https://slsa.dev/provenance/v1\"]");
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whoever builds an archive may write any digest into it; what counts is what its parts digest to. */
    @Test
    void a_description_that_is_not_what_it_is_called_stands_for_no_image() throws IOException {
        Oci oci = new Oci();
        String manifest = oci.image(Archives.config(LAYER), List.of(LAYER));
        String pretended = "sha256:" + "a".repeat(64);
        oci.replaced(
                pretended,
                text("{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"" + manifest + "\"}, {\"digest\":\"" + pretended
                        + "\"}]}"));

        JsonNode image = read(file("app.tar", oci.indexed(pretended).purely()))
                .get("images")
                .get(0);

        assertThat(image.get("manifests").toString()).isEqualTo("[\"" + manifest + "\"]");
        assertThat(image.get("indexes")).isEmpty();
    }

    @Test
    void a_layer_that_was_exchanged_is_told() throws IOException {
        Oci oci = new Oci();
        String manifest = oci.image(Archives.config(LAYER), List.of(LAYER));
        oci.replaced(Digest.of(LAYER), UPPER);

        JsonNode image = read(file("app.tar", oci.indexed(manifest).purely()))
                .get("images")
                .get(0);

        assertThat(image.at("/contents/mismatches")).isNotEmpty();
    }

    @Test
    void an_archive_holds_several_images_each_once() throws IOException {
        Oci oci = new Oci();
        String one = oci.image(Archives.config(LAYER), List.of(LAYER));
        String other = oci.image(Archives.config(LAYER, UPPER), List.of(LAYER, UPPER));

        JsonNode images =
                read(file("both.tar", oci.indexed(one).indexed(other).bytes())).get("images");

        assertThat(each(images, "Id"))
                .containsExactlyInAnyOrder(
                        Digest.of(text(Archives.config(LAYER))), Digest.of(text(Archives.config(LAYER, UPPER))));
    }

    @Test
    void a_directory_is_searched_for_archives_and_for_such_as_were_unpacked() throws IOException {
        file("a/app.tar", Archives.saved(LAYER));
        file("b/README.md", text("# Images of the shop"));
        file("b/empty", new byte[0]);
        String config = Archives.config(UPPER);
        String manifest = "{\"config\":{\"digest\":\"" + Digest.of(text(config)) + "\"},\"layers\":[{\"mediaType\":"
                + "\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"" + Digest.of(Tar.gzip(UPPER))
                + "\"}]}";
        for (byte[] blob : List.of(text(config), text(manifest), Tar.gzip(UPPER))) {
            file("c/blobs/sha256/" + Digest.of(blob).substring(7), blob);
        }
        file("c/oci-layout", text("{\"imageLayoutVersion\":\"1.0.0\"}"));
        file(
                "c/index.json",
                text("{\"manifests\":[{\"digest\":\"" + Digest.of(text(manifest))
                        + "\",\"annotations\":{\"io.containerd.image.name\":\"docker.io/library/app:2\","
                        + "\"org.opencontainers.image.ref.name\":\"2\"}}]}"));

        JsonNode read = read(directory);

        assertThat(each(read.get("images"), "file")).containsExactly("app.tar", "c");
        JsonNode unpacked = read.get("images").get(1);
        assertThat(unpacked.get("asPushed").asBoolean()).isTrue();
        assertThat(unpacked.get("names").toString()).isEqualTo("[\"docker.io/library/app:2\"]");
        assertThat(unpacked.at("/contents/mismatches")).isEmpty();
        assertThat(read.get("unread")).hasSize(1);
        assertThat(read.get("unread").get(0).get("file").asText()).isEqualTo("README.md");
    }

    @Test
    void an_archive_that_breaks_off_is_told_and_keeps_no_other_from_being_read() throws IOException {
        byte[] whole = Archives.saved(LAYER);
        file("a.tar", java.util.Arrays.copyOf(whole, whole.length / 2));
        file("b.tar", whole);

        JsonNode read = read(directory);

        assertThat(each(read.get("images"), "file")).containsExactly("b.tar");
        assertThat(read.get("unread").get(0).get("file").asText()).isEqualTo("a.tar");
    }

    @Test
    void a_place_where_nothing_is_cannot_be_read() {
        Document document = document(directory.resolve("nowhere"));

        assertThat(document.isReadable()).isFalse();
        assertThat(document.reason()).contains("nowhere");
    }

    @Test
    void an_image_for_another_system_is_known_and_not_looked_into() throws IOException {
        Oci oci = new Oci();
        String manifest =
                oci.image(Archives.config(LAYER).replace("\"os\":\"linux\"", "\"os\":\"windows\""), List.of(LAYER));

        JsonNode image = read(file("app.tar", oci.indexed(manifest).bytes()))
                .get("images")
                .get(0);

        assertThat(image.has("contents")).isFalse();
        assertThat(image.get("unreadable").asText()).contains("Linux");
    }
}
