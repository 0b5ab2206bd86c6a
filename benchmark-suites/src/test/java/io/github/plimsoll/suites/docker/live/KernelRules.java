package io.github.plimsoll.suites.docker.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rules put into the kernel's audit for a test, and taken out again; where the kernel lets nobody, there are none. */
final class KernelRules implements AutoCloseable {

    private static final String KEY = "plimsoll-test";

    private final boolean wasOff;
    private final boolean possible;

    KernelRules(List<String> paths) {
        String status = answer("-s");
        this.wasOff = status.startsWith("enabled 0");
        boolean added = status.startsWith("enabled 0") || status.startsWith("enabled 1");
        for (String path : paths) {
            added = added && run("-w", path, "-p", "wa", "-k", KEY) == 0;
        }
        this.possible = added && (!wasOff || run("-e", "1") == 0);
    }

    /** Whether the kernel has the rules. */
    boolean arePossible() {
        return possible;
    }

    @Override
    public void close() {
        run("-D", "-k", KEY);
        if (wasOff) {
            run("-e", "0");
        }
    }

    private static String answer(String option) {
        try {
            Process process = new ProcessBuilder("auditctl", option)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "no auditctl: " + e.getMessage();
        }
    }

    private static int run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("auditctl"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
