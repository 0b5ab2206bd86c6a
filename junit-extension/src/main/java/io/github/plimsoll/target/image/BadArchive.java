package io.github.plimsoll.target.image;

import java.io.IOException;

/** What came is not what an engine sends; the message goes on from "the archive". */
final class BadArchive extends IOException {

    private static final long serialVersionUID = 1L;

    BadArchive(String what) {
        super(what);
    }
}
