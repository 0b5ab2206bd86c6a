package io.github.plimsoll.suites.docker.live;

import java.io.FileReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.Assumptions;

/**
 * Passes the API of a real daemon on in TLS 1.0 with a broken cipher, as a proxy does that nobody has touched for years. It listens on
 * loopback, on one of the ports at which every audit looks.
 */
final class OldRelay implements AutoCloseable {

    private static final int[] PORTS = {4243, 2376, 2375};

    private final ServerSocket server;
    private final Path socket;
    private final Path files;
    private final Thread thread;

    private OldRelay(ServerSocket server, Path socket, Path files) {
        this.server = server;
        this.socket = socket;
        this.files = files;
        this.thread = new Thread(this::serve, "old-relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** @param files where {@code cert.pem} and {@code key.pem} are */
    static OldRelay to(ScratchDaemon daemon, Path files) throws IOException {
        for (int port : PORTS) {
            Optional<ServerSocket> server = listening(port);
            if (server.isPresent()) {
                return new OldRelay(server.get(), Path.of(daemon.address().substring("unix://".length())), files);
            }
        }
        return Assumptions.abort("all ports that Docker's documentation has used for the API are taken here");
    }

    /** Empty if somebody else listens there. */
    private static Optional<ServerSocket> listening(int port) throws IOException {
        try {
            return Optional.of(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
        } catch (BindException e) {
            return Optional.empty();
        }
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket visitor = server.accept()) {
                pass(visitor);
            } catch (IOException e) {
                // A visitor has left in the middle, as those do who only look at what is offered, or the test is over.
            }
        }
    }

    private void pass(Socket visitor) throws IOException {
        TlsServerProtocol tls = new TlsServerProtocol(visitor.getInputStream(), visitor.getOutputStream());
        tls.accept(new Old(files));
        try (SocketChannel daemon = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            OutputStream out = Channels.newOutputStream(daemon);
            out.write(request(tls.getInputStream()));
            Channels.newInputStream(daemon).transferTo(tls.getOutputStream());
        }
        tls.close();
    }

    private static byte[] request(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the visitor asked for nothing");
            }
            request.append((char) next);
        }
        return request.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Knows TLS 1.0 alone, and one suite, of which each half is broken. */
    private static final class Old extends DefaultTlsServer {

        private final BcTlsCrypto crypto;
        private final Path files;

        Old(Path files) {
            this(new BcTlsCrypto(), files);
        }

        private Old(BcTlsCrypto crypto, Path files) {
            super(crypto);
            this.crypto = crypto;
            this.files = files;
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return new ProtocolVersion[] {ProtocolVersion.TLSv10};
        }

        @Override
        protected int[] getSupportedCipherSuites() {
            return new int[] {CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA};
        }

        @Override
        protected TlsCredentialedDecryptor getRSAEncryptionCredentials() throws IOException {
            try (PEMParser certificate = pem("cert.pem");
                    PEMParser key = pem("key.pem")) {
                TlsCertificate shown =
                        crypto.createCertificate(((X509CertificateHolder) certificate.readObject()).getEncoded());
                return new BcDefaultTlsCredentialedDecryptor(
                        crypto,
                        new Certificate(new TlsCertificate[] {shown}),
                        PrivateKeyFactory.createKey(((PEMKeyPair) key.readObject()).getPrivateKeyInfo()));
            }
        }

        private PEMParser pem(String name) throws IOException {
            return new PEMParser(new FileReader(files.resolve(name).toFile(), StandardCharsets.US_ASCII));
        }
    }
}
