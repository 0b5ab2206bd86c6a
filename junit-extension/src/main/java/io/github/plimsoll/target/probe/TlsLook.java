package io.github.plimsoll.target.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * How one greeting in TLS went.
 *
 * @param answer what came to a request over the finished connection
 * @param client what was seen on the way
 */
record TlsLook(Outcome outcome, String detail, Optional<HttpHead> answer, ProbingClient client) {

    /** How a greeting ended. */
    enum Outcome {
        /** The server picked a version and a suite, and no more was wanted. */
        SELECTED,
        /** An answer in HTTP came over the finished connection. */
        ANSWERED,
        /** The server said no in an alert. */
        REFUSED,
        /** The server hung up without a word. */
        CLOSED,
        /** Something came that is not TLS. */
        NOT_TLS,
        /** Silence, or something that cannot be made sense of. */
        UNCLEAR
    }

    /** @throws IOException if there is no connection at all */
    static TlsLook at(InetSocketAddress address, ProbeLimits limits, BcTlsCrypto crypto, TlsOffer offer, String path)
            throws IOException {
        ProbingClient client = new ProbingClient(crypto, offer);
        try (BoundedConnection connection = new BoundedConnection(address, limits)) {
            try {
                TlsClientProtocol protocol = new TlsClientProtocol(connection.input(), connection.output());
                protocol.connect(client);
                // A server of TLS 1.3 judges the client's certificate only now, so its answer has to be waited for.
                HttpHead answer = HttpHead.ask(
                        address.getHostString(), path, protocol.getInputStream(), protocol.getOutputStream());
                return new TlsLook(Outcome.ANSWERED, "", Optional.of(answer), client);
            } catch (IOException | RuntimeException e) {
                return ended(e, connection, client, offer);
            }
        }
    }

    private static TlsLook ended(Exception e, BoundedConnection connection, ProbingClient client, TlsOffer offer) {
        if (offer.endsWithSelection() && client.suite().isPresent()) {
            return new TlsLook(Outcome.SELECTED, "", Optional.empty(), client);
        }
        if (e instanceof TlsFatalAlertReceived alert) {
            return without(Outcome.REFUSED, AlertDescription.getName(alert.getAlertDescription()), client);
        }
        if (e instanceof HttpHead.NotHttp) {
            return without(Outcome.UNCLEAR, "what answers does not speak HTTP", client);
        }
        if (connection.isAtEnd() || e instanceof SocketException) {
            return without(Outcome.CLOSED, "the connection was closed", client);
        }
        if (e instanceof TlsFatalAlert && client.version().isEmpty()) {
            return without(Outcome.NOT_TLS, "what answers does not speak TLS", client);
        }
        return without(
                Outcome.UNCLEAR,
                e instanceof IOException failure ? Failure.describe(failure) : Failure.oneLine(e.toString()),
                client);
    }

    private static TlsLook without(Outcome outcome, String detail, ProbingClient client) {
        return new TlsLook(outcome, detail, Optional.empty(), client);
    }
}
