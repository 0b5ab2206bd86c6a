package io.github.plimsoll.fact.host;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A file, directory or socket of a host: whose it is and who may do what with it. Platforms say which file is what to them. */
public abstract class HostFile extends Subject {

    private static final int STICKY = 01000;
    private static final int WRITABLE_BY_OTHERS = 0022;

    protected HostFile(Reading reading) {
        super(reading);
    }

    /** Where the file is, links followed. */
    public final String realPath() {
        return read("real").asText(path());
    }

    /** The path under which the file was looked for. */
    public final String path() {
        return read("path").requiredText();
    }

    public final boolean isDirectory() {
        return read("type").requiredText().equals("directory");
    }

    public final long uid() {
        return read("uid").requiredLong();
    }

    public final long gid() {
        return read("gid").requiredLong();
    }

    /** The permissions that the file gives beyond some, bit by bit, for example {@code others may write}. */
    public final List<String> permissionsBeyond(int allowed) {
        // On a directory the bits above the nine give nobody a right.
        int mode = mode(reading()) & (isDirectory() ? 0777 : 07777);
        return new Permissions(mode).beyond(allowed);
    }

    /** The permissions of a mode, as text has it, beyond some. */
    protected static List<String> permissionsBeyond(String mode, int allowed) {
        return new Permissions(octal(mode)).beyond(allowed);
    }

    /** Whether everybody may read the file, the directories on the way let through. */
    public final boolean isReadableByEverybody() {
        return (mode(reading()) & 0004) != 0
                && reading().elements("way").stream().allMatch(directory -> (mode(directory) & 0001) != 0);
    }

    /** Whether all of its group may write to it, or connect to it if it is a socket. */
    public final boolean isWritableByGroup() {
        return (mode(reading()) & 0020) != 0;
    }

    /** Whether all others may write to it, or connect to it if it is a socket. */
    public final boolean isWritableByOthers() {
        return (mode(reading()) & 0002) != 0;
    }

    /** What an access control list grants beside the mode, under its mask: {@code user:1000:rw-}. */
    public final List<String> aclEntries() {
        String unreadable = read("aclUnreadable").asText("");
        if (!unreadable.isEmpty()) {
            throw new Unreadable("the access control list of " + unreadable);
        }
        return read("acl").asTexts();
    }

    /**
     * The directories on the way to the file in which others than its keepers may put another in its place; a directory is itself one.
     *
     * @param keepers the users whose the directories may be
     */
    public final List<String> openDirectoriesOnTheWay(Set<Long> keepers) {
        List<String> open = new ArrayList<>();
        for (Reading directory : reading().elements("way")) {
            String path = directory.value("path").requiredText();
            long owner = directory.value("uid").requiredLong();
            int mode = mode(directory);
            if (!keepers.contains(owner)) {
                open.add(path + " belongs to user " + owner);
            } else if ((mode & WRITABLE_BY_OTHERS) != 0 && !isKeptBySticky(directory, mode, keepers)) {
                open.add(path + " has mode " + directory.value("mode").requiredText());
            }
        }
        if (isDirectory()) {
            if (!keepers.contains(uid())) {
                open.add(realPath() + " belongs to user " + uid());
            } else if ((mode(reading()) & WRITABLE_BY_OTHERS) != 0) {
                open.add(realPath() + " has mode " + reading().value("mode").requiredText());
            }
        }
        return open;
    }

    /** In a sticky directory only the owner of an entry replaces it. */
    private static boolean isKeptBySticky(Reading directory, int mode, Set<Long> keepers) {
        return (mode & STICKY) != 0
                && keepers.contains(directory.value("uidOfEntry").requiredLong());
    }

    private static int mode(Reading file) {
        return octal(file.value("mode").requiredText());
    }

    private static int octal(String mode) {
        if (!mode.matches("[0-7]{3,4}")) {
            throw new Unreadable("the mode of a file is not understood: " + mode);
        }
        return Integer.parseInt(mode, 8);
    }
}
