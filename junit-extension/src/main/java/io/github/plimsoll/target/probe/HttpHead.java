package io.github.plimsoll.target.probe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The status and the headers of an answer in HTTP; the body is left where it is. */
record HttpHead(int status, Map<String, String> headers) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final int LONGEST_LINE = 8 << 10;
    private static final int MOST_LINES = 100;

    /** Asks for a path, in as few words as HTTP allows. */
    static HttpHead ask(String host, String path, InputStream in, OutputStream out) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + (host.contains(":") ? "[" + host + "]" : host)
                + "\r\nUser-Agent: plimsoll\r\nConnection: close\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        Matcher status = STATUS.matcher(line(in));
        if (!status.matches()) {
            throw new NotHttp();
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int lines = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1 || ++lines > MOST_LINES) {
                throw new NotHttp();
            }
            headers.putIfAbsent(
                    line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
        return new HttpHead(Integer.parseInt(status.group(1)), headers);
    }

    /** Writes the status, and of the headers those named. */
    void describe(ObjectNode into, Iterable<String> wanted) {
        into.put("status", status);
        ObjectNode kept = into.putObject("headers");
        for (String name : wanted) {
            String value = headers.get(name);
            if (value != null) {
                kept.put(name, Failure.oneLine(value));
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed before the answer");
            }
            if (line.length() >= LONGEST_LINE) {
                throw new NotHttp();
            }
            line.append((char) c);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    /** Something answered, but not in HTTP. */
    static final class NotHttp extends IOException {

        private static final long serialVersionUID = 1L;

        NotHttp() {
            super("what answers does not speak HTTP");
        }
    }
}
