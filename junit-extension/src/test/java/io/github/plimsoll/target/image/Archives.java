package io.github.plimsoll.target.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.Redactor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Archives of images as engines write them. */
public final class Archives {

    static final Bounds BOUNDS = new Bounds(64 << 20, 32 << 20, 5000, 200, 1 << 20, 4096, 1 << 16, 1 << 16, 100);

    private static final ObjectMapper JSON = new ObjectMapper();

    private Archives() {}

    /** The older layout, of plain layers, the lowest first. */
    public static byte[] saved(byte[]... layers) {
        Tar archive = new Tar();
        List<String> paths = new ArrayList<>();
        for (byte[] layer : layers) {
            String directory =
                    Digest.of((paths + "x").getBytes(StandardCharsets.UTF_8)).substring(7);
            archive.directory(directory + "/", 0755).file(directory + "/VERSION", "1.0");
            archive.file(directory + "/layer.tar", 0644, layer);
            paths.add(directory + "/layer.tar");
        }
        String config = config(layers);
        String name = Digest.of(config.getBytes(StandardCharsets.UTF_8)).substring(7) + ".json";
        return archive.file(name, config)
                .file(
                        "manifest.json",
                        "[{\"Config\":\"" + name + "\",\"RepoTags\":[\"app:1\"],\"Layers\":[" + quoted(paths) + "]}]")
                .file("repositories", "{}")
                .bytes();
    }

    /** What the engine calls an image of the older layout. */
    public static String savedId(byte[]... layers) {
        return Digest.of(config(layers).getBytes(StandardCharsets.UTF_8));
    }

    static String config(byte[]... layers) {
        return "{\"architecture\":\"amd64\",\"os\":\"linux\",\"history\":["
                + Arrays.stream(layers)
                        .map(
                                layer ->
                                        "{\"created_by\":\"RUN step # buildkit\"},{\"created_by\":\"ENV A=c4n4ry\",\"empty_layer\":true}")
                        .collect(Collectors.joining(","))
                + "],\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                + quoted(Arrays.stream(layers).map(Digest::of).toList()) + "]}}";
    }

    static String quoted(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(","));
    }

    static JsonNode inspected(String id) {
        return json("{\"Id\":\"" + id + "\",\"Os\":\"linux\",\"Architecture\":\"amd64\"}");
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ImageReader reader() {
        return new ImageReader(BOUNDS, new Redactor());
    }

    static Document read(byte[] archive, String id) {
        return read(reader(), archive, id);
    }

    static Document read(ImageReader reader, byte[] archive, String id) {
        try {
            return reader.read(new ByteArrayInputStream(archive), inspected(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The document of an image with these layers. */
    static JsonNode document(Tar... layers) {
        byte[][] plain = Arrays.stream(layers).map(Tar::bytes).toArray(byte[][]::new);
        return read(saved(plain), savedId(plain)).json();
    }

    /** The field of each of the objects in a list, in their order. */
    static List<String> each(JsonNode list, String field) {
        List<String> values = new ArrayList<>();
        list.forEach(entry -> values.add(entry.path(field).asText()));
        return values;
    }
}
