package io.github.plimsoll.target.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.fact.Document;
import io.github.plimsoll.target.probe.TlsLook.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * Looks at one address, with a connection of its own for each question.
 *
 * @param path what to ask for once a connection stands; nothing else is ever sent over it
 * @param headers which headers of an answer to note
 */
public record EndpointProbe(String path, List<String> headers, ProbeLimits limits) {

    /** A server that agrees to more weak suites than these is bad enough. */
    private static final int MOST_SUITES = 8;

    public EndpointProbe {
        headers = List.copyOf(headers);
    }

    /**
     * What is found at an address, as {@code TlsFacts} in {@code fact.probe} reads it; unreadable if nothing can be connected to.
     *
     * @param name the name to greet the server by; the address itself where it has none
     */
    public Document look(String host, int port, String name) {
        return look(host, port, name, Optional.empty());
    }

    /**
     * The same, and whether the certificates that are shown are trusted.
     *
     * @param trusted by whom a client of that server goes
     */
    public Document look(String host, int port, String name, TrustedAuthorities trusted) {
        return look(host, port, name, Optional.of(trusted));
    }

    private Document look(String host, int port, String name, Optional<TrustedAuthorities> trusted) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
            ObjectNode facts =
                    JsonNodeFactory.instance.objectNode().put("host", host).put("port", port);
            ObjectNode plain = plain(address);
            ObjectNode tls = new Visit(address, isNumeric(name) ? "" : name, trusted).tls();
            // What answers in HTTP and is silent when greeted in TLS waits for the end of a line. A server of TLS
            // answers a
            // request in HTTP too, but only to call it a bad one.
            if (tls.path("outcome").asText().equals("unclear")
                    && plain.path("status").asInt(400) != 400) {
                tls.put("outcome", "not spoken");
            }
            facts.set("plain", plain);
            facts.set("tls", tls);
            return Document.of(facts);
        } catch (IOException e) {
            return Document.unreadable(
                    "a look at " + host + ":" + port + " from this machine came to nothing: " + Failure.describe(e));
        }
    }

    private static boolean isNumeric(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    private ObjectNode plain(InetSocketAddress address) throws IOException {
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        try (BoundedConnection connection = new BoundedConnection(address, limits)) {
            try {
                HttpHead head = HttpHead.ask(address.getHostString(), path, connection.input(), connection.output());
                head.describe(plain.put("outcome", "answered"), headers);
            } catch (HttpHead.NotHttp e) {
                plain.put("outcome", "not HTTP");
            } catch (IOException e) {
                boolean closed = connection.isAtEnd() || e instanceof java.net.SocketException;
                plain.put("outcome", closed ? "closed" : "unclear")
                        .put("detail", closed ? "the connection was closed" : Failure.describe(e));
            }
        }
        return plain;
    }

    /** All greetings at one address. */
    private final class Visit {

        private final InetSocketAddress address;
        private final String serverName;
        private final Optional<TrustedAuthorities> trusted;
        private final BcTlsCrypto crypto = new BcTlsCrypto();

        Visit(InetSocketAddress address, String serverName, Optional<TrustedAuthorities> trusted) {
            this.address = address;
            this.serverName = serverName;
            this.trusted = trusted;
        }

        private TlsLook greet(TlsOffer offer) throws IOException {
            return TlsLook.at(address, limits, crypto, offer, path);
        }

        ObjectNode tls() throws IOException {
            ObjectNode facts = JsonNodeFactory.instance.objectNode();
            TlsLook first = greet(TlsOffer.current(serverName, Optional.empty()));
            boolean old = first.client().version().isEmpty()
                    && (first.outcome() == Outcome.REFUSED || first.outcome() == Outcome.CLOSED);
            if (old) {
                first = greet(TlsOffer.old(serverName, Optional.empty()));
            }
            if (first.client().version().isEmpty()) {
                boolean spoken = first.outcome() != Outcome.NOT_TLS && first.outcome() != Outcome.CLOSED;
                return facts.put("outcome", spoken ? "unclear" : "not spoken").put("detail", first.detail());
            }
            facts.put("outcome", "spoken");
            facts.put("version", first.client().version().orElse(""));
            facts.put("suite", first.client().suite().map(Suites::name).orElse(""));
            certificates(first, facts);
            clientCertificate(first, facts);
            facts.set("withoutCertificate", admission(first));
            Optional<Stranger> stranger = Optional.of(Stranger.ours());
            facts.set(
                    "withForeignCertificate",
                    admission(
                            greet(old ? TlsOffer.old(serverName, stranger) : TlsOffer.current(serverName, stranger))));
            versions(first, facts.putObject("versions"));
            weakSuites(facts.putObject("weakSuites"));
            return facts;
        }

        private void certificates(TlsLook look, ObjectNode facts) {
            ArrayNode chain = facts.putArray("certificates");
            try {
                List<X509Certificate> parsed = new ArrayList<>();
                for (byte[] encoded : look.client().certificates()) {
                    parsed.add(CertificateFacts.parse(encoded));
                }
                parsed.forEach(certificate -> chain.add(CertificateFacts.describe(certificate)));
                if (trusted.isPresent() && !parsed.isEmpty()) {
                    String objection = trusted.get().objection(parsed).orElse("");
                    facts.putObject("trust")
                            .put("outcome", objection.isEmpty() ? "trusted" : "untrusted")
                            .put("detail", objection);
                }
            } catch (CertificateException | RuntimeException e) {
                // Java's parser is as strict as it is old; what it does not understand is not there to be judged.
                facts.remove("certificates");
            }
        }

        private static void clientCertificate(TlsLook look, ObjectNode facts) {
            Optional<List<X500Principal>> asked = look.client().authorities();
            ObjectNode wanted = facts.putObject("clientCertificate").put("requested", asked.isPresent());
            if (asked.isPresent()) {
                Set<X500Principal> known = asked.get().isEmpty() ? Set.of() : PublicAuthorities.names();
                ArrayNode authorities = wanted.putArray("authorities");
                ArrayNode common = wanted.putArray("publicAuthorities");
                for (X500Principal authority : asked.get()) {
                    authorities.add(Failure.oneLine(authority.getName()));
                    if (known.contains(authority)) {
                        common.add(Failure.oneLine(authority.getName()));
                    }
                }
            }
        }

        private ObjectNode admission(TlsLook look) {
            ObjectNode admission = JsonNodeFactory.instance.objectNode();
            look.answer().ifPresent(answer -> answer.describe(admission, headers));
            // One who asks for a certificate and then hangs up without a word has said no as well.
            boolean refused = look.outcome() == Outcome.REFUSED
                    || (look.outcome() == Outcome.CLOSED
                            && look.client().authorities().isPresent());
            return admission
                    .put("outcome", look.outcome() == Outcome.ANSWERED ? "answered" : refused ? "refused" : "unclear")
                    .put("detail", look.detail());
        }

        private void versions(TlsLook first, ObjectNode facts) throws IOException {
            for (ProtocolVersion version : TlsOffer.VERSIONS) {
                ObjectNode fact = facts.putObject(version.getName());
                if (first.client().version().equals(Optional.of(version.getName()))) {
                    fact.put("outcome", "accepted").put("detail", "");
                } else {
                    TlsLook look = greet(TlsOffer.only(serverName, version));
                    fact.put("outcome", picked(look)).put("detail", look.detail());
                }
            }
        }

        private void weakSuites(ObjectNode facts) throws IOException {
            List<Integer> offered = new ArrayList<>(Suites.weak());
            ArrayNode agreed = JsonNodeFactory.instance.arrayNode();
            TlsLook look = greet(TlsOffer.only(serverName, offered));
            String outcome = picked(look);
            while (look.outcome() == Outcome.SELECTED && agreed.size() < MOST_SUITES) {
                Integer suite = look.client().suite().orElseThrow();
                agreed.add(Suites.name(suite));
                offered.remove(suite);
                look = greet(TlsOffer.only(serverName, offered));
            }
            facts.put("outcome", outcome).put("detail", look.detail()).set("agreed", agreed);
        }

        /** TLS is known to be spoken by now, so that an answer which is none to what was offered refuses it as well. */
        private static String picked(TlsLook look) {
            return switch (look.outcome()) {
                case SELECTED -> "accepted";
                case REFUSED, CLOSED, NOT_TLS -> "refused";
                default -> "unclear";
            };
        }
    }
}
