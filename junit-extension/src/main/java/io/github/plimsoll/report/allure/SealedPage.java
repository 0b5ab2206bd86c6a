package io.github.plimsoll.report.allure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Allure's page made fit to be opened anywhere: it asks nobody for anything, and runs the scripts it was made with but none that a
 * name from the target might smuggle in.
 */
final class SealedPage {

    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>");
    private static final String END = "</script>";
    private static final String EMBEDDED = "src=\"data:text/javascript;base64,";

    private static final String DATA = "d('";

    private final StringBuilder page = new StringBuilder();
    private final List<String> scripts = new ArrayList<>();

    private SealedPage() {}

    static String seal(String html, String title) throws IOException {
        int top = html.indexOf("<script");
        if (top < 0) {
            throw new IOException("the page that Allure made has no scripts");
        }
        SealedPage sealed = new SealedPage();
        sealed.copy(html, top);
        String policy = "default-src 'none'; script-src " + sealed.hashes()
                + "; style-src 'unsafe-inline' data:; img-src data: blob:; font-src data:; connect-src data: blob:"
                + "; frame-src blob:; base-uri 'none'; form-action 'none'";
        return html.substring(0, top)
                .replaceFirst(
                        "<title>[^<]*</title>", Matcher.quoteReplacement("<title>" + Html.escaped(title) + "</title>"))
                .replaceFirst(
                        "<head>",
                        Matcher.quoteReplacement(
                                "<head>\n    <meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">"))
                .concat(sealed.page.toString());
    }

    /** Copies everything from a position on but the scripts that call home. */
    private void copy(String html, int from) throws IOException {
        Matcher script = SCRIPT.matcher(html);
        int position = from;
        while (script.find(position)) {
            page.append(html, position, script.start());
            int end = html.indexOf(END, script.end());
            if (end < 0) {
                throw new IOException("the page that Allure made ends in the middle of a script");
            }
            String attributes = script.group(1);
            if (attributes.contains(EMBEDDED)) {
                add(embedded(attributes));
            } else if (!attributes.contains("src=")
                    && !html.substring(script.end(), end).contains("gtag(")) {
                add(inOrder(html.substring(script.end(), end)));
            }
            position = end + END.length();
        }
        page.append(html, position, html.length());
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
    private static String inOrder(String script) {
        List<String> lines = script.lines().toList();
        List<String> ordered = new ArrayList<>(
                lines.stream().takeWhile(line -> !line.strip().startsWith(DATA)).toList());
        int first = ordered.size();
        lines.stream().filter(line -> line.strip().startsWith(DATA)).sorted().forEach(ordered::add);
        lines.stream()
                .skip(first)
                .filter(line -> !line.strip().startsWith(DATA))
                .forEach(ordered::add);
        return String.join("\n", ordered);
    }

    private void add(String script) {
        page.append("<script>").append(script).append(END);
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

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
