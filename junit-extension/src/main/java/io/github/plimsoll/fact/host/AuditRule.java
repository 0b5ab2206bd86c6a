package io.github.plimsoll.fact.host;

import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One rule of the kernel's audit.
 *
 * @param place the path it watches; empty if it watches none
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

    /** A rule that names no architecture is for all. */
    private static final String ANY = "any";

    static AuditRule of(Reading rule) {
        for (String kind : List.of("watch", "dir", "path")) {
            String place = rule.value(kind).asText("");
            if (!place.isEmpty()) {
                return of(rule, kind, place);
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

    boolean isNever() {
        return action.equals("never");
    }

    /** {@code -a never,task} lets no call be recorded whatever else is asked for. */
    boolean silencesAll() {
        return isNever() && place.isEmpty() && fields.isEmpty() && (list.equals("task") || syscalls.isEmpty());
    }

    /** Whether the rule is about all of a file at one of those places. */
    boolean covers(Set<String> places) {
        return places.contains(place)
                || (!kind.equals("path") && places.stream().anyMatch(this::isAbove));
    }

    /** Whether the rule is to record what happens to a file at one of those places. */
    boolean concerns(Set<String> places) {
        return !isNever() && !list.equals("exclude") && covers(places);
    }

    /** What is not recorded of changes of it, be they of what is in it or of its attributes; nothing if all are. */
    List<String> gaps(Set<String> places, boolean isDirectory) {
        List<String> gaps = new ArrayList<>();
        if (!action.equals("always") || !list.equals("exit")) {
            gaps.add("it is no rule of always,exit");
        }
        if (isDirectory && kind.equals("path") && places.contains(place)) {
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
        return Set.of(WORDS_OF_64_BITS.contains(named.get(0)) ? "64" : "32");
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
