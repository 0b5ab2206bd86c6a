package io.github.plimsoll.target.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.Redactor;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes documents of images, layer by layer, one image after the other. Safe for use by several threads. */
public final class ImageReader {

    /** Enough to tell how it is packed. */
    private static final int BEGINNING = 16;

    private final Bounds bounds;
    private final Redactor redactor;
    private final LayerReader layers;
    private final LayerCache cache = new LayerCache();

    public ImageReader(Bounds bounds, Redactor redactor) {
        this.bounds = bounds;
        this.redactor = redactor;
        this.layers = new LayerReader(
                bounds, new PathSet.Point(), new FileReader(secret -> redactor.hidden(secret, "in a file")));
    }

    /**
     * Reads all images of an archive that somebody has saved, packed as a whole or not, or has unpacked into a directory.
     *
     * @return each as {@link io.github.plimsoll.fact.image.ImageArchives} has it
     * @throws IOException if it cannot be read, or is no archive of images
     */
    public synchronized List<JsonNode> images(Path archive) throws IOException {
        List<JsonNode> images = new ArrayList<>();
        for (ObjectNode image : ArchivedImage.allOf(read(archive))) {
            images.add(redactor.redact(image));
        }
        return images;
    }

    private ImageArchive read(Path archive) throws IOException {
        if (Files.isDirectory(archive)) {
            return ImageArchive.read(archive, bounds, layers, cache);
        }
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive))) {
            byte[] beginning = file.readNBytes(BEGINNING);
            return ImageArchive.read(Unpacked.of(beginning, file, bounds), bounds, layers, cache);
        }
    }

    /**
     * Reads the archive of an image.
     *
     * @param inspected what the engine says of the image
     * @throws IOException if the archive does not come; what comes and cannot be made sense of is an unreadable document
     */
    public synchronized Document read(InputStream archive, JsonNode inspected) throws IOException {
        try {
            ImageArchive read = ImageArchive.read(archive, bounds, layers, cache);
            return Document.of(redactor.redact(ImageDocument.of(ImageManifest.of(read, inspected), read)));
        } catch (BadArchive | OverBound e) {
            return Document.unreadable("the archive " + e.getMessage());
        } catch (EOFException e) {
            return Document.unreadable("the archive breaks off");
        }
    }
}
