package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.kubernetes.component.AdmissionFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file that configures admission, and may name others for the settings of its plug-ins.
 *
 * @param path by which its program knows it
 * @param places what of the node that program sees, by its place there; the whole node, by an empty one, for a program of the node
 */
record NamingFile(String path, Map<String, String> places) {

    /**
     * The files of the node that it names.
     *
     * @param content what it says
     */
    List<String> named(JsonNode content) {
        List<String> named = new ArrayList<>();
        for (JsonNode plugin : content.path("plugins")) {
            String wanted = plugin.path("path").asText("");
            if (!wanted.isEmpty() && !plugin.hasNonNull("configuration")) {
                onNode(AdmissionFiles.named(path, wanted)).ifPresent(named::add);
            }
        }
        return named;
    }

    private Optional<String> onNode(String known) {
        return places.entrySet().stream()
                .filter(place -> known.equals(place.getKey()) || known.startsWith(place.getKey() + "/"))
                .max(Comparator.comparingInt(place -> place.getKey().length()))
                .map(place -> place.getValue() + known.substring(place.getKey().length()));
    }
}
