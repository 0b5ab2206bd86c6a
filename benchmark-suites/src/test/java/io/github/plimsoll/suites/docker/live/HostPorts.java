package io.github.plimsoll.suites.docker.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of this machine for a daemon that tests start, or for containers to be published on: from below those that the kernel gives
 * to whoever connects, so that none is taken between the choice and its use.
 */
final class HostPorts {

    private static final int FIRST = 20_000;
    private static final int END = 30_000;
    private static final int RANGE = 100;

    private HostPorts() {}

    /** One on which nobody listens, at any address. */
    static int free() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, END);
        } while (!isFree(port));
        return port;
    }

    /** A range that begins with a free one, of which an engine takes the first that no other of its containers has. */
    static String range() {
        int first = free();
        return "%d-%d".formatted(first, first + RANGE);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
