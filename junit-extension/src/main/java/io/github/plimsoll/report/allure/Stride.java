package io.github.plimsoll.report.allure;

import java.util.List;
import java.util.Locale;

/** The six categories of threat, in the order that gave STRIDE its name. */
final class Stride {

    static final List<String> CATEGORIES = List.of(
            "spoofing",
            "tampering",
            "repudiation",
            "information-disclosure",
            "denial-of-service",
            "elevation-of-privilege");

    private Stride() {}

    /** The category for a person, for example {@code Denial of service}. */
    static String title(String category) {
        String words = category.replace('-', ' ');
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
