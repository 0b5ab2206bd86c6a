package io.github.plimsoll.fact.host.filter;

import java.util.List;

/**
 * The first packet of a stranger's connection to a published port, as rules see it: from no address that anybody named.
 *
 * @param family {@code ip} or {@code ip6}
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param in the interface it comes in by
 * @param publishedPort the port of the host
 * @param port the port it goes to now, which is the container's once it was translated
 * @param addresses those it may go to now; none if it may be any of the host's
 * @param translated whether it goes to the container now
 */
public record NewConnection(
        String family,
        String protocol,
        String in,
        long publishedPort,
        long port,
        List<String> addresses,
        boolean translated) {

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
        return Networks.isLarge(network) ? Answer.MAYBE : Answer.NO;
    }

    Answer comesInBy(String name) {
        boolean isPattern = name.endsWith("+") || name.endsWith("*");
        return Answer.of(isPattern ? in.startsWith(name.substring(0, name.length() - 1)) : in.equals(name));
    }
}
