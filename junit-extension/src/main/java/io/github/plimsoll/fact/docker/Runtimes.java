package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The programs that an engine starts containers with: as root, and before any restriction is in force. */
final class Runtimes {

    private static final Pattern SYSTEM_PROGRAM =
            Pattern.compile("[^/]+|(?:/usr|/usr/local)?/(?:s?bin|lib(?:exec)?)/(?!.*\\.\\.).+");

    private Runtimes() {}

    static List<String> beyond(Reading info, List<String> known) {
        List<String> runtimes = info.value("Runtimes").keys();
        if (runtimes.isEmpty()) {
            throw new Unreadable("the engine does not report its runtimes");
        }
        List<String> beyond = new ArrayList<>();
        for (String name : runtimes) {
            Reading runtime = info.part("Runtimes.\"" + name + "\"");
            String program =
                    runtime.value("path").asText(runtime.value("runtimeType").asText(""));
            if (!known.contains(name)) {
                beyond.add(name + " (" + program + ")");
            } else if (!SYSTEM_PROGRAM
                    .matcher(program.isEmpty() ? name : program)
                    .matches()) {
                beyond.add(name + " at " + program);
            }
        }
        String standard = info.value("DefaultRuntime").asText("runc");
        if (!known.contains(standard)) {
            beyond.add(standard + ", by default");
        }
        return beyond;
    }
}
