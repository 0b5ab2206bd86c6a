package io.github.plimsoll.suites.docker.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.FileReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** A registry that has one image, {@code app:1}, and hands it to whoever asks; in TLS or without. */
final class TinyRegistry implements AutoCloseable {

    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    /** What an archive with nothing in it is. */
    private static final byte[] LAYER = new byte[1024];

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final String address;
    private HttpServer server;

    private TinyRegistry(String address, HttpServer server) {
        this.address = address;
        this.server = serving(server);
    }

    static TinyRegistry plain(String address) throws IOException {
        return new TinyRegistry(address, HttpServer.create(new InetSocketAddress(address, 0), 0));
    }

    /** @param files where {@code cert.pem} and {@code key.pem} are */
    static TinyRegistry encrypted(String address, Path files) throws Exception {
        return new TinyRegistry(address, https(new InetSocketAddress(address, 0), files));
    }

    /** As images are called that come from it, for example {@code 10.93.0.1:34567}. */
    String name() {
        return address + ":" + server.getAddress().getPort();
    }

    /** Ends, and goes on at the same port without encryption. */
    void giveUpEncryption() throws IOException {
        InetSocketAddress at = server.getAddress();
        server.stop(0);
        server = serving(HttpServer.create(at, 0));
    }

    /** Ends, and goes on at the same port with another certificate. */
    void show(Path files) throws Exception {
        InetSocketAddress at = server.getAddress();
        server.stop(0);
        server = serving(https(at, files));
    }

    /** Puts another image in the place of the one there was. */
    void push(String architecture, String label) throws IOException {
        byte[] config = """
                {"architecture": "%s", "os": "linux", "config": {"Labels": {"x": "%s"}, "Cmd": ["/none"], "User": "10001"},
                 "rootfs": {"type": "layers", "diff_ids": ["%s"]}, "history": [{"created_by": "made up"}]}
                """.formatted(architecture, label, digest(LAYER)).getBytes(StandardCharsets.UTF_8);
        byte[] layer = compressed(LAYER);
        byte[] manifest = """
                {"schemaVersion": 2, "mediaType": "%s",
                 "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": %d, "digest": "%s"},
                 "layers": [{"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": %d, "digest": "%s"}]}
                """.formatted(MANIFEST, config.length, digest(config), layer.length, digest(layer))
                .getBytes(StandardCharsets.UTF_8);
        contents.put("/v2/app/blobs/" + digest(config), config);
        contents.put("/v2/app/blobs/" + digest(layer), layer);
        contents.put("/v2/app/manifests/" + digest(manifest), manifest);
        contents.put("/v2/app/manifests/1", manifest);
        contents.put("/v2/", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private HttpServer serving(HttpServer made) {
        made.createContext("/", this::answer);
        made.setExecutor(threads);
        made.start();
        return made;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            byte[] body = contents.getOrDefault(path, new byte[0]);
            boolean isThere = contents.containsKey(path);
            exchange.getResponseHeaders().add("Docker-Distribution-Api-Version", "registry/2.0");
            if (isThere) {
                exchange.getResponseHeaders()
                        .add("Content-Type", path.contains("/manifests/") ? MANIFEST : "application/octet-stream");
                exchange.getResponseHeaders().add("Docker-Content-Digest", digest(body));
            }
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().add("Content-Length", Integer.toString(body.length));
                exchange.sendResponseHeaders(isThere ? 200 : 404, -1);
            } else {
                exchange.sendResponseHeaders(isThere ? 200 : 404, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static HttpServer https(InetSocketAddress at, Path files) throws Exception {
        HttpsServer server = HttpsServer.create(at, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(files)));
        return server;
    }

    private static SSLContext context(Path files) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (PEMParser key =
                        new PEMParser(new FileReader(files.resolve("key.pem").toFile(), StandardCharsets.US_ASCII));
                var certificate = Files.newInputStream(files.resolve("cert.pem"))) {
            store.setKeyEntry(
                    "server",
                    new JcaPEMKeyConverter()
                            .getKeyPair((PEMKeyPair) key.readObject())
                            .getPrivate(),
                    new char[0],
                    new Certificate[] {CertificateFactory.getInstance("X.509").generateCertificate(certificate)});
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
