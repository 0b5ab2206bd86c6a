package io.github.plimsoll.fact.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** One line of an image's history, as the classic builder or BuildKit wrote it, taken back to the instruction it was. */
final class BuildStep {

    private static final int SHOWN = 100;
    private static final Set<String> INSTRUCTIONS = Set.of(
            "ADD",
            "ARG",
            "CMD",
            "COPY",
            "ENTRYPOINT",
            "ENV",
            "EXPOSE",
            "FROM",
            "HEALTHCHECK",
            "LABEL",
            "MAINTAINER",
            "ONBUILD",
            "RUN",
            "SHELL",
            "STOPSIGNAL",
            "USER",
            "VOLUME",
            "WORKDIR");
    private static final Set<String> CHANGE_FILES = Set.of("ADD", "COPY", "RUN", "WORKDIR");

    /** How the classic builder marks an instruction that runs nothing. */
    private static final Pattern NO_OPERATION = Pattern.compile("^\\S+ .*?#\\(nop\\)\\s+");

    private static final Pattern BUILDKIT_MARK = Pattern.compile("\\s*# buildkit\\s*$");
    /** What stands before the command: build arguments, counted, and the shell. */
    private static final Pattern SHELL = Pattern.compile(
            "^(?:\\|\\d+ .*?)?(?:/\\S+/)?(?:sh|bash|ash|dash|zsh)(?: -[\\w-]+(?: pipefail)?)* -\\w*c ", Pattern.DOTALL);

    private static final Pattern FROM_NETWORK = Pattern.compile("(?i)(https?|ftp|git|ssh)://\\S+|git@\\S+:\\S+");
    private static final Pattern ARCHIVE =
            Pattern.compile("(?i)\\S+\\.(tar|tgz|tbz2?|txz|tzst|tar\\.(gz|bz2|xz|zst|lzma))");

    private final String instruction;
    private final String arguments;

    BuildStep(String createdBy) {
        String text = BUILDKIT_MARK
                .matcher(NO_OPERATION.matcher(createdBy.strip()).replaceFirst(""))
                .replaceFirst("");
        String word = text.split("\\s", 2)[0];
        boolean named = INSTRUCTIONS.contains(word.toUpperCase(Locale.ROOT));
        instruction = named ? word.toUpperCase(Locale.ROOT) : "RUN";
        arguments = (named ? text.substring(word.length()) : text).strip();
    }

    /** The whole of it. */
    String text() {
        return instruction + " " + arguments;
    }

    boolean changesFiles() {
        return CHANGE_FILES.contains(instruction);
    }

    /** The command line that it ran, without the shell that ran it; empty for any other instruction. */
    String command() {
        return instruction.equals("RUN") ? SHELL.matcher(arguments).replaceFirst("") : "";
    }

    /** @param first whether it is the first step that makes files, as the root file system of a base image is */
    boolean addsNeedlessly(boolean first) {
        if (!instruction.equals("ADD")) {
            return false;
        }
        List<String> words = Arrays.stream(arguments.split("\\s+"))
                .map(word -> word.replaceAll("[\\[\\],\"]", ""))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.stream().anyMatch(word -> FROM_NETWORK.matcher(word).matches())) {
            return words.stream().noneMatch(word -> word.startsWith("--checksum="));
        }
        // The classic builder writes a digest for the sources: ADD file:1f2e... in /target
        int end = words.contains("in") ? words.lastIndexOf("in") : words.size() - 1;
        boolean archives = end > 0
                && words.subList(0, end).stream()
                        .filter(word -> !word.startsWith("--"))
                        .allMatch(word -> ARCHIVE.matcher(word).matches());
        boolean rootFileSystem =
                first && words.contains("in") && words.get(words.size() - 1).equals("/");
        return !archives && !rootFileSystem;
    }

    @Override
    public String toString() {
        String text = instruction + " " + (instruction.equals("RUN") ? command() : arguments);
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
