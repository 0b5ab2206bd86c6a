package io.github.plimsoll.target.host;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A socket that waits for what comes from the network.
 *
 * @param protocol {@code tcp}, {@code tcp6}, {@code udp} or {@code udp6}
 * @param address the local address, for example {@code 0.0.0.0} or {@code ::}
 */
record Listener(String protocol, String address, int port, long inode) {

    static final List<String> PROTOCOLS = List.of("tcp", "tcp6", "udp", "udp6");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Those in a table such as {@code /proc/net/tcp6}. */
    static List<Listener> parse(String protocol, String table) {
        // A UDP socket never listens: one that is bound and has no peer takes what comes.
        String waiting = protocol.startsWith("tcp") ? "0A" : "07";
        List<Listener> listeners = new ArrayList<>();
        for (String line : table.lines().skip(1).toList()) {
            String[] columns = BLANKS.split(line.strip());
            if (columns.length >= 10 && columns[3].equals(waiting)) {
                String[] local = columns[1].split(":");
                listeners.add(new Listener(
                        protocol, address(local[0]), Integer.parseInt(local[1], 16), Long.parseLong(columns[9])));
            }
        }
        return listeners;
    }

    /** The kernel prints an address as 32-bit words in the byte order of the machine. */
    private static String address(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN) {
            for (int word = 0; word < bytes.length; word += 4) {
                byte first = bytes[word];
                byte second = bytes[word + 1];
                bytes[word] = bytes[word + 3];
                bytes[word + 1] = bytes[word + 2];
                bytes[word + 2] = second;
                bytes[word + 3] = first;
            }
        }
        try {
            String text = InetAddress.getByAddress(bytes).getHostAddress();
            return text.equals("0:0:0:0:0:0:0:0") ? "::" : text.equals("0:0:0:0:0:0:0:1") ? "::1" : text;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(hex, e);
        }
    }
}
