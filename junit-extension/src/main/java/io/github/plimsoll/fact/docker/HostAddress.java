package io.github.plimsoll.fact.docker;

import java.util.Set;

/** What an address says about who can reach it, told from its text alone: no name is ever looked up. */
final class HostAddress {

    private static final Set<String> WILDCARDS = Set.of("", "*", "0.0.0.0", "::", "0:0:0:0:0:0:0:0", "::ffff:0.0.0.0");

    private HostAddress() {}

    /** Whether it stands for every interface of the host. */
    static boolean isWildcard(String address) {
        return WILDCARDS.contains(withoutBrackets(address));
    }

    /** Whether only this host itself can reach it. */
    static boolean isLoopback(String address) {
        String host = withoutBrackets(address);
        return host.equals("localhost")
                || host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1");
    }

    /** Whether a network in CIDR notation lies within this host itself. */
    static boolean isLoopbackNetwork(String cidr) {
        return cidr.matches("127(\\.\\d{1,3}){3}/([89]|[12]\\d|3[0-2])|::1/128");
    }

    /** The host of {@code scheme://host:port/path}, {@code host:port} or {@code [host]:port}. */
    static String hostOf(String url) {
        String authority = url.replaceFirst("^[a-z0-9+.-]+://", "").replaceFirst("/.*$", "");
        return authority.replaceFirst(":\\d+$", "");
    }

    /** {@code 127.0.0.1:80} or {@code [::1]:80}; a port that is left to the engine is 0. */
    static String withPort(String address, long port) {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    private static String withoutBrackets(String address) {
        return address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
    }
}
