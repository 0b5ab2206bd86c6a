package io.github.plimsoll.fact.host.filter;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Networks as rules write them: {@code 10.0.0.0/8}, {@code 10.0.0.0/255.0.0.0}, {@code 10.0.0.1} or {@code fe80::/10}. */
final class Networks {

    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F.:]+");

    /** Below this length a prefix of an IPv4 network stands for a good part of the world; of IPv6, twice as long. */
    private static final int LARGE = 8;

    private Networks() {}

    static boolean holdsAll(String network) {
        return length(network) == 0;
    }

    static boolean isLarge(String network) {
        int length = length(network);
        return length >= 0 && length < (network.contains(":") ? 2 * LARGE : LARGE);
    }

    static Answer holds(String network, String address) {
        Optional<byte[]> base = bytes(network.replaceFirst("/.*", ""));
        Optional<byte[]> looked = bytes(address);
        int length = length(network);
        if (base.isEmpty() || looked.isEmpty() || length < 0) {
            return Answer.MAYBE;
        }
        if (base.get().length != looked.get().length) {
            return Answer.NO;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((base.get()[bit / 8] & mask) != (looked.get()[bit / 8] & mask)) {
                return Answer.NO;
            }
        }
        return Answer.YES;
    }

    /** Whether all addresses of a network are in another; some of them may be. */
    static Answer holdsNetwork(String network, String other) {
        String start = other.replaceFirst("/.*", "");
        if (length(network) <= length(other) || length(other) < 0) {
            return holds(network, start);
        }
        return holds(other, network.replaceFirst("/.*", "")) == Answer.NO ? Answer.NO : Answer.MAYBE;
    }

    /** How many bits of the address count; -1 if that is not understood. */
    private static int length(String network) {
        Optional<byte[]> base = bytes(network.replaceFirst("/.*", ""));
        int bits = base.map(bytes -> bytes.length * 8).orElse(-1);
        int slash = network.indexOf('/');
        if (bits < 0 || slash < 0) {
            return bits;
        }
        String mask = network.substring(slash + 1);
        if (mask.matches("\\d{1,3}")) {
            return Integer.parseInt(mask) <= bits ? Integer.parseInt(mask) : -1;
        }
        return bytes(mask)
                .filter(bytes -> bytes.length * 8 == bits)
                .map(Networks::ones)
                .orElse(-1);
    }

    /** Those at the beginning; -1 if there are others behind. */
    private static int ones(byte[] mask) {
        StringBuilder bits = new StringBuilder();
        for (byte one : mask) {
            bits.append(Integer.toBinaryString((one & 0xff) | 0x100).substring(1));
        }
        int ones = bits.indexOf("0") < 0 ? bits.length() : bits.indexOf("0");
        return bits.indexOf("1", ones) < 0 ? ones : -1;
    }

    private static Optional<byte[]> bytes(String literal) {
        if (!LITERAL.matcher(literal).matches() || !(literal.contains(":") || literal.matches("\\d+(\\.\\d+){3}"))) {
            return Optional.empty();
        }
        try {
            // No look-up: it can only be a literal.
            return Optional.of(InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
