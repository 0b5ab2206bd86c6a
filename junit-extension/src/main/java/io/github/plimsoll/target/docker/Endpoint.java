package io.github.plimsoll.target.docker;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The address of an engine and how it was come by.
 *
 * @param uri {@code unix:///path} or {@code tcp://host:port}
 * @param tls the certificates to speak TLS with; none for plain text
 * @param why why this address was taken
 * @param warnings what the reader of the results has to know, one line each
 */
record Endpoint(URI uri, Optional<TlsFiles> tls, String why, List<String> warnings) {

    Endpoint {
        warnings = List.copyOf(warnings);
    }

    boolean isUnix() {
        return uri.getScheme().equals("unix");
    }

    /** The address as results show it: {@code https://} where TLS protects the traffic. */
    String shown() {
        return tls.isPresent() ? "https://" + uri.getAuthority() : uri.toString();
    }

    /** The host name or address, an IPv6 address without its brackets. */
    String host() {
        return uri.getHost().replaceAll("[\\[\\]]", "");
    }
}
