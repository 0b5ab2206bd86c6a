package io.github.plimsoll.target;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redacts a line of an image's history, as either builder writes them.
 *
 * <p>Which instruction made a layer and what it ran stays, since controls judge it. Values of {@code ENV}, {@code ARG} and
 * {@code LABEL}, build arguments noted before a {@code RUN}, and the command lines an image carries go.
 */
final class BuildHistory {

    private static final String CLASSIC = "^(?<lead>/bin/sh -c #\\(nop\\)\\s{1,9})?";
    private static final Pattern NAMED_VALUE = Pattern.compile(
            CLASSIC + "(?<keep>(?:ENV|ARG|LABEL)\\s{1,9}[^\\s=]+(?:=|\\s{1,9}))(?<secret>.+)$", Pattern.DOTALL);
    private static final Pattern COMMAND =
            Pattern.compile(CLASSIC + "(?<keep>(?:CMD|ENTRYPOINT|HEALTHCHECK)\\s{1,9})(?<secret>.+)$", Pattern.DOTALL);
    private static final Pattern BUILD_ARGUMENTS = Pattern.compile(
            "^(?<keep>(?:RUN )?\\|\\d{1,9} )(?<secret>.*?)(?<rest> /bin/sh -c (?!.* /bin/sh -c ).*)?$", Pattern.DOTALL);

    private BuildHistory() {}

    static String redact(String createdBy, Marker marker) {
        Matcher command = COMMAND.matcher(createdBy);
        if (command.matches()) {
            return createdBy.contains("NONE") ? createdBy : replaced(command, createdBy, "command line", marker);
        }
        Matcher named = NAMED_VALUE.matcher(createdBy);
        if (named.matches()) {
            return replaced(named, createdBy, "build value", marker);
        }
        Matcher arguments = BUILD_ARGUMENTS.matcher(createdBy);
        return Detector.clean(
                arguments.matches() ? replaced(arguments, createdBy, "build arguments", marker) : createdBy, marker);
    }

    private static String replaced(Matcher match, String text, String kind, Marker marker) {
        Set<String> kinds = new LinkedHashSet<>(List.of(kind));
        kinds.addAll(Detector.labels(match.group("secret"), marker));
        return text.substring(0, match.start("secret"))
                + marker.replace(match.group("secret"), String.join(", ", kinds))
                + text.substring(match.end("secret"));
    }
}
