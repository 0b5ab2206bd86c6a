package io.github.plimsoll.suites;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of a control, as the formatter leaves it: what it asserts is the pass condition, and has no better words. */
final class ControlSource {

    private static final Pattern HELPER = Pattern.compile("^    private .*?(\\w+)\\(.*");

    private static final Pattern REMARK = Pattern.compile("    /\\*\\*(.*?)\\*/\n", Pattern.DOTALL);

    private ControlSource() {}

    /** The file, from the root of the project. */
    static String file(Class<?> type) {
        return "benchmark-suites/src/main/java/" + type.getName().replace('.', '/') + ".java";
    }

    /** The method without its annotations, and the private methods of its class that it calls. */
    static String of(Method method) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", file(method.getDeclaringClass())));
        String control = from(lines, line -> line.startsWith("    void " + method.getName() + "("));
        List<String> parts = new ArrayList<>(List.of(control));
        for (String line : lines) {
            Matcher helper = HELPER.matcher(line);
            if (helper.matches() && control.contains(helper.group(1) + "(")) {
                parts.add(from(lines, line::equals));
            }
        }
        return String.join("\n\n", parts);
    }

    /** What stands above the control for whoever wants to know more, in Markdown; empty if nothing does. */
    static String remark(Method method) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", file(method.getDeclaringClass())));
        int end = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("    void " + method.getName() + "("))
                .findFirst()
                .orElseThrow());
        int begin = lines.subList(0, end).lastIndexOf("");
        String above = String.join("\n", lines.subList(begin + 1, end));
        Matcher remark = REMARK.matcher(above);
        return remark.lookingAt()
                ? remark.group(1)
                        .replaceAll("\n +\\*", "")
                        .replaceAll("\\{@(?:code|link) ([^}]*)\\}", "`$1`")
                        .replace(" <p>", "\n\n")
                        .strip()
                : "";
    }

    private static String from(List<String> lines, java.util.function.Predicate<String> isFirst) {
        List<String> rest = lines.stream().dropWhile(isFirst.negate()).toList();
        if (rest.isEmpty()) {
            throw new IllegalStateException("not found where the formatter puts it");
        }
        List<String> method = new ArrayList<>(
                rest.stream().takeWhile(line -> !line.equals("    }")).toList());
        method.add("    }");
        return method.stream().map(line -> line.replaceFirst("^ {4}", "")).collect(Collectors.joining("\n"));
    }
}
