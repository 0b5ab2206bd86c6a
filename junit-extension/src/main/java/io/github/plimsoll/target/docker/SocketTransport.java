package io.github.plimsoll.target.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * HTTP/1.1 to an engine over a UNIX socket, TCP or TLS; connections are kept for further requests. Safe for use by several
 * threads.
 *
 * <p>It stands in for docker-java's own transports, which follow redirects to wherever the engine points, quietly ask again
 * after a second when refused, and know no time limit on a UNIX socket. Here an exchange ends at its deadline, however the
 * engine dawdles.
 */
final class SocketTransport implements DockerHttpClient {

    /** How many times as long as anything else the archive of an image may take, which is as large as the image. */
    static final int ARCHIVE_TAKES = 20;

    private static final Pattern ARCHIVE = Pattern.compile("(?:/v[\\d.]+)?/images/[^?]+/get");

    private static final Pattern PATH = Pattern.compile("/[!-~]*");

    private final Endpoint endpoint;
    private final Optional<SSLContext> tls;
    private final Duration deadline;
    private final Timer clock = new Timer("plimsoll-docker-deadlines", true);
    private final Map<Wire, Long> busyUntil = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<Wire> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    SocketTransport(Endpoint endpoint, Duration deadline) {
        this.endpoint = endpoint;
        // Not by a method reference, which would have a signed jar loaded and verified that only TLS needs.
        this.tls = endpoint.tls().isPresent() ? Optional.of(endpoint.tls().get().context()) : Optional.empty();
        this.deadline = deadline;
        // One look at all wires now and then costs less than an alarm set and cancelled for each request.
        long period = Math.max(1, Math.min(100, deadline.toMillis() / 10));
        clock.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        expireOverdue();
                    }
                },
                period,
                period);
    }

    private void expireOverdue() {
        long now = System.nanoTime();
        busyUntil.forEach((wire, end) -> {
            if (now - end > 0) {
                wire.expire();
            }
        });
    }

    @Override
    public Answer execute(Request request) {
        byte[] head = head(request);
        boolean isHead = request.method().equals("HEAD");
        Duration longest = ARCHIVE.matcher(request.path()).matches() ? deadline.multipliedBy(ARCHIVE_TAKES) : deadline;
        try {
            Wire kept = idle.pollFirst();
            if (kept != null) {
                try {
                    return exchange(kept, head, isHead, longest);
                } catch (IOException e) {
                    // An engine may close an idle connection at any time; a new one tells how things really stand.
                    if (e instanceof java.io.InterruptedIOException) {
                        throw e;
                    }
                }
            }
            return exchange(new Wire(endpoint), head, isHead, longest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer exchange(Wire wire, byte[] head, boolean isHead, Duration longest) throws IOException {
        busyUntil.put(wire, System.nanoTime() + longest.toNanos());
        Body.End end = wireIsFree -> {
            busyUntil.remove(wire);
            if (wireIsFree && !wire.isExpired() && !closed) {
                idle.addFirst(wire);
            } else {
                wire.close();
            }
        };
        try {
            wire.connect(tls, deadline);
            wire.send(head);
            return Answer.read(wire, isHead, end);
        } catch (IOException e) {
            end.over(false);
            throw wire.failure(e);
        }
    }

    private byte[] head(Request request) {
        if (!PATH.matcher(request.path()).matches()) {
            throw new IllegalArgumentException("not a path of HTTP: " + request.path());
        }
        StringBuilder head = new StringBuilder(160)
                .append(request.method())
                .append(' ')
                .append(request.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(endpoint.isUnix() ? "docker" : endpoint.uri().getAuthority())
                .append("\r\n");
        request.headers()
                .forEach((name, value) -> head.append(name.replaceAll("[^\\w-]", ""))
                        .append(": ")
                        .append(value.replaceAll("\\p{Cntrl}", ""))
                        .append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed = true;
        clock.cancel();
        for (Wire wire = idle.pollFirst(); wire != null; wire = idle.pollFirst()) {
            wire.close();
        }
    }
}
