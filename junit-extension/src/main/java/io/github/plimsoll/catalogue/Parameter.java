package io.github.plimsoll.catalogue;

import java.util.Locale;

/**
 * One list or limit that each site sets for itself.
 *
 * @param key platform or company and name, for example {@code docker.trusted-users}
 * @param initial what holds where nobody sets it, written as for {@code -D}
 * @param unit what a number counts or a text names, for example {@code managers}
 * @param meaning what depends on it, as one sentence
 */
public record Parameter(String key, Type type, String initial, String unit, String meaning) {

    static Parameter read(Tsv.Row row) {
        return new Parameter(
                row.cell("key"),
                Type.valueOf(row.cell("type").toUpperCase(Locale.ROOT)),
                row.cell("default"),
                row.cell("unit"),
                row.cell("meaning"));
    }

    /** What kind of value a parameter takes. */
    public enum Type {
        TEXT("a text"),
        TEXTS("a list of texts"),
        NUMBER("a whole number, 0 or more"),
        FLAG("true or false"),
        DURATION("a length of time such as 90d, 12h, 30m or 45s");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        /** The type for a person, for example "a whole number, 0 or more". */
        public String words() {
            return words;
        }
    }
}
