package io.github.plimsoll.target.image;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.TargetOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Archives of images that somebody hands in for a target that does not hand out images itself: one, or a directory of them. */
public final class HandedInImages {

    private static final int MOST = 1_000;
    private static final int DEEPEST = 8;
    private static final String UNPACKED = "oci-layout";

    private HandedInImages() {}

    /**
     * The document of what was handed in, read once somebody asks; empty if nothing was.
     *
     * @param key of the policy that says where they are
     */
    public static Optional<Document> of(TargetOptions options, String key) {
        String place = options.policy().getOrDefault(key, "");
        return place.isEmpty() ? Optional.empty() : Optional.of(Document.deferred(() -> read(place)));
    }

    private static Document read(String place) {
        List<Path> archives = new ArrayList<>();
        try {
            find(Path.of(place), DEEPEST, archives);
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            return Document.unreadable("the archives of images in " + place + " cannot be read: " + e);
        }
        if (archives.size() > MOST) {
            return Document.unreadable(place + " holds more than " + MOST + " files");
        }
        ImageReader reader = new ImageReader(Bounds.usual(), new Redactor());
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("place", place);
        ArrayNode images = document.putArray("images");
        ArrayNode unread = document.putArray("unread");
        for (Path archive : archives) {
            String file = String.valueOf(archive.getFileName());
            try {
                reader.images(archive).forEach(image -> images.add(((ObjectNode) image).put("file", file)));
            } catch (IOException | RuntimeException e) {
                // Whatever an archive may do to a decoder, it must not keep the others from being looked into.
                unread.addObject().put("file", file).put("reason", reason(e));
            }
        }
        return Document.of(document);
    }

    private static String reason(Exception e) {
        return e instanceof BadArchive || e instanceof OverBound ? "it " + e.getMessage() : "it cannot be read: " + e;
    }

    /** Files, and directories into which an archive was unpacked. */
    private static void find(Path place, int depth, List<Path> archives) throws IOException {
        if (Files.isRegularFile(place) || Files.exists(place.resolve(UNPACKED))) {
            archives.add(place);
            return;
        }
        List<Path> inside;
        try (Stream<Path> listed = Files.list(place)) {
            inside = listed.sorted().toList();
        }
        for (Path path : inside) {
            boolean directory = Files.isDirectory(path);
            if (archives.size() <= MOST
                    && (directory ? depth > 0 : Files.isRegularFile(path) && Files.size(path) > 0)) {
                find(path, depth - 1, archives);
            }
        }
    }
}
