package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.List;

/** The sockets of the host through which containers are controlled, as far as they are this daemon's own. */
final class ControlSockets {

    private static final String UNIX = "unix://";

    private ControlSockets() {}

    /**
     * The sockets of the daemon itself and of its containerd, wherever they were told to put them: the one asked, those that the daemon
     * was started with, and those that it holds, systemd's among them.
     */
    static List<String> ofDaemon(Reading anywhere) {
        Reading process = anywhere.unrecorded().document(DockerDocuments.DAEMON_PROCESS);
        Reading file = anywhere.unrecorded().document(DockerDocuments.DAEMON_CONFIG);
        List<String> addresses = new ArrayList<>(List.of(anywhere.header().endpoint()));
        if (process.isReadable()) {
            addresses.addAll(
                    DaemonArguments.parse(process.value("args").asTexts()).getOrDefault("hosts", List.of()));
        }
        if (file.isReadable()) {
            addresses.addAll(file.value("content.hosts").asTexts());
        }
        List<String> sockets = new ArrayList<>(addresses.stream()
                .filter(address -> address.startsWith(UNIX) && !address.equals(UNIX))
                .map(address -> address.substring(UNIX.length()))
                .toList());
        if (file.isReadable()
                && process.isReadable()
                && process.value("unixSockets").isPresent()) {
            sockets.addAll(new DockerPaths(anywhere).apiSockets());
        }
        Reading containerd = anywhere.unrecorded().document(DockerDocuments.CONTAINERD);
        if (containerd.isReadable()) {
            sockets.add(containerd.value("address").requiredText());
        }
        return sockets;
    }
}
