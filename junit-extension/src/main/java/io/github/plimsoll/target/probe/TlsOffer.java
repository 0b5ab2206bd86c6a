package io.github.plimsoll.target.probe;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.tls.ProtocolVersion;

/**
 * What a look offers in its greeting.
 *
 * @param serverName the name to greet, empty for an address
 * @param versions newest first
 * @param stranger the certificate shown to a server that asks; none is shown without
 * @param endsWithSelection whether it is enough to see what the server picks
 */
record TlsOffer(
        String serverName,
        List<ProtocolVersion> versions,
        List<Integer> suites,
        Optional<Stranger> stranger,
        boolean endsWithSelection) {

    /** All that servers may still speak, oldest first. */
    static final List<ProtocolVersion> VERSIONS =
            List.of(ProtocolVersion.TLSv10, ProtocolVersion.TLSv11, ProtocolVersion.TLSv12, ProtocolVersion.TLSv13);

    private static final List<ProtocolVersion> CURRENT = List.of(ProtocolVersion.TLSv13, ProtocolVersion.TLSv12);
    private static final List<ProtocolVersion> BEFORE_13 =
            List.of(ProtocolVersion.TLSv12, ProtocolVersion.TLSv11, ProtocolVersion.TLSv10);

    /** What an ordinary client offers; {@code stranger} if it is to show a certificate of nobody's. */
    static TlsOffer current(String serverName, Optional<Stranger> stranger) {
        List<Integer> suites = Stream.concat(Suites.ofTls13().stream(), Suites.beforeTls13().stream())
                .toList();
        return new TlsOffer(serverName, CURRENT, suites, stranger, false);
    }

    /** As {@link #current}, for a server that speaks nothing current. */
    static TlsOffer old(String serverName, Optional<Stranger> stranger) {
        return new TlsOffer(serverName, BEFORE_13, Suites.beforeTls13(), stranger, false);
    }

    static TlsOffer only(String serverName, ProtocolVersion version) {
        List<Integer> suites = version.equals(ProtocolVersion.TLSv13) ? Suites.ofTls13() : Suites.beforeTls13();
        return new TlsOffer(serverName, List.of(version), suites, Optional.empty(), true);
    }

    static TlsOffer only(String serverName, List<Integer> suites) {
        return new TlsOffer(serverName, BEFORE_13, suites, Optional.empty(), true);
    }
}
