package io.github.plimsoll.suites.docker.live;

import static io.github.plimsoll.judge.Verdict.NOT_APPLICABLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a host has left is told as the kernel has it, in the network of the daemon and on the disk under its data. */
@Tag("live")
@Timeout(120)
class ReservesLiveTests {

    @TempDir
    private Path directory;

    @Test
    void a_disk_that_runs_full_of_bytes_and_of_files() throws Exception {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            String root = directory + "/data";
            String control = "data_root_has_room";

            daemon.inside("mount", "-t", "tmpfs", "-o", "size=8m,nr_inodes=100", "none", root);
            LiveAudit.of(daemon.address()).satisfies(control, "kernel_tables_have_room");
            daemon.inside("sh", "-c", "for i in $(seq 90); do : >" + root + "/$i; done");
            LiveAudit.of(daemon.address()).violates(control);

            daemon.inside("mount", "-t", "tmpfs", "-o", "size=8m,nr_inodes=100", "none", root);
            daemon.inside("dd", "status=none", "if=/dev/zero", "of=" + root + "/x", "bs=1M", "count=7");
            LiveAudit.of(daemon.address())
                    .violates(control)
                    .under("docker.min-free-percent", "10")
                    .satisfies(control);
        }
    }

    @Test
    void the_network_of_the_daemon_and_not_that_of_the_audit() throws IOException {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            LiveAudit.of(daemon.address()).satisfies("syn_cookies_are_sent");
            daemon.inside("sh", "-c", "echo 0 >/proc/sys/net/ipv4/tcp_syncookies");
            LiveAudit.of(daemon.address()).violates("syn_cookies_are_sent");
        }
    }

    @Test
    void connections_that_are_kept_track_of() throws IOException {
        try (ScratchDaemon daemon = ScratchDaemon.start(directory, "{}")) {
            String control = "connection_table_has_room";
            if (Files.exists(Path.of("/proc/sys/net/netfilter/nf_conntrack_max"))) {
                LiveAudit.of(daemon.address()).satisfies(control);
            } else {
                LiveAudit.of(daemon.address()).shows(NOT_APPLICABLE, List.of(control));
            }
        }
    }
}
