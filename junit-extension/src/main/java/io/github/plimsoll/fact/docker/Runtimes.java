package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Gathered;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs that an engine starts containers with: as root, and before any restriction is in force. */
final class Runtimes {

    private static final Pattern SYSTEM_PROGRAM =
            Pattern.compile("[^/]+|(?:/usr|/usr/local)?/(?:s?bin|lib(?:exec)?)/(?!.*\\.\\.).+");

    private Runtimes() {}

    /** The programs that one runtime is: itself, the shim that starts it, and what that shim is told to start in its stead. */
    static List<String> programs(Reading runtime) {
        return programs(field -> runtime.value(field).asText(""));
    }

    private static List<String> programs(UnaryOperator<String> field) {
        return Stream.of("path", "runtimeType", "options.BinaryName")
                .map(field)
                .filter(program -> !program.isEmpty())
                .toList();
    }

    static List<String> beyond(Reading info, List<String> known, DaemonSettings settings) {
        List<String> runtimes = info.value("Runtimes").keys();
        if (runtimes.isEmpty()) {
            throw new Unreadable("the engine does not report its runtimes");
        }
        String standard = info.value("DefaultRuntime").asText("runc");
        List<Supplier<List<String>>> looks = new ArrayList<>();
        looks.add(() -> known.contains(standard) ? List.of() : List.of(standard + ", by default"));
        for (String name : runtimes) {
            looks.add(() -> {
                List<String> programs = programs(info.part("Runtimes.\"" + name + "\""));
                if (!known.contains(name)) {
                    return List.of(name + " (" + String.join(", ", programs) + ")");
                }
                return (programs.isEmpty() ? programsBySettings(name, settings) : programs)
                        .stream()
                                .filter(program ->
                                        !SYSTEM_PROGRAM.matcher(program).matches())
                                .map(program -> name + " at " + program)
                                .toList();
            });
        }
        return Gathered.from(looks);
    }

    /** Newer engines tell nothing of a runtime that is a shim of containerd, but its name. */
    private static List<String> programsBySettings(String name, DaemonSettings settings) {
        List<String> programs = programs(field -> settings.text("runtimes.\"" + name + "\"." + field, ""));
        if (programs.isEmpty()) {
            throw new Unreadable("which program the runtime " + name
                    + " is, neither the engine tells nor the file that it was configured from");
        }
        return programs;
    }
}
