package io.github.plimsoll.fact.kubernetes.network;

/**
 * Where a connection goes to.
 *
 * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}
 */
public record Port(String protocol, int number) {

    public static Port tcp(int number) {
        return new Port("TCP", number);
    }

    public static Port udp(int number) {
        return new Port("UDP", number);
    }
}
