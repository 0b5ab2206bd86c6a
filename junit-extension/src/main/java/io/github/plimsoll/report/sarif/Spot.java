package io.github.plimsoll.report.sarif;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a result stands.
 *
 * @param uri of the file, as it was named to the run; relative where that was
 * @param line counted from 1
 */
record Spot(String uri, int line) {

    /**
     * @param place file and line, {@code k8s/web.yaml:12}; empty where no file is known
     * @param otherwise what takes the place of a file then
     */
    static Spot of(String place, String otherwise) {
        int colon = place.lastIndexOf(':');
        if (colon < 1) {
            return new Spot(otherwise, 1);
        }
        try {
            String file = place.substring(0, colon).replace('\\', '/');
            int line = Integer.parseInt(place.substring(colon + 1));
            // A colon in the first part of a relative name would pass for a scheme; the empty authority of file: keeps
            // it apart.
            return new Spot(
                    file.startsWith("/")
                            ? new URI("file", "", file, null).toASCIIString()
                            : new URI(null, null, file, null).toASCIIString(),
                    Math.max(1, line));
        } catch (NumberFormatException | URISyntaxException e) {
            return new Spot(otherwise, 1);
        }
    }
}
