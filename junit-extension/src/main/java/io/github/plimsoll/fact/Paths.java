package io.github.plimsoll.fact;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dotted paths under which evidence is noted: {@code NetworkSettings.Ports."80/tcp"[0].HostIp}. */
final class Paths {

    private static final Pattern STEP = Pattern.compile("\"([^\"]*)\"|(\\[\\d+])|([^.\\[\"]+)");

    private Paths() {}

    static List<String> steps(String path) {
        Matcher matcher = STEP.matcher(path);
        List<String> steps = new java.util.ArrayList<>();
        while (matcher.find()) {
            steps.add(matcher.group(1) != null ? matcher.group(1) : matcher.group());
        }
        return steps;
    }
}
