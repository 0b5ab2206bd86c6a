package io.github.plimsoll.target;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Ways in which a server may answer. */
public final class Scripts {

    private Scripts() {}

    public static FakeServer.Script json(int status, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return out -> {
            out.write(head(status, "Content-Length: " + body.length));
            out.write(body);
        };
    }

    public static FakeServer.Script bytes(byte[] body) {
        return out -> {
            out.write(head(200, "Content-Length: " + body.length));
            out.write(body);
        };
    }

    public static FakeServer.Script chunked(String... chunks) {
        return out -> {
            out.write(head(200, "Transfer-Encoding: chunked"));
            for (String chunk : chunks) {
                byte[] bytes = chunk.getBytes(StandardCharsets.UTF_8);
                out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(bytes);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        };
    }

    public static FakeServer.Script raw(String bytes) {
        return out -> out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Promises more than comes, and hangs up. */
    public static FakeServer.Script truncated(String json) {
        return out -> {
            out.write(head(200, "Content-Length: 5000"));
            out.write(json.getBytes(StandardCharsets.UTF_8));
            out.flush();
            out.close();
        };
    }

    public static FakeServer.Script nothing() {
        return out -> Thread.sleep(60_000);
    }

    /** A byte every 20 milliseconds, without an end. */
    public static FakeServer.Script slowDrip(String beginning) {
        return out -> {
            out.write(beginning.getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(' ');
                out.flush();
                Thread.sleep(20);
            }
        };
    }

    public static FakeServer.Script slowBody() {
        return slowDrip("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n[");
    }

    public static FakeServer.Script nested(int depth) {
        return json(200, "[".repeat(depth) + "]".repeat(depth));
    }

    /** A gigabyte, made while it is sent. */
    public static FakeServer.Script huge() {
        return out -> {
            out.write(head(200, "Transfer-Encoding: chunked"));
            byte[] megabyte = new byte[1 << 20];
            Arrays.fill(megabyte, (byte) ' ');
            for (int i = 0; i < 1024; i++) {
                chunk(out, megabyte);
            }
            chunk(out, new byte[0]);
        };
    }

    private static void chunk(OutputStream out, byte[] bytes) throws java.io.IOException {
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] head(int status, String header) {
        return ("HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
