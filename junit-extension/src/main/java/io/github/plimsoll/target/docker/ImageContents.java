package io.github.plimsoll.target.docker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.target.ImageChoice;
import io.github.plimsoll.target.Redactor;
import io.github.plimsoll.target.image.Bounds;
import io.github.plimsoll.target.image.ImageReader;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the layers of images hold. An engine sends an image whole, be it gigabytes, so each is asked for once a control wants to
 * know, and never if none does. One at a time: older engines write the archive into their own data root before they send it.
 */
final class ImageContents {

    private final EngineApi api;
    private final Engine engine;
    private final ImageReader reader;

    ImageContents(EngineApi api, Engine engine, Redactor redactor) {
        this.api = api;
        this.engine = engine;
        this.reader = new ImageReader(Bounds.usual(), redactor);
    }

    /** Notes which images are looked into, and puts a document for each that is yet to be collected. */
    void defer(ImageChoice choice, Map<String, Document> documents) {
        documents.put(
                DockerDocuments.IMAGE_CHOICE,
                Document.of(JsonNodeFactory.instance.objectNode().put("chosen", choice.word())));
        for (String id : ids(choice, documents)) {
            Document inspected = documents.getOrDefault(
                    DockerDocuments.image(id), Document.unreadable("the image was not looked at"));
            documents.put(DockerDocuments.contents(id), Document.deferred(() -> collect(id, inspected)));
        }
    }

    private static Set<String> ids(ImageChoice choice, Map<String, Document> documents) {
        Set<String> ids = new TreeSet<>();
        if (choice != ImageChoice.NONE) {
            Document.jsonOrMissing(documents, DockerDocuments.CONTAINERS)
                    .forEach(container -> ids.add(container.path("ImageID").asText()));
        }
        if (choice == ImageChoice.ALL) {
            Document.jsonOrMissing(documents, DockerDocuments.IMAGES)
                    .forEach(image -> ids.add(image.path("Id").asText()));
        }
        ids.remove("");
        return ids;
    }

    private Document collect(String id, Document inspected) {
        String key = DockerDocuments.contents(id);
        if (!inspected.isReadable()) {
            return Document.unreadable(inspected.reason());
        }
        if (engine.isWindows()) {
            return Document.unreadable("GET " + key + ": not asked, since layers of Windows have other rules");
        }
        try {
            Document contents = api.archive(key, archive -> reader.read(archive, inspected.json()));
            return contents.isReadable() ? contents : Document.unreadable("GET " + key + ": " + contents.reason());
        } catch (RequestFailed e) {
            return Document.unreadable("GET " + key + ": " + e.reason());
        } catch (RuntimeException e) {
            // Whatever an archive may do to a decoder, it must not keep the other images from being looked into.
            return Document.unreadable("GET " + key + ": the archive could not be made sense of (" + e + ")");
        }
    }
}
