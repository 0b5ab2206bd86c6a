package io.github.plimsoll.target.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The head of an HTTP answer, and its body still on the wire. */
final class Answer implements DockerHttpClient.Response {

    private static final int LONGEST_LINE = 1 << 14;
    private static final int MOST_HEADERS = 200;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] \\d{3}( .*)?");

    private final int status;
    private final Map<String, List<String>> headers;
    private final Body body;

    private Answer(int status, Map<String, List<String>> headers, Body body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Reads the head of the answer to a request.
     *
     * @param end told once whether the wire can be used again
     */
    static Answer read(Wire wire, boolean isHead, Body.End end) throws IOException {
        InputStream input = wire.input();
        int status;
        Map<String, List<String>> headers;
        do {
            status = status(line(input));
            headers = headers(input);
        } while (status >= 100 && status < 200 && status != 101);
        boolean empty = isHead || status == 204 || status == 304;
        boolean reusable = !first(headers, "Connection").equalsIgnoreCase("close");
        Body body = new Body(wire, empty ? 0 : length(headers), reusable, end);
        return new Answer(status, headers, body);
    }

    private static int status(String line) throws IOException {
        if (!STATUS.matcher(line).matches()) {
            throw new IOException("what answers does not speak HTTP");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Map<String, List<String>> headers(InputStream input) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int count = 0;
        for (String line = line(input); !line.isEmpty(); line = line(input)) {
            int colon = line.indexOf(':');
            if (colon < 1 || ++count > MOST_HEADERS) {
                throw new IOException("the head of the answer is not that of HTTP");
            }
            headers.computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** How long the body is; one of the constants of {@link Body} where the head does not say. */
    private static long length(Map<String, List<String>> headers) throws IOException {
        if (!first(headers, "Transfer-Encoding").isEmpty()) {
            return Body.CHUNKED;
        }
        String length = first(headers, "Content-Length");
        if (length.isEmpty()) {
            return Body.UNTIL_CLOSED;
        }
        if (!length.matches("\\d{1,18}")) {
            throw new IOException("the head of the answer is not that of HTTP");
        }
        return Long.parseLong(length);
    }

    private static String first(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
    }

    static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed before the answer");
            }
            if (line.length() >= LONGEST_LINE) {
                throw new IOException("what answers does not speak HTTP");
            }
            line.append((char) c);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    @Override
    public int getStatusCode() {
        return status;
    }

    @Override
    public Map<String, List<String>> getHeaders() {
        return headers;
    }

    /** The first header of a name, empty if there is none. */
    String header(String name) {
        return first(headers, name);
    }

    @Override
    public InputStream getBody() {
        return body;
    }

    @Override
    public void close() {
        body.close();
    }
}
