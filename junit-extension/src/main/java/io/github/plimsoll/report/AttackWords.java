package io.github.plimsoll.report;

import io.github.plimsoll.attack.AttackPath;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.attack.Cut;
import io.github.plimsoll.fact.attack.Position;
import java.util.List;
import java.util.stream.Collectors;

/** What is said of attack paths in every report; of the target's names it says as they are, for each report to escape. */
public final class AttackWords {

    private static final int NAMED = 3;

    private AttackWords() {}

    /** For example {@code Attack paths: 3 open, 1 more could not be excluded}. */
    public static String title(AttackPaths attack) {
        long open = attack.certain();
        long doubtful = attack.paths().size() - open;
        return "Attack paths: " + open + " open"
                + (doubtful == 0 ? "" : ", " + doubtful + (open == 0 ? "" : " more") + " could not be excluded");
    }

    /** For example {@code docker run ... : breaks 3 of the 4 paths}. */
    public static String of(Cut cut) {
        return cut.fix().subject() + ": " + cut.fix().words() + " "
                + (cut.breaks() == 0
                        ? "(closes a way; it takes the next change too to break a path)"
                        : "(breaks " + cut.breaks() + " of " + cut.of() + ")");
    }

    /** Those that nothing leads to, some by name; empty if there are none. */
    public static String unreached(AttackPaths attack) {
        List<String> names = attack.unreached().stream()
                .filter(AttackPath::isCertain)
                .map(path -> path.taken().stream().map(Position::name).collect(Collectors.joining(", ")))
                .toList();
        int doubtful = attack.unreached().size() - names.size();
        String some = names.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
        String certain =
                names.isEmpty() ? "" : "nothing was seen to lead there, but whoever gets to " + some + " gets as far";
        String perhaps = doubtful == 0 ? "" : doubtful + " more could not be excluded that nothing was seen to lead to";
        return certain + (certain.isEmpty() || perhaps.isEmpty() ? "" : "; ") + perhaps;
    }
}
