package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import java.util.regex.Pattern;

/**
 * An image as somebody asks for it: {@code app:1}, {@code app}, {@code registry/app@sha256:...}, or by an id.
 *
 * @param text as it was written
 * @param id the id of the image that was found for it
 */
public record ImageReference(String text, String id) {

    private static final Pattern HEXADECIMAL = Pattern.compile("(sha256:)?[0-9a-f]+");

    /** Whether only one image can ever answer to it, whatever is pulled or built later. */
    public boolean isPinnedByContent() {
        return text.contains("@")
                || (HEXADECIMAL.matcher(text).matches()
                        && id.replace("sha256:", "").startsWith(text.replace("sha256:", "")));
    }

    /** The tag; {@code latest} where none is written, as the engine takes it. */
    public String tag() {
        String afterHost = text.substring(text.lastIndexOf('/') + 1);
        int colon = afterHost.indexOf(':');
        return colon < 0 ? "latest" : afterHost.substring(colon + 1);
    }

    /** The id of the image that has this name among those listed; empty if none has. */
    String resolve(Reading images) {
        for (Reading image : images.elements("")) {
            Reading quiet = image.unrecorded();
            for (String tag : quiet.value("RepoTags").asTexts()) {
                if (normal(tag).equals(normal(text))) {
                    return image.value("Id").requiredText();
                }
            }
        }
        return "";
    }

    /** With the tag, and without what stands for the default registry. */
    private static String normal(String reference) {
        String name = reference.replaceFirst("^(index\\.)?docker\\.io/", "").replaceFirst("^library/", "");
        return name + (name.substring(name.lastIndexOf('/') + 1).contains(":") ? "" : ":latest");
    }

    @Override
    public String toString() {
        return text;
    }
}
