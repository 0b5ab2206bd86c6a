package io.github.plimsoll.suites.docker.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The Engine API in raw JSON: what is planted is written as the API takes it, with no client's model in between.
 *
 * <p>Speaks HTTP/1.0, in which an answer simply ends with the connection.
 */
final class Engine {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI address;

    /** @param address {@code unix:///path} or {@code tcp://host:port} */
    Engine(URI address) {
        this.address = address;
    }

    JsonNode get(String path) {
        return send("GET", path, "", new byte[0]);
    }

    JsonNode post(String path, JsonNode body) {
        return send("POST", path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    void post(String path) {
        send("POST", path, "", new byte[0]);
    }

    void load(byte[] images) {
        send("POST", "/images/load?quiet=1", "application/x-tar", images);
    }

    /** Makes a plugin from an archive of its parts, which is not switched on. */
    void createPlugin(String name, byte[] parts) {
        send("POST", "/plugins/create?name=" + encoded(name), "application/x-tar", parts);
    }

    /** Unpacks an archive in a container. */
    void unpack(String container, byte[] archive) {
        send("PUT", "/containers/" + container + "/archive?path=/", "application/x-tar", archive);
    }

    void delete(String path) {
        send("DELETE", path, "", new byte[0]);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return address.toString();
    }

    private JsonNode send(String method, String path, String type, byte[] body) {
        String head = method + " " + path + " HTTP/1.0\r\nContent-Length: " + body.length
                + (type.isEmpty() ? "" : "\r\nContent-Type: " + type) + "\r\n\r\n";
        String request = method + " " + path;
        try (SocketChannel channel = SocketChannel.open(socket())) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(body);
            ByteBuffer left = ByteBuffer.wrap(bytes.toByteArray());
            while (left.hasRemaining()) {
                channel.write(left);
            }
            return json(request, Channels.newInputStream(channel).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(request, e);
        }
    }

    private SocketAddress socket() {
        return address.getScheme().equals("unix")
                ? UnixDomainSocketAddress.of(address.getPath())
                : new InetSocketAddress(address.getHost(), address.getPort());
    }

    private static JsonNode json(String request, byte[] answer) throws IOException {
        String[] parts = new String(answer, StandardCharsets.UTF_8).split("\r\n\r\n", 2);
        int status = Integer.parseInt(parts[0].split(" ")[1]);
        if (status >= 400) {
            throw new IllegalStateException(request + ": " + status + " " + parts[1].strip());
        }
        return MAPPER.readTree(parts[1]);
    }
}
