package io.github.plimsoll.fact.image;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells build steps that refresh the index of a package manager, which is then cached, from those that also install. */
final class PackageIndex {

    private static final Pattern COMMAND_END = Pattern.compile("&&|\\|\\|?|[;\\n&(){}]");
    private static final Pattern QUOTES = Pattern.compile("[\"'\\\\\\[\\],]");
    private static final Set<String> MERELY_PRINT = Set.of("echo", "printf", "#", ":");

    /** The subcommands that refresh and nothing more; {@code yum update} upgrades, so it is none. */
    private static final Map<String, Set<String>> REFRESH = Map.of(
            "apt-get", Set.of("update"),
            "apt", Set.of("update"),
            "aptitude", Set.of("update"),
            "apk", Set.of("update"),
            "yum", Set.of("makecache", "check-update"),
            "dnf", Set.of("makecache", "check-update"),
            "microdnf", Set.of("makecache"),
            "tdnf", Set.of("makecache"),
            "zypper", Set.of("refresh", "ref"),
            "pacman", Set.of("-Sy", "-Syy"));

    private static final Set<String> INSTALL = Set.of(
            "install",
            "add",
            "upgrade",
            "dist-upgrade",
            "full-upgrade",
            "build-dep",
            "in",
            "update",
            "up",
            "reinstall",
            "groupinstall",
            "localinstall",
            "satisfy");

    private PackageIndex() {}

    /** Whether the step refreshes an index and no package manager does anything else after that. */
    static boolean isOnlyRefreshed(BuildStep step) {
        String command = step.command();
        if (command.contains("--mount=type=cache")) {
            return false;
        }
        boolean refreshed = false;
        for (String simple : COMMAND_END.split(command)) {
            List<String> words = Arrays.stream(simple.split("\\s+"))
                    .map(word -> QUOTES.matcher(word).replaceAll(""))
                    .filter(word -> !word.isEmpty())
                    .toList();
            switch (use(words)) {
                case REFRESHES -> refreshed = true;
                case INSTALLS -> refreshed = false;
                case NONE -> {}
            }
        }
        return refreshed;
    }

    private static Use use(List<String> words) {
        if (words.isEmpty() || MERELY_PRINT.contains(words.get(0))) {
            return Use.NONE;
        }
        for (int i = 0; i < words.size(); i++) {
            String program = words.get(i).substring(words.get(i).lastIndexOf('/') + 1);
            Set<String> refresh = REFRESH.get(program);
            if (refresh != null) {
                return use(program, words.subList(i + 1, words.size()), refresh);
            }
        }
        return Use.NONE;
    }

    private static Use use(String program, List<String> rest, Set<String> refresh) {
        if (program.equals("pacman")) {
            return rest.size() == 1 && refresh.contains(rest.get(0)) ? Use.REFRESHES : Use.INSTALLS;
        }
        return rest.stream()
                .filter(word -> refresh.contains(word) || INSTALL.contains(word))
                .findFirst()
                .map(word -> refresh.contains(word) ? Use.REFRESHES : Use.INSTALLS)
                .orElse(Use.NONE);
    }

    private enum Use {
        REFRESHES,
        INSTALLS,
        NONE
    }
}
