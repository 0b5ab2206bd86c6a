package io.github.plimsoll.fact.kubernetes.pss;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The settings of the kernel that are a pod's own affair, and since which minor version they are held for such. */
final class Sysctls {

    private static final Map<String, Integer> SAFE = Map.ofEntries(
            Map.entry("kernel.shm_rmid_forced", 0),
            Map.entry("net.ipv4.ip_local_port_range", 0),
            Map.entry("net.ipv4.tcp_syncookies", 0),
            Map.entry("net.ipv4.ping_group_range", 0),
            Map.entry("net.ipv4.ip_unprivileged_port_start", 0),
            Map.entry("net.ipv4.ip_local_reserved_ports", 27),
            Map.entry("net.ipv4.tcp_keepalive_time", 29),
            Map.entry("net.ipv4.tcp_fin_timeout", 29),
            Map.entry("net.ipv4.tcp_keepalive_intvl", 29),
            Map.entry("net.ipv4.tcp_keepalive_probes", 29),
            Map.entry("net.ipv4.tcp_rmem", 32),
            Map.entry("net.ipv4.tcp_wmem", 32),
            Map.entry("net.ipv4.tcp_slow_start_after_idle", 37),
            Map.entry("net.ipv4.tcp_notsent_lowat", 37));

    private Sysctls() {}

    static boolean unsafeIn(Pod pod) {
        for (JsonNode sysctl : pod.context().path("sysctls")) {
            Integer since = SAFE.get(sysctl.path("name").asText());
            if (since == null || since > pod.minor()) {
                return true;
            }
        }
        return false;
    }
}
