package io.github.plimsoll.target.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * A TLS client that offers what it is told to, trusts nobody, believes everything and writes it down.
 *
 * <p>It is for looking only: no secret ever goes over a connection it makes.
 */
final class ProbingClient extends AbstractTlsClient implements TlsAuthentication {

    private static final int LONGEST_CHAIN = 20;

    private final BcTlsCrypto crypto;
    private final TlsOffer offer;

    private @Nullable ProtocolVersion version;
    private int suite = -1;
    private final List<byte[]> certificates = new ArrayList<>();
    private @Nullable List<X500Principal> authorities;

    ProbingClient(BcTlsCrypto crypto, TlsOffer offer) {
        super(crypto);
        this.crypto = crypto;
        this.offer = offer;
    }

    /** The version that the server settled on; empty as long as it has not answered. */
    Optional<String> version() {
        return Optional.ofNullable(version).map(ProtocolVersion::getName);
    }

    Optional<Integer> suite() {
        return suite < 0 ? Optional.empty() : Optional.of(suite);
    }

    /** The server's chain as it came, its own certificate first. */
    List<byte[]> certificates() {
        return certificates;
    }

    /** The authorities of which the server asks for a client certificate; empty if it asks for none. */
    Optional<List<X500Principal>> authorities() {
        return Optional.ofNullable(authorities);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return offer.versions().toArray(ProtocolVersion[]::new);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return offer.suites().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    protected @Nullable Vector<ServerName> getSNIServerNames() {
        if (offer.serverName().isEmpty()) {
            return null;
        }
        Vector<ServerName> names = new Vector<>();
        names.add(new ServerName(
                NameType.host_name, offer.serverName().getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        return names;
    }

    @Override
    public void notifyServerVersion(ProtocolVersion serverVersion) throws IOException {
        super.notifyServerVersion(serverVersion);
        version = serverVersion;
    }

    @Override
    public void notifySelectedCipherSuite(int selected) {
        suite = selected;
        if (offer.endsWithSelection()) {
            throw new EnoughSeen();
        }
    }

    /** A weak signature is for a control to find, not for a look to stumble over. */
    @Override
    @SuppressWarnings("deprecation")
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public int getMaxCertificateChainLength() {
        return LONGEST_CHAIN;
    }

    @Override
    public boolean requiresCloseNotify() {
        return false;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return this;
    }

    @Override
    public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
        for (TlsCertificate certificate : shown.getCertificate().getCertificateList()) {
            certificates.add(certificate.getEncoded());
        }
    }

    @Override
    public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        List<X500Principal> names = new ArrayList<>();
        Vector<?> asked = request.getCertificateAuthorities();
        if (asked != null) {
            for (Object name : asked) {
                names.add(new X500Principal(((X500Name) name).getEncoded()));
            }
        }
        authorities = names;
        Stranger stranger = offer.stranger().orElse(null);
        return stranger == null ? null : stranger.answering(request, context, crypto);
    }

    /** Ends a handshake of which nothing more is wanted. */
    static final class EnoughSeen extends RuntimeException {

        private static final long serialVersionUID = 1L;

        EnoughSeen() {
            super("enough seen", null, false, false);
        }
    }
}
