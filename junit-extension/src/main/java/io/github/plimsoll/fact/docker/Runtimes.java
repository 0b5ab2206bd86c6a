package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs that an engine starts containers with: as root, and before any restriction is in force. */
final class Runtimes {

    private static final Pattern SYSTEM_PROGRAM =
            Pattern.compile("[^/]+|(?:/usr|/usr/local)?/(?:s?bin|lib(?:exec)?)/(?!.*\\.\\.).+");

    private Runtimes() {}

    /** The programs that one runtime is: itself, the shim that starts it, and what that shim is told to start in its stead. */
    static List<String> programs(Reading runtime) {
        return Stream.of("path", "runtimeType", "options.BinaryName")
                .map(field -> runtime.value(field).asText(""))
                .filter(program -> !program.isEmpty())
                .toList();
    }

    static List<String> beyond(Reading info, List<String> known) {
        List<String> runtimes = info.value("Runtimes").keys();
        if (runtimes.isEmpty()) {
            throw new Unreadable("the engine does not report its runtimes");
        }
        List<String> beyond = new ArrayList<>();
        for (String name : runtimes) {
            Reading runtime = info.part("Runtimes.\"" + name + "\"");
            List<String> programs = programs(runtime);
            if (!known.contains(name)) {
                beyond.add(name + " (" + String.join(", ", programs) + ")");
            }
            programs.stream()
                    .filter(program -> known.contains(name))
                    .filter(program -> !SYSTEM_PROGRAM.matcher(program).matches())
                    .forEach(program -> beyond.add(name + " at " + program));
        }
        String standard = info.value("DefaultRuntime").asText("runc");
        if (!known.contains(standard)) {
            beyond.add(standard + ", by default");
        }
        return beyond;
    }
}
