package io.github.plimsoll.target.image;

import static io.github.plimsoll.target.image.Archives.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layouts, digests, and archives that mean harm. */
class ImageReaderTests {

    private static final Tar LAYER = new Tar().file("usr/bin/su", 04755, "su");
    private static final Tar UPPER = new Tar().file("app", 0755, "app");

    private static String config(Tar... layers) {
        return Archives.config(Arrays.stream(layers).map(Tar::bytes).toArray(byte[][]::new));
    }

    @Test
    void the_older_layout_is_read() {
        JsonNode image = Archives.document(LAYER, UPPER);

        assertThat(image.get("mismatches")).isEmpty();
        assertThat(each(image.get("layers"), "number")).containsExactly("1", "2");
        assertThat(each(image.get("layers"), "digest"))
                .containsExactly(Digest.of(LAYER.bytes()), Digest.of(UPPER.bytes()));
        assertThat(each(image.get("layers"), "CreatedBy")).containsOnly("RUN step # buildkit");
        assertThat(each(image.get("layers"), "bytes"))
                .containsExactly(LAYER.bytes().length + "", UPPER.bytes().length + "");
        assertThat(image.get("setuid").toString())
                .isEqualTo("[{\"path\":\"/usr/bin/su\",\"layer\":1,\"mode\":\"4755\",\"owner\":\"0:0\"}]");
    }

    @Test
    void oci_layouts_are_read_however_their_layers_are_packed() {
        for (byte[] packed : List.of(LAYER.bytes(), LAYER.gzip(), LAYER.zstd())) {
            Oci oci = new Oci();
            String id = oci.image(config(LAYER, UPPER), List.of(packed, UPPER.gzip()));
            for (byte[] archive : List.of(oci.indexed(id).bytes(), oci.purely())) {
                JsonNode image = Archives.read(archive, id).json();

                assertThat(image.get("mismatches")).isEmpty();
                assertThat(each(image.get("setuid"), "path")).containsExactly("/usr/bin/su");
            }
        }
    }

    @Test
    void gzip_in_several_members_and_zstd_in_several_frames_are_read_whole() {
        byte[] plain = LAYER.bytes();
        byte[] beginning = Arrays.copyOf(plain, 700);
        byte[] rest = Arrays.copyOfRange(plain, 700, plain.length);
        byte[] remark = {0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4};
        for (byte[] packed : List.of(
                joined(Tar.gzip(beginning), Tar.gzip(rest)),
                joined(
                        remark,
                        com.github.luben.zstd.Zstd.compress(beginning),
                        remark,
                        com.github.luben.zstd.Zstd.compress(rest)))) {
            Oci oci = new Oci();
            String id = oci.image(config(LAYER), List.of(packed));

            JsonNode image = Archives.read(oci.indexed(id).bytes(), id).json();

            assertThat(image.get("mismatches")).isEmpty();
            assertThat(image.get("setuid")).hasSize(1);
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    @Test
    void an_index_leads_to_its_image_and_to_what_is_attested_of_it() {
        Oci oci = new Oci();
        String manifest = oci.image(config(LAYER), List.of(LAYER.gzip()));
        String id = oci.withAttestation(manifest, "https://slsa.dev/provenance/v1");

        for (byte[] archive : List.of(oci.indexed(id).bytes(), oci.purely())) {
            JsonNode image = Archives.read(archive, id).json();

            assertThat(image.get("mismatches")).isEmpty();
            assertThat(image.get("attestations").toString()).isEqualTo("[\"https://slsa.dev/provenance/v1\"]");
        }
    }

    @Test
    void a_layer_that_is_there_once_and_linked_to_again_is_read_both_times() {
        byte[] layer = LAYER.bytes();
        String config = Archives.config(layer, layer);
        byte[] archive = new Tar()
                .file("1/layer.tar", 0644, layer)
                .symlink("2/layer.tar", "../1/layer.tar")
                .file("c.json", config)
                .file("manifest.json", "[{\"Config\":\"c.json\",\"Layers\":[\"1/layer.tar\",\"2/layer.tar\"]}]")
                .bytes();

        JsonNode image = Archives.read(archive, Digest.of(config.getBytes(StandardCharsets.UTF_8)))
                .json();

        assertThat(image.get("layers")).hasSize(2);
        assertThat(each(image.get("setuid"), "layer")).containsExactly("2");
    }

    @Test
    void a_layer_that_several_images_share_is_read_once() throws IOException {
        byte[] big = new Tar().file("big", "x".repeat(10_000)).bytes();
        ImageReader reader = Archives.reader();
        Oci first = new Oci();
        String firstId = first.image(Archives.config(big), List.of(big));
        Oci second = new Oci();
        String secondId = second.image(Archives.config(big, UPPER.bytes()), List.of(big, UPPER.gzip()));
        byte[] tampered = second.indexed(secondId).bytes();
        // Were it read again, this would be noticed.
        tampered[indexOf(tampered, "xxxx")] = 'y';

        Archives.read(reader, first.indexed(firstId).bytes(), firstId);

        assertThat(Archives.read(reader, tampered, secondId).json().get("mismatches"))
                .isEmpty();
        assertThat(Archives.read(tampered, secondId).json().get("mismatches")).hasSize(2);
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    @Test
    void what_digests_to_something_else_is_told() {
        byte[] layer = LAYER.bytes();
        assertThat(Archives.read(Archives.saved(layer), "sha256:other")
                        .json()
                        .get("mismatches")
                        .get(0)
                        .asText())
                .startsWith("the image goes by sha256:other, its configuration digests to sha256:");

        String config = config(UPPER);
        byte[] archive = new Tar()
                .file("layer.tar", 0644, layer)
                .file("c.json", config)
                .file("manifest.json", "[{\"Config\":\"c.json\",\"Layers\":[\"layer.tar\"]}]")
                .bytes();
        assertThat(Archives.read(archive, Digest.of(config.getBytes(StandardCharsets.UTF_8)))
                        .json()
                        .get("mismatches")
                        .toString())
                .isEqualTo("[\"layer 1 digests to " + Digest.of(layer) + ", the configuration names "
                        + Digest.of(UPPER.bytes()) + "\"]");
    }

    @Test
    void blobs_under_the_names_of_others_are_told() {
        Oci oci = new Oci();
        String id = oci.image(config(LAYER), List.of(LAYER.gzip()));
        byte[] other = new Tar().file("usr/bin/su", 0755, "su").gzip();
        byte[] archive =
                oci.replaced(Digest.of(LAYER.gzip()), other).indexed(id).bytes();

        assertThat(Archives.read(archive, id).json().get("mismatches")).hasSize(2);

        Oci manifest = new Oci();
        String claimed = manifest.image(config(LAYER), List.of(LAYER.gzip()));
        manifest.replaced(claimed, "{\"config\":{}}".getBytes(StandardCharsets.UTF_8));
        assertThat(Archives.read(manifest.indexed(claimed).bytes(), claimed)
                        .json()
                        .get("mismatches")
                        .get(0)
                        .asText())
                .startsWith("what goes by " + claimed + " digests to");
    }

    @Test
    void a_manifest_that_names_another_configuration_is_told() {
        Oci oci = new Oci();
        String id = oci.image(config(UPPER), List.of(UPPER.gzip()));
        oci.image(config(LAYER), List.of(LAYER.gzip()));

        assertThat(Archives.read(oci.indexed(id).bytes(), id)
                        .json()
                        .get("mismatches")
                        .toString())
                .contains("does not lead to the image in the archive");
    }

    @Test
    void the_image_for_the_engines_platform_is_the_one_that_is_read() {
        Oci oci = new Oci();
        String foreign = oci.image(config(UPPER).replace("amd64", "s390x"), List.of(UPPER.gzip()));
        String own = oci.image(config(LAYER), List.of(LAYER.gzip()));
        byte[] archive = oci.indexed(foreign).indexed(own).purely();

        assertThat(each(Archives.read(archive, own).json().get("setuid"), "path"))
                .containsExactly("/usr/bin/su");
        Oci alone = new Oci();
        String id = alone.image(config(UPPER).replace("amd64", "s390x"), List.of(UPPER.gzip()));
        assertThat(reason(alone.indexed(id).bytes())).isEqualTo("the archive holds no image for linux/amd64");
    }

    private static String reason(byte[] archive) {
        Document document = Archives.read(archive, "sha256:any");
        assertThat(document.isReadable())
                .as("%s", document.isReadable() ? document.json() : "")
                .isFalse();
        return document.reason();
    }

    @Test
    void an_archive_that_breaks_off_says_so() {
        byte[] whole = Archives.saved(LAYER.bytes());
        for (int length = 700; length < whole.length - 1024; length += 300) {
            assertThat(reason(Arrays.copyOf(whole, length)))
                    .isIn("the archive breaks off", "the archive holds no image");
        }
        assertThat(reason("{\"message\":\"no\"}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("the archive breaks off");
        assertThat(reason(new byte[0])).isEqualTo("the archive holds no image");
    }

    @Test
    void a_layer_that_breaks_off_says_so() {
        byte[] gzip = LAYER.gzip();
        byte[] zstd = new Tar().file("a", "abc".repeat(5000)).zstd();
        assertThat(reasonOfLayer(Arrays.copyOf(gzip, gzip.length / 2))).endsWith("layer 1 breaks off");
        assertThat(reasonOfLayer(Arrays.copyOf(zstd, zstd.length / 2))).contains("layer 1 ");
        assertThat(reasonOfLayer(Arrays.copyOf(LAYER.bytes(), 600))).contains("layer 1 breaks off");
    }

    @Test
    void a_layer_that_is_none_says_so() {
        assertThat(reasonOfLayer("no layer".repeat(100).getBytes(StandardCharsets.UTF_8)))
                .contains("layer 1 has a header");
        assertThat(reasonOfLayer(Tar.gzip(LAYER.gzip()))).as("packed twice").contains("layer 1 ");
        assertThat(reasonOfLayer(joined(new byte[] {0x1f, (byte) 0x8b, 9}, new byte[100])))
                .endsWith("layer 1 is not compressed as gzip has it");
        assertThat(reasonOfLayer(joined(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd}, new byte[100])))
                .endsWith("layer 1 is not compressed as zstd has it");
    }

    private static String reasonOfLayer(byte[] packed) {
        Oci oci = new Oci();
        String id = oci.image(config(LAYER), List.of(packed));
        return reason(oci.indexed(id).bytes());
    }

    @Test
    void a_layer_that_grows_out_of_all_proportion_is_left() {
        byte[] zeros = new byte[8 << 20];
        assertThat(reasonOfLayer(new Tar().file("zeros", 0644, zeros).gzip()))
                .endsWith("layer 1 unpacks to more than 200 times its size");
        assertThat(reasonOfLayer(new Tar().file("zeros", 0644, zeros).zstd()))
                .endsWith("layer 1 unpacks to more than 200 times its size");
        assertThat(Archives.document(new Tar().file("zeros.gz", 0644, Tar.gzip(zeros)))
                        .get("mismatches"))
                .as("a bomb within a file is a file like others")
                .isEmpty();
    }

    @Test
    void more_than_is_read_of_anything_is_told() {
        Tar many = new Tar();
        for (int i = 0; i <= Archives.BOUNDS.entries(); i++) {
            many.file("f", "");
        }
        assertThat(reasonOfLayer(many.gzip())).endsWith("layer 1 has more than 5000 entries");
        assertThat(reasonOfLayer(new Tar().file("big", 0644, random(33 << 20)).bytes()))
                .endsWith("layer 1 unpacks to more than 32 MiB");
        assertThat(reason(many.bytes())).isEqualTo("the archive has more than 5000 entries");
        Tar links = new Tar();
        for (int i = 0; i <= Archives.BOUNDS.sightings(); i++) {
            links.hardLink("l" + i, "elsewhere", 0644);
        }
        assertThat(reasonOfLayer(links.gzip())).endsWith("layer 1 has more than 100 links to files of other layers");
    }

    @Test
    void an_archive_without_end_is_left_at_its_bound() throws IOException {
        byte[] head = new Tar()
                .entry(
                        '0',
                        "endless",
                        "",
                        0644,
                        0,
                        new byte[0],
                        header -> Tar.put(header, 124, "77777777777".getBytes(StandardCharsets.UTF_8)))
                .withoutEnd();
        InputStream endless = new java.io.SequenceInputStream(new ByteArrayInputStream(head), new Endless());

        Document document = Archives.reader().read(endless, Archives.inspected("sha256:any"));

        assertThat(document.reason()).isEqualTo("the archive is larger than 64 MiB");
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new java.util.Random(1).nextBytes(bytes);
        return bytes;
    }

    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Arrays.fill(target, offset, offset + length, (byte) 0);
            return length;
        }
    }
}
