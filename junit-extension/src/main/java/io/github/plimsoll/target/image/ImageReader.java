package io.github.plimsoll.target.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.Redactor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Makes documents of images, layer by layer, one image after the other. Safe for use by several threads. */
public final class ImageReader {

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
