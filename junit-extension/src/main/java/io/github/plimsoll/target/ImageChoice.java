package io.github.plimsoll.target;

import java.util.Locale;

/** Which images are looked into, layer by layer. */
public enum ImageChoice {
    /** Those that containers were made from. */
    USED,
    ALL,
    NONE;

    /** As it is written in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
