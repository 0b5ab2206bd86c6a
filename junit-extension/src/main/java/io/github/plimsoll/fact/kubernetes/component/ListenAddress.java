package io.github.plimsoll.fact.kubernetes.component;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Where a component serves its health, figures and profiles. */
final class ListenAddress {

    private static final String EVERYWHERE = "0.0.0.0";

    private static final Pattern IPV4 = Pattern.compile("127\\.\\d+\\.\\d+\\.\\d+");

    /** With a colon, so that no name is ever looked up. */
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private ListenAddress() {}

    /**
     * Empty if it serves nothing; every address is what it takes by itself.
     *
     * @param defaultPort the port that it takes by itself
     */
    static String of(Flags flags, int defaultPort) {
        if (flags.number("secure-port", defaultPort) == 0) {
            return "";
        }
        String address = flags.text("bind-address", EVERYWHERE);
        return address.isEmpty() ? EVERYWHERE : address;
    }

    /** @param address an IP address, perhaps with a port behind it; empty is none at all */
    static boolean isLocal(String address) {
        String host = address.replaceFirst("^\\[(.*)](:\\d+)?$", "$1").replaceFirst("^([^:]*):\\d+$", "$1");
        return host.isEmpty()
                ? address.isEmpty()
                : host.equals("localhost") || IPV4.matcher(host).matches() || isLoopbackOfIpv6(host);
    }

    /** By any spelling: ::1, 0:0:0:0:0:0:0:1 or ::ffff:127.0.0.1. */
    private static boolean isLoopbackOfIpv6(String host) {
        if (!IPV6.matcher(host).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
