package io.github.plimsoll.fact.host;

import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One rule of the kernel's audit.
 *
 * @param place the path it watches, links on the way to it followed; empty if it watches none
 * @param kind {@code path} for a file or a directory without what is in it, {@code dir} for a directory with all below it,
 *     {@code watch} for the short spelling of either
 */
record AuditRule(
        String list,
        String action,
        String kind,
        String place,
        String permissions,
        List<String> syscalls,
        List<String> fields) {

    private static final Set<String> WORDS_OF_64_BITS =
            Set.of("b64", "x86_64", "aarch64", "ppc64le", "s390x", "riscv64");

    private static final Set<String> WORDS_OF_32_BITS =
            Set.of("b32", "i386", "i486", "i586", "i686", "arm", "armv7l", "ppc", "s390");

    /** A rule that names no architecture is for all. */
    private static final String ANY = "any";

    /** The records without which nobody knows who changed which file, by name and by number. */
    private static final Set<String> NEEDED_RECORDS = Set.of("SYSCALL", "1300", "PATH", "1302");

    /** File systems of the kernel's own, in which nothing of an engine lies. */
    private static final Set<String> KERNEL_FILE_SYSTEMS =
            Set.of("debugfs", "0x64626720", "tracefs", "0x74726163", "securityfs", "0x73636673");

    /** The system calls by which files and directories are changed, or opened to be; a number may be any. */
    private static final Pattern CHANGES_FILES =
            Pattern.compile("\\d+|open.*|creat|f?truncate(64)?|fallocate|rename.*|(sym|un)?link(at)?"
                    + "|mkdir(at)?|rmdir|mknod(at)?|bind|f?l?chmod.*|f?l?chown.*|f?l?(set|remove)xattr(at)?");

    static AuditRule of(Reading rule) {
        for (String kind : List.of("watch", "dir", "path")) {
            String place = rule.value(kind).asText("");
            if (!place.isEmpty()) {
                return of(rule, kind, rule.value("real").asText(place));
            }
        }
        return of(rule, "", "");
    }

    private static AuditRule of(Reading rule, String kind, String place) {
        return new AuditRule(
                rule.value("list").asText(""),
                rule.value("action").asText(""),
                kind,
                place,
                rule.value("permissions").asText("rwxa"),
                rule.value("syscalls").asTexts(),
                rule.value("fields").asTexts());
    }

    private boolean isNever() {
        return action.equals("never");
    }

    /**
     * Whether it takes away what rules of another list ask for, wherever it stands: {@code never,task} lets no call of a process
     * be recorded, {@code exclude} drops records, and {@code never,filesystem} the names of files.
     */
    boolean silencesFromAnyPlace() {
        return switch (list) {
            case "task" -> isNever() && !isForServices();
            case "exclude" ->
                !isForServices()
                        && fields.stream()
                                .noneMatch(field -> field.startsWith("msgtype=")
                                        && !NEEDED_RECORDS.contains(field.substring("msgtype=".length())));
            case "filesystem" ->
                isNever()
                        && fields.stream()
                                .noneMatch(field -> field.startsWith("fstype=")
                                        && KERNEL_FILE_SYSTEMS.contains(field.substring("fstype=".length())));
            default -> false;
        };
    }

    /** Whether it lets changes of a file go unrecorded that a later rule asks for, be they all or some. */
    boolean silences(String file) {
        boolean isAboutChanges = syscalls.isEmpty()
                || syscalls.stream()
                        .anyMatch(call -> CHANGES_FILES.matcher(call).matches());
        return isNever()
                && list.equals("exit")
                && isAboutChanges
                && (place.isEmpty() ? !isForServices() : covers(file));
    }

    /** Services that are known by their label change files all day; people do not have such labels. */
    private boolean isForServices() {
        return fields.stream().anyMatch(field -> field.startsWith("subj_type="));
    }

    /** Whether the rule is about all of a file. */
    private boolean covers(String file) {
        return file.equals(place) || (!kind.equals("path") && isAbove(file));
    }

    /** Whether the rule is to record what happens to a file. */
    boolean concerns(String file) {
        return !isNever() && !list.equals("exclude") && covers(file);
    }

    /** What is not recorded of changes of it, be they of what is in it or of its attributes; nothing if all are. */
    List<String> gaps(String file, boolean isDirectory) {
        List<String> gaps = new ArrayList<>();
        if (!action.equals("always") || !list.equals("exit")) {
            gaps.add("it is no rule of always,exit");
        }
        if (isDirectory && kind.equals("path")) {
            gaps.add("path= does not reach what is in a directory, as dir= does");
        }
        if (!permissions.contains("w") || !permissions.contains("a")) {
            gaps.add("it lacks perm=wa");
        }
        if (!syscalls.isEmpty()) {
            gaps.add("it is for some system calls");
        }
        fields.stream()
                .filter(field -> !field.startsWith("arch="))
                .forEach(field -> gaps.add("it is only for " + field));
        return gaps;
    }

    /** The sizes of words that programs may have for the rule to take notice. */
    Set<String> architectures() {
        List<String> named = fields.stream()
                .filter(field -> field.startsWith("arch="))
                .map(field -> field.substring("arch=".length()))
                .toList();
        if (named.isEmpty()) {
            return Set.of(ANY);
        }
        return Set.of(
                WORDS_OF_64_BITS.contains(named.get(0))
                        ? "64"
                        : WORDS_OF_32_BITS.contains(named.get(0)) ? "32" : named.get(0));
    }

    static boolean isEveryArchitecture(Set<String> architectures) {
        return architectures.contains(ANY) || architectures.containsAll(Set.of("32", "64"));
    }

    private boolean isAbove(String path) {
        return !place.isEmpty() && (place.equals("/") || path.startsWith(place + "/"));
    }

    @Override
    public String toString() {
        List<String> words = new ArrayList<>(List.of(action + "," + list));
        if (!place.isEmpty()) {
            words.add(kind + "=" + place);
        }
        words.add("perm=" + permissions);
        words.addAll(syscalls);
        words.addAll(fields);
        return String.join(" ", words);
    }
}
