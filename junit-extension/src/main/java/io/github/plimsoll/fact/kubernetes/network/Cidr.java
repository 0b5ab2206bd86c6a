package io.github.plimsoll.fact.kubernetes.network;

import io.github.plimsoll.fact.Unreadable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A block of IPv4 or IPv6 addresses. */
public final class Cidr {

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
        return parse(text)
                .orElseThrow(() -> new Unreadable("'" + text + "' in " + place + " is not a block of addresses"));
    }

    static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        String length = text.substring(slash + 1);
        if (slash < 0 || !length.matches("\\d{1,3}")) {
            return Optional.empty();
        }
        return address(text.substring(0, slash))
                .filter(network -> Integer.parseInt(length) <= 8 * network.length)
                .map(network -> new Cidr(network, Integer.parseInt(length)));
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

    /** Whether blocks hold every address there is of IPv4 or of IPv6 together; texts that are no blocks hold none. */
    public static boolean areEverything(Collection<String> texts) {
        return cover(texts.stream().flatMap(text -> parse(text).stream()).toList());
    }

    static boolean cover(Collection<Cidr> blocks) {
        return IntStream.of(4, 16).anyMatch(length -> {
            List<Cidr> family = blocks.stream()
                    .filter(block -> block.network.length == length)
                    .toList();
            return cover(family, new Cidr(new byte[length], 0));
        });
    }

    /** One that none of them holds whole is held by them if both of its halves are. */
    private static boolean cover(List<Cidr> blocks, Cidr all) {
        if (blocks.stream().anyMatch(block -> block.prefix <= all.prefix && block.contains(all.network))) {
            return true;
        }
        List<Cidr> within =
                blocks.stream().filter(block -> all.contains(block.network)).toList();
        if (within.size() < 2) {
            return false;
        }
        byte[] upper = all.network.clone();
        upper[all.prefix / 8] |= (byte) (0x80 >> (all.prefix % 8));
        return cover(within, new Cidr(all.network, all.prefix + 1)) && cover(within, new Cidr(upper, all.prefix + 1));
    }
}
