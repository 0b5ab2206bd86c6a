package io.github.plimsoll.target.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.target.image.ArchiveContents.Candidate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes down an image of an archive, in the form that {@link io.github.plimsoll.fact.image.ImageArchives} tells. */
final class ArchivedImage {

    private ArchivedImage() {}

    /** The images of an archive that has any; what else a registry keeps in the form of images, such as charts, is left out. */
    static List<ObjectNode> allOf(ImageArchive archive) throws BadArchive {
        ArchiveContents contents = ArchiveContents.of(archive);
        List<ObjectNode> images = new ArrayList<>();
        for (Candidate candidate : contents.candidates()) {
            JsonNode configuration = archive.description(candidate.config());
            if (configuration.path("rootfs").has("diff_ids")) {
                images.add(of(archive, candidate, contents.attestations()));
            }
        }
        if (images.isEmpty()) {
            throw new BadArchive("holds no image");
        }
        return images;
    }

    private static ObjectNode of(ImageArchive archive, Candidate candidate, List<String> attestations) {
        JsonNode configuration = archive.description(candidate.config());
        ObjectNode image = JsonNodeFactory.instance
                .objectNode()
                .put("Id", archive.digest(candidate.config()))
                .put("Os", configuration.path("os").asText(""))
                .put("Architecture", configuration.path("architecture").asText(""))
                .put("asPushed", candidate.asPushed());
        candidate.manifests().forEach(image.putArray("manifests")::add);
        candidate.indexes().forEach(image.putArray("indexes")::add);
        candidate.names().forEach(name -> image.withArray("names").add(TarNames.shown(name)));
        image.set("Config", configuration.path("config").deepCopy());
        image.set("History", history(configuration));
        if (!configuration.path("os").asText("linux").equals("linux")) {
            return image.put("unreadable", "layers of another system than Linux have other rules");
        }
        try {
            image.set("contents", ImageDocument.of(ImageManifest.of(archive, candidate, attestations), archive));
        } catch (BadArchive e) {
            image.put("unreadable", "the archive " + e.getMessage());
        }
        return image;
    }

    /** The last step first, as engines tell it. */
    private static ArrayNode history(JsonNode configuration) {
        List<JsonNode> steps = new ArrayList<>();
        configuration.path("history").forEach(steps::add);
        Collections.reverse(steps);
        ArrayNode history = JsonNodeFactory.instance.arrayNode();
        steps.forEach(step ->
                history.addObject().put("CreatedBy", step.path("created_by").asText("")));
        return history;
    }
}
