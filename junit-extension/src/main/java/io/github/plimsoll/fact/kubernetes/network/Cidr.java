package io.github.plimsoll.fact.kubernetes.network;

import io.github.plimsoll.fact.Unreadable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A block of IPv4 or IPv6 addresses. */
final class Cidr {

    /** Only what cannot be a host's name, so that nothing is ever looked up. */
    private static final Pattern LITERAL =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private final byte[] network;
    private final int prefix;

    private Cidr(byte[] network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /** @throws Unreadable if it makes no sense */
    static Cidr of(String text, String place) {
        int slash = text.indexOf('/');
        Optional<byte[]> network = slash < 0 ? Optional.empty() : address(text.substring(0, slash));
        String length = text.substring(slash + 1);
        if (network.isEmpty() || !length.matches("\\d{1,3}") || Integer.parseInt(length) > 8 * network.get().length) {
            throw new Unreadable("'" + text + "' in " + place + " is not a block of addresses");
        }
        return new Cidr(network.get(), Integer.parseInt(length));
    }

    /** The bytes of an address; none if it is not one. */
    static Optional<byte[]> address(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it holds every address there is of its family. */
    boolean isEverything() {
        return prefix == 0;
    }
}
