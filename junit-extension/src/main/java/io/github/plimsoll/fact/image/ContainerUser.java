package io.github.plimsoll.fact.image;

import io.github.plimsoll.fact.Unreadable;
import java.util.Optional;
import java.util.regex.Pattern;

/** The user of a container or exec session, as {@code --user} takes it: {@code user}, {@code user:group}, {@code :group}. */
public final class ContainerUser {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern HUGE_NUMBER = Pattern.compile("[+-]?\\d{19,}");
    /** Beyond it, old runtimes wrap around and may end at 0 (CVE-2024-40635). */
    private static final long LARGEST = Integer.MAX_VALUE;

    private ContainerUser() {}

    /** Whether this is root; empty for a name, which only the image's own user database resolves. */
    public static Optional<Boolean> isRoot(String user) {
        String name = user.split(":", 2)[0];
        if (name.isEmpty() || name.equals("root") || HUGE_NUMBER.matcher(name).matches()) {
            return Optional.of(true);
        }
        if (!NUMBER.matcher(name).matches()) {
            return Optional.empty();
        }
        long uid = Long.parseLong(name);
        return Optional.of(uid <= 0 || uid > LARGEST);
    }

    public static Unreadable unresolved(String user) {
        return new Unreadable("user '" + user + "' is a name that only files in the image resolve to a uid");
    }
}
