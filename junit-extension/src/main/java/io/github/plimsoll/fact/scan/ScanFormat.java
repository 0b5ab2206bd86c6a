package io.github.plimsoll.fact.scan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One form in which programs write down what they found in an image. */
interface ScanFormat {

    List<ScanFormat> ALL =
            List.of(new TrivyFormat(), new GrypeFormat(), new CycloneDxFormat(), new SpdxFormat(), new SarifFormat());

    /** More names than this no image has. */
    int MOST_NAMES = 1000;

    /** The fields that are read of a file, as paths through its objects and lists; nothing else of it is kept. */
    Set<String> fields();

    boolean isOf(JsonNode file);

    /** @throws Unreadable why it says nothing of an image, to follow the name of the file */
    ImageScan read(JsonNode file, String origin);

    /** What a file says, which names its image and a time, or else says nothing. */
    static ImageScan scan(
            String origin, String scanner, Collection<String> references, String time, OptionalLong critical) {
        if (references.size() > MOST_NAMES) {
            throw new Unreadable("gives its image more than " + MOST_NAMES + " names");
        }
        ImageIdentity image = ImageIdentity.of(references);
        if (image.isUnknown()) {
            throw new Unreadable("does not say of which image it is");
        }
        return new ImageScan(origin, scanner, image, Optional.of(instant(time)), critical.isPresent(), critical);
    }

    private static Instant instant(String time) {
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException e) {
            throw new Unreadable("does not say when it was made; the time of a file itself says nothing");
        }
    }

    /** The texts at a place: of a list all, of a text that one. */
    static List<String> texts(JsonNode... nodes) {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (node.isTextual()) {
                texts.add(node.textValue());
            }
            if (node.isArray()) {
                node.forEach(element -> texts.addAll(texts(element)));
            }
        }
        return texts;
    }

    /** @throws Unreadable if what should be a severity is none */
    static boolean isCritical(JsonNode severity) {
        if (severity.isMissingNode() || severity.isNull()) {
            return false;
        }
        if (!severity.isTextual()) {
            throw new Unreadable("has a severity that is no text");
        }
        return severity.textValue().equalsIgnoreCase("critical");
    }
}
