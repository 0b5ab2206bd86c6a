package io.github.plimsoll.fact.scan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An SPDX document of version 2 in JSON: a list of contents, which says nothing of flaws. */
final class SpdxFormat implements ScanFormat {

    /** How Trivy notes what an image is known by. */
    private static final Pattern NOTE = Pattern.compile("(?:ImageID|RepoDigest|RepoTag): (\\S+)");

    @Override
    public Set<String> fields() {
        return Set.of(
                "spdxVersion",
                "creationInfo.created",
                "packages.name",
                "packages.versionInfo",
                "packages.primaryPackagePurpose",
                "packages.checksums.algorithm",
                "packages.checksums.checksumValue",
                "packages.annotations.comment",
                "packages.attributionTexts");
    }

    @Override
    public boolean isOf(JsonNode file) {
        return file.path("spdxVersion").asText("").startsWith("SPDX-2");
    }

    @Override
    public ImageScan read(JsonNode file, String origin) {
        List<JsonNode> images = new ArrayList<>();
        for (JsonNode part : file.path("packages")) {
            if (part.path("primaryPackagePurpose").asText("").equals("CONTAINER")) {
                images.add(part);
            }
        }
        if (images.size() != 1) {
            throw new Unreadable("is of no image, or of several");
        }
        return ScanFormat.scan(
                origin,
                "spdx",
                references(images.get(0)),
                file.path("creationInfo").path("created").asText(""),
                OptionalLong.empty());
    }

    private static List<String> references(JsonNode image) {
        List<String> references = new ArrayList<>();
        String name = image.path("name").asText("");
        String version = image.path("versionInfo").asText("");
        references.add(name + (version.isEmpty() || version.startsWith("sha256:") ? "" : ":" + version));
        references.add(version.startsWith("sha256:") ? version : "");
        for (JsonNode checksum : image.path("checksums")) {
            if (checksum.path("algorithm").asText("").equals("SHA256")) {
                references.add("sha256:" + checksum.path("checksumValue").asText(""));
            }
        }
        List<String> notes = ScanFormat.texts(image.path("attributionTexts"));
        image.path("annotations").forEach(note -> notes.addAll(ScanFormat.texts(note.path("comment"))));
        for (String note : notes) {
            Matcher known = NOTE.matcher(note);
            if (known.matches()) {
                references.add(known.group(1));
            }
        }
        return references;
    }
}
