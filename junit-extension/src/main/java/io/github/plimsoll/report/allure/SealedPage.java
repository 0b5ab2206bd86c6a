package io.github.plimsoll.report.allure;

import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Allure's page made fit to be opened anywhere: it asks nobody for anything, and runs the scripts it was made with but none that a
 * name from the target might smuggle in.
 *
 * <p>A page may be a hundred megabytes, so its parts are views of the page that Allure made.
 */
final class SealedPage {

    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>");
    private static final String END = "</script>";
    private static final String EMBEDDED = "src=\"data:text/javascript;base64,";

    /** Else a phone shows the page as wide as a desk has it, and as small as it comes out. */
    private static final String PHONE =
            "\n    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";

    /** How the script begins that holds the report's data, and each of its calls. */
    private static final String DATA = "Promise.allSettled([";

    private static final String CALL = "d('";
    private static final String BETWEEN = "','";

    /** Hands the data to Allure, as its own script would. */
    private static final String LOADER = "Object.assign(window.reportData,"
            + " JSON.parse(document.getElementById(\"report-data\").textContent)); window.reportDataReady = true;";

    private final String html;
    private final String title;
    private final List<CharBuffer> parts = new ArrayList<>();
    private final List<String> scripts = new ArrayList<>();

    private SealedPage(String html, String title) {
        this.html = html;
        this.title = title;
    }

    /** @throws IOException if this is no page of Allure's */
    static SealedPage of(String html, String title) throws IOException {
        int top = html.indexOf("<script");
        if (top < 0) {
            throw new IOException("the page that Allure made has no scripts");
        }
        SealedPage sealed = new SealedPage(html, title);
        sealed.take(top);
        sealed.parts.add(0, CharBuffer.wrap(sealed.head(top)));
        return sealed;
    }

    void writeTo(Writer out) throws IOException {
        for (CharBuffer part : parts) {
            out.append(part);
        }
    }

    private String head(int top) {
        String policy = "default-src 'none'; script-src " + hashes()
                + "; style-src 'unsafe-inline' data:; img-src data: blob:; font-src data:; connect-src data: blob:"
                + "; frame-src blob:; base-uri 'none'; form-action 'none'";
        return html.substring(0, top)
                .replaceFirst(
                        "<title>[^<]*</title>", Matcher.quoteReplacement("<title>" + Html.escaped(title) + "</title>"))
                .replaceFirst(
                        "<head>",
                        Matcher.quoteReplacement("<head>\n    <meta http-equiv=\"Content-Security-Policy\" content=\""
                                + policy + "\">" + PHONE));
    }

    /** Takes everything from a position on but the scripts that call home. */
    private void take(int from) throws IOException {
        Matcher script = SCRIPT.matcher(html);
        int position = from;
        while (script.find(position)) {
            parts.add(view(position, script.start()));
            int end = html.indexOf(END, script.end());
            if (end < 0) {
                throw new IOException("the page that Allure made ends in the middle of a script");
            }
            String attributes = script.group(1);
            if (attributes.contains(EMBEDDED)) {
                add(embedded(attributes));
            } else if (holdsData(script.end(), end)) {
                addData(script.end(), end);
            } else if (!attributes.contains("src=")
                    && !html.substring(script.end(), end).contains("gtag(")) {
                add(view(script.end(), end));
            }
            position = end + END.length();
        }
        parts.add(view(position, html.length()));
    }

    private CharBuffer view(int from, int to) {
        return CharBuffer.wrap(html, from, to);
    }

    private boolean holdsData(int from, int to) {
        int at = html.indexOf(DATA, from);
        return at >= 0 && at < to;
    }

    /** A script within the page can be named by its hash; one behind an address cannot, in all browsers. */
    private static String embedded(String attributes) {
        int start = attributes.indexOf(EMBEDDED) + EMBEDDED.length();
        byte[] script = Base64.getDecoder().decode(attributes.substring(start, attributes.indexOf('"', start)));
        return new String(script, StandardCharsets.UTF_8)
                .replace("</script", "<\\/script")
                .replace("<!--", "<\\!--");
    }

    /**
     * Puts the report's data, which Allure embeds in calls of a script, into a block that is no script: it needs no hash, whatever its
     * size. One file a line, in an order that is the same from run to run.
     */
    private void addData(int from, int to) throws IOException {
        if (html.indexOf('<', from) != to) {
            throw new IOException("the page that Allure made holds data that is not encoded");
        }
        SortedMap<String, CharBuffer> files = new TreeMap<>();
        for (int call = html.indexOf(CALL, from); call >= 0 && call < to; call = html.indexOf(CALL, call)) {
            int name = call + CALL.length();
            int value = html.indexOf(BETWEEN, name);
            int end = html.indexOf('\'', value + BETWEEN.length());
            if (value < 0 || end < 0 || end >= to) {
                throw new IOException("the page that Allure made ends in the middle of its data");
            }
            files.put(html.substring(name, value), view(value + BETWEEN.length(), end));
            call = end;
        }
        parts.add(CharBuffer.wrap("<script type=\"application/json\" id=\"report-data\">{"));
        String separator = "\n\"";
        for (Map.Entry<String, CharBuffer> file : files.entrySet()) {
            parts.add(CharBuffer.wrap(separator + file.getKey() + "\":\""));
            parts.add(file.getValue());
            separator = "\",\n\"";
        }
        parts.add(CharBuffer.wrap(files.isEmpty() ? "}" : "\"\n}"));
        parts.add(CharBuffer.wrap(END));
        add(LOADER);
    }

    private void add(CharSequence script) {
        parts.add(CharBuffer.wrap("<script>"));
        parts.add(CharBuffer.wrap(script));
        parts.add(CharBuffer.wrap(END));
        scripts.add(script.toString());
    }

    /** Scripts are megabytes, so each is hashed beside the others. */
    private String hashes() {
        return scripts.parallelStream()
                .map(script -> "'sha256-" + Base64.getEncoder().encodeToString(sha256(script)) + "'")
                .sorted()
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static byte[] sha256(String script) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
