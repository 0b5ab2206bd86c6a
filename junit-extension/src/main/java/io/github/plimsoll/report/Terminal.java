package io.github.plimsoll.report;

import io.github.plimsoll.target.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where a person reads along: standard output, and the terminal behind it if there is one. */
public final class Terminal {

    /** A test runner forks a JVM whose output is a pipe; the runner's own output is at most this many processes up. */
    private static final int ANCESTORS = 4;

    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final PrintStream out;
    private final Optional<Path> device;
    private final boolean colour;

    Terminal(PrintStream out, Optional<Path> device, boolean colour) {
        this.out = out;
        this.device = device;
        this.colour = colour;
    }

    /** Finds the terminal that this process, or the test runner that started it, writes to. */
    public static Terminal ofThisProcess() {
        Optional<Path> device = device();
        return new Terminal(System.out, device, device.isPresent() && wantsColour(System.getenv()));
    }

    public PrintStream out() {
        return out;
    }

    /** Whether escape sequences for colour are welcome. */
    boolean isColoured() {
        return colour;
    }

    /** Whether the reader's character set has more than ASCII. */
    boolean isUnicode() {
        return Charset.defaultCharset().newEncoder().canEncode("█›·");
    }

    /** Shows progress on one line of the terminal; silent where there is none, so that logs stay clean. */
    public Progress progress(String what) {
        return device.<Progress>map(path -> new Line(path, what)).orElse(Progress.silent());
    }

    static boolean wantsColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    private static Optional<Path> device() {
        Optional<ProcessHandle> process = Optional.of(ProcessHandle.current());
        for (int i = 0; i < ANCESTORS && process.isPresent(); i++) {
            Path output = Path.of("/proc", Long.toString(process.get().pid()), "fd", "1");
            Optional<Path> terminal = terminalBehind(output);
            if (terminal.isPresent() || !isPipe(output)) {
                return terminal;
            }
            process = process.get().parent();
        }
        return Optional.empty();
    }

    private static Optional<Path> terminalBehind(Path output) {
        try {
            Path behind = Files.readSymbolicLink(output);
            return behind.startsWith("/dev/pts") || behind.startsWith("/dev/tty")
                    ? Optional.of(behind)
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty(); // not Linux, or not ours to see: then nobody is shown progress
        }
    }

    /** A runner's file or device is where its output ends; only through a pipe does somebody else's output follow. */
    private static boolean isPipe(Path output) {
        try {
            return Files.readSymbolicLink(output).toString().startsWith("pipe:");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** One line, drawn over and over; the terminal is opened for each drawing and its absence by then does no harm. */
    private static final class Line implements Progress {

        private final Path device;
        private final String what;
        private final long started = System.nanoTime();
        private long drawn;

        Line(Path device, String what) {
            this.device = device;
            this.what = what;
        }

        @Override
        public synchronized void collected(int done, int total) {
            long now = System.nanoTime();
            boolean last = done >= total;
            if (!last && now - drawn < REDRAW_NANOS) {
                return;
            }
            drawn = now;
            String line = "\r\u001B[K" + (last ? "" : what + ": " + done + " of " + total + ", " + seconds(now) + " s");
            try (OutputStream terminal = Files.newOutputStream(device)) {
                terminal.write(line.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                drawn = Long.MAX_VALUE; // the terminal went away; the audit goes on
            }
        }

        private String seconds(long now) {
            return String.format(java.util.Locale.ROOT, "%.1f", (now - started) / 1e9);
        }
    }
}
