package io.github.plimsoll.target.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A flag of a program that may name a file or a directory.
 *
 * @param name without dashes
 * @param path what it says, which may be something else
 */
record FileFlag(String name, String path) {

    /** Flags that name files whose contents are judged. */
    private static final Set<String> SETTINGS = Set.of(
            "config",
            "config-file",
            "audit-policy-file",
            "authentication-config",
            "authorization-config",
            "admission-control-config-file");

    /** Directories of which only they themselves matter, whatever is in them. */
    private static final Set<String> UNLISTED = Set.of("data-dir", "root-dir", "wal-dir");

    /** All flags on a command line; the value is behind an equals sign or in the next word, and an underscore stands for a dash. */
    static List<FileFlag> in(List<String> words) {
        List<FileFlag> flags = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("-")) {
                int equals = word.indexOf('=');
                String name = equals < 0 ? word : word.substring(0, equals);
                String next = i + 1 < words.size() ? words.get(i + 1) : "";
                flags.add(new FileFlag(
                        name.replaceFirst("^--?", "").replace('_', '-'),
                        equals < 0 ? next : word.substring(equals + 1)));
            }
        }
        return flags;
    }

    boolean isEncryption() {
        return name.equals("encryption-provider-config");
    }

    /** Whether what is in the file names other files. */
    boolean namesOthers() {
        return name.equals("admission-control-config-file");
    }

    boolean isSettings() {
        return SETTINGS.contains(name);
    }

    /** By its name, as far as such names tell. */
    boolean isDirectory() {
        return name.endsWith("-dir") || name.equals("pod-manifest-path");
    }

    /** Whether all that is in it matters. */
    boolean isTree() {
        return isDirectory() && !UNLISTED.contains(name);
    }
}
