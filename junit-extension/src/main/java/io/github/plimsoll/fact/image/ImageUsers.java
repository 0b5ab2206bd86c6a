package io.github.plimsoll.fact.image;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;
import java.util.Optional;

/** Who there is according to the user database of an image. */
public final class ImageUsers {

    /** @param login {@code open}, {@code by password} or {@code locked} */
    record User(String name, long uid, String login) {

        boolean isOpen() {
            return login.equals("open");
        }
    }

    private final Reading contents;

    public ImageUsers(Reading contents) {
        this.contents = contents;
    }

    /** @throws Unreadable if the files that say so are something else than files */
    List<User> all() {
        if (!contents.value("accounts.known").requiredBoolean()) {
            throw new Unreadable("/etc/passwd or /etc/shadow of the image is no file that could be read");
        }
        return contents.elements("accounts.users").stream()
                .map(user -> new User(
                        user.value("name").requiredText(),
                        user.value("uid").requiredLong(),
                        user.value("login").requiredText()))
                .toList();
    }

    /** Whether a user, given as for {@code --user}, is root; empty for a name that the image does not know. */
    public Optional<Boolean> isRoot(String user) {
        String name = user.split(":", 2)[0];
        return all().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .map(candidate -> candidate.uid() == 0 || candidate.uid() > Integer.MAX_VALUE);
    }
}
