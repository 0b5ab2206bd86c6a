package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.image.ImageFiles;
import io.github.plimsoll.fact.image.ImageLayer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The images whose layers were to be read: those that containers use, or all, as whoever started the audit chose. */
final class ImagesLookedInto {

    private ImagesLookedInto() {}

    static List<Found<ImageFiles>> files(Reading snapshot) {
        List<Found<ImageFiles>> found = new ArrayList<>();
        names(snapshot)
                .forEach((id, name) -> found.add(new Found<>(
                        name,
                        reading -> new ImageFiles(
                                reading.document(DockerDocuments.contents(id)).named(name),
                                Image.configuration(reading.document(DockerDocuments.image(id)))))));
        return found;
    }

    static List<Found<ImageLayer>> layers(Reading snapshot) {
        List<Found<ImageLayer>> found = new ArrayList<>();
        names(snapshot).forEach((id, name) -> {
            try {
                for (Reading layer :
                        snapshot.document(DockerDocuments.contents(id)).elements("layers")) {
                    String layerName =
                            name + " › layer " + layer.value("number").requiredLong();
                    found.add(new Found<>(
                            layerName,
                            reading -> new ImageLayer(reading.at(layer).named(layerName))));
                }
            } catch (Unreadable e) {
                found.add(Found.unreadable(name + " › layers", e));
            }
        });
        return found;
    }

    /** The names of the images by their ids. @throws Absent if none was to be looked into */
    private static Map<String, String> names(Reading snapshot) {
        String chosen =
                snapshot.document(DockerDocuments.IMAGE_CHOICE).value("chosen").requiredText();
        if (chosen.equals("none")) {
            throw new Absent("no image was to be looked into (-Dimages=none)");
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (Reading image : snapshot.document(DockerDocuments.IMAGES).elements("")) {
            String id = image.value("Id").requiredText();
            if (snapshot.document(DockerDocuments.contents(id)).wasCollected()) {
                names.put(id, "image/" + Image.name(image, id));
            }
        }
        // A container goes on with an image that has lost its last name and is listed no more.
        for (Reading container : snapshot.document(DockerDocuments.CONTAINERS).elements("")) {
            String id = container.value("ImageID").asText("");
            if (snapshot.document(DockerDocuments.contents(id)).wasCollected()) {
                names.putIfAbsent(id, "image/" + DockerPlatform.shortId(id));
            }
        }
        if (names.isEmpty()) {
            throw new Absent(
                    chosen.equals("used")
                            ? "no container was made from an image; -Dimages=all looks into all there are"
                            : "the target has no image");
        }
        return names;
    }
}
