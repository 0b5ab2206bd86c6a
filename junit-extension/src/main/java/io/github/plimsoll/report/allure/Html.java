package io.github.plimsoll.report.allure;

import io.github.plimsoll.report.Text;

/** Escapes text for HTML: Allure puts messages, traces and descriptions into its pages as they are. */
final class Html {

    private Html() {}

    static String escaped(String text) {
        return Text.plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
