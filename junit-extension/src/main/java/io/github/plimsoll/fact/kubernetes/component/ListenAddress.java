package io.github.plimsoll.fact.kubernetes.component;

/** Where a component serves its health, figures and profiles. */
final class ListenAddress {

    private static final String EVERYWHERE = "0.0.0.0";

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
        return host.isEmpty() ? address.isEmpty() : host.matches("127\\.\\d+\\.\\d+\\.\\d+|::1|localhost");
    }
}
