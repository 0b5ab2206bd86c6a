package io.github.plimsoll.suites;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One {@code curl} process, which collection is measured against. */
public final class Curl {

    private Curl() {}

    /**
     * Fetches what the options say, and throws it away.
     *
     * @return 0
     * @throws IllegalStateException if it did not get all of it
     */
    public static int fetch(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("curl", "-s"));
        command.addAll(List.of(options));
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("curl failed with status " + status);
        }
        return status;
    }
}
