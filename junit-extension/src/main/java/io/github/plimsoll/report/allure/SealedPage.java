package io.github.plimsoll.report.allure;

import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
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

    private static final String DATA = "d('";
    private static final CharBuffer LINE_END = CharBuffer.wrap("\n");

    private final String html;
    private final String title;
    private final List<CharBuffer> parts = new ArrayList<>();
    private final List<List<CharBuffer>> scripts = new ArrayList<>();

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
                add(List.of(CharBuffer.wrap(embedded(attributes))));
            } else if (!attributes.contains("src=") && !contains(script.end(), end, "gtag(")) {
                add(inOrder(script.end(), end));
            }
            position = end + END.length();
        }
        parts.add(view(position, html.length()));
    }

    private CharBuffer view(int from, int to) {
        return CharBuffer.wrap(html, from, to);
    }

    private boolean contains(int from, int to, String text) {
        int at = html.indexOf(text, from);
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

    /** Allure embeds the report's data, one file a line, in an order that differs from run to run. */
    private List<CharBuffer> inOrder(int from, int to) {
        List<CharBuffer> before = new ArrayList<>();
        List<CharBuffer> data = new ArrayList<>();
        List<CharBuffer> after = new ArrayList<>();
        for (int start = from; start < to; ) {
            int end = html.indexOf('\n', start);
            int stop = end < 0 ? to : Math.min(end, to);
            CharBuffer line = view(start, stop);
            if (isData(start)) {
                data.add(line);
            } else {
                (data.isEmpty() ? before : after).add(line);
            }
            start = stop + 1;
        }
        Collections.sort(data);
        List<CharBuffer> script = new ArrayList<>();
        for (List<CharBuffer> lines : List.of(before, data, after)) {
            for (CharBuffer line : lines) {
                script.add(line);
                script.add(LINE_END);
            }
        }
        return script;
    }

    private boolean isData(int line) {
        int start = line;
        while (html.charAt(start) == ' ') {
            start++;
        }
        return html.startsWith(DATA, start);
    }

    private void add(List<CharBuffer> script) {
        parts.add(CharBuffer.wrap("<script>"));
        parts.addAll(script);
        parts.add(CharBuffer.wrap(END));
        scripts.add(script);
    }

    /** Scripts are megabytes, so each is hashed beside the others. */
    private String hashes() {
        return scripts.parallelStream()
                .map(script -> "'sha256-" + Base64.getEncoder().encodeToString(sha256(script)) + "'")
                .sorted()
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static byte[] sha256(List<CharBuffer> script) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            // By way of a string, whose characters are turned into bytes many times faster.
            script.forEach(part -> digest.update(part.toString().getBytes(StandardCharsets.UTF_8)));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
