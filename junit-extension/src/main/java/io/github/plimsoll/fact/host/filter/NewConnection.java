package io.github.plimsoll.fact.host.filter;

import java.util.List;

/**
 * The first packet of a connection as rules see it: of a stranger's to a published port, from no address that anybody named, or of a
 * container's to somewhere else.
 *
 * @param family {@code ip} or {@code ip6}
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param in the interface it comes in by
 * @param out the interface it leaves by; empty if that is not known, or if it stays
 * @param sources the networks it may come from; none for a stranger
 * @param publishedPort the port it was addressed to
 * @param port the port it goes to now, which is the container's once it was translated
 * @param addresses those it may go to now; none if it may be any of the host's
 * @param translated whether it goes to the container now
 */
public record NewConnection(
        String family,
        String protocol,
        String in,
        String out,
        List<String> sources,
        long publishedPort,
        long port,
        List<String> addresses,
        boolean translated) {

    /** One of a stranger to a published port, before it is known where it goes. */
    public static NewConnection ofStranger(
            String family, String protocol, String in, long publishedPort, List<String> addresses) {
        return new NewConnection(family, protocol, in, "", List.of(), publishedPort, publishedPort, addresses, false);
    }

    /** One by TCP of a container to an address that is not the host's. */
    public static NewConnection ofContainer(
            String family, String in, String out, List<String> sources, String address, long port) {
        return new NewConnection(family, "tcp", in, out, sources, port, port, List.of(address), false);
    }

    /** One by TCP of a container to another on the same bridge, whichever. */
    public static NewConnection ofNeighbour(String family, String bridge, List<String> sources, long port) {
        return new NewConnection(family, "tcp", bridge, bridge, sources, port, port, List.of(), false);
    }

    /** The same once its destination was translated. */
    public NewConnection translatedTo(List<String> containers, long containerPort) {
        return new NewConnection(family, protocol, in, out, sources, publishedPort, containerPort, containers, true);
    }

    /** Whether it ends at the host itself. */
    boolean staysHere() {
        return !translated && out.isEmpty();
    }

    Answer isTo(String network) {
        if (Networks.holdsAll(network)) {
            return Answer.YES;
        }
        List<Answer> answers = addresses.stream()
                .map(address -> Networks.holds(network, address))
                .distinct()
                .toList();
        return answers.size() == 1 ? answers.get(0) : Answer.MAYBE;
    }

    /** A stranger comes from no address that a rule names, but may come from a good part of all that there are. */
    Answer isFrom(String network) {
        if (Networks.holdsAll(network)) {
            return Answer.YES;
        }
        if (sources.isEmpty()) {
            return Networks.isLarge(network) ? Answer.MAYBE : Answer.NO;
        }
        List<Answer> answers = sources.stream()
                .map(source -> Networks.holdsNetwork(network, source))
                .distinct()
                .toList();
        return answers.size() == 1 ? answers.get(0) : Answer.MAYBE;
    }

    Answer comesInBy(String name) {
        return isCalled(name, in);
    }

    Answer leavesBy(String name) {
        return out.isEmpty() ? Answer.MAYBE : isCalled(name, out);
    }

    private static Answer isCalled(String name, String which) {
        boolean isPattern = name.endsWith("+") || name.endsWith("*");
        return Answer.of(isPattern ? which.startsWith(name.substring(0, name.length() - 1)) : which.equals(name));
    }
}
