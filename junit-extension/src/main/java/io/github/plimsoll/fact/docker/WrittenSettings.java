package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.host.HostDocuments;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** How the daemon is to run as its file and its unit say now, beside how it does run. */
public final class WrittenSettings extends Subject {

    private final DaemonSettings settings;
    private final Reading file;
    private final Reading process;

    WrittenSettings(Reading reading) {
        super(reading);
        this.settings = new DaemonSettings(reading);
        this.file = reading.document(DockerDocuments.DAEMON_CONFIG);
        this.process = reading.document(DockerDocuments.DAEMON_PROCESS);
    }

    /** Whether there is a configuration file, or was one that the daemon was told to read. */
    public boolean haveFile() {
        return file.value("exists").requiredBoolean() || settings.isOnCommandLine("config-file");
    }

    /**
     * What is written and not in force, or in force and not written any more.
     *
     * @throws Unreadable if the file was changed after the daemon started and has settings that the daemon does not tell
     */
    public List<String> differences() {
        if (!file.value("exists").requiredBoolean()) {
            return List.of("the file that the daemon was started with is gone");
        }
        RunningSettings running = new RunningSettings(reading(), settings);
        List<String> differences = running.differences();
        List<String> untold = file.value("content").keys().stream()
                .filter(key -> !RunningSettings.TOLD.contains(key))
                .toList();
        if (differences.isEmpty() && !untold.isEmpty() && settings.isFileNewer()) {
            throw new Unreadable(file.value("path").requiredText()
                    + " was changed after the daemon started, and whether it runs with what is written there now of "
                    + String.join(", ", untold) + " cannot be told; restart the daemon and look again");
        }
        return differences;
    }

    /** Keys that stand twice in one object of the file. */
    public List<String> keysTwice() {
        return file.value("duplicateKeys").asTexts();
    }

    /** Keys of the file on which the daemon will not start; those of a file that it has started on are known to it. */
    public List<String> unknownKeys() {
        if (!settings.isFileNewer()) {
            return List.of();
        }
        return new TreeSet<>(file.value("content").keys())
                .stream().filter(key -> !DaemonKeys.ALL.contains(key)).toList();
    }

    /** The command line by which the unit starts the daemon now; empty if it was not started by one, or by way of a script. */
    public Optional<List<String>> commandOfUnit() {
        if (!process.value("unit").isPresent()) {
            return Optional.empty();
        }
        Reading unit = reading()
                .document(HostDocuments.UNITS)
                .part("\"" + process.value("unit").requiredText() + "\"");
        String unreadable = unit.value("unreadable").asText("");
        if (!unreadable.isEmpty()) {
            throw new Unreadable(unreadable);
        }
        List<Reading> commands = unit.elements("commands");
        if (commands.size() != 1) {
            return Optional.empty();
        }
        List<String> words = commands.get(0).value("").asTexts();
        return Optional.of(words)
                .filter(command -> !command.isEmpty() && command.get(0).endsWith("/dockerd"));
    }

    /** The command line by which the daemon was started. */
    public List<String> command() {
        return process.value("args").asTexts();
    }
}
