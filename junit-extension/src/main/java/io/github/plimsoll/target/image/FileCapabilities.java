package io.github.plimsoll.target.image;

import io.github.plimsoll.fact.host.KernelCapabilities;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The capabilities that a file gives to whoever runs it, from the extended attribute in which the kernel keeps them. */
final class FileCapabilities {

    static final String ATTRIBUTE = "security.capability";

    private static final int HEADER = 4;
    private static final int WORD = 8;

    private FileCapabilities() {}

    /** The names, separated by spaces; an attribute that nobody can read is told as such and never as none. */
    static String names(String attribute) {
        byte[] bytes = attribute.getBytes(StandardCharsets.ISO_8859_1);
        List<String> names = new ArrayList<>();
        for (int word = 0; HEADER + (word + 1) * WORD <= bytes.length && word < 2; word++) {
            int given = number(bytes, HEADER + word * WORD) | number(bytes, HEADER + word * WORD + 4);
            for (int bit = 0; bit < Integer.SIZE; bit++) {
                if (((given >>> bit) & 1) != 0) {
                    names.add(KernelCapabilities.name(Integer.SIZE * word + bit));
                }
            }
        }
        return names.isEmpty() ? "in an unknown form" : String.join(" ", names);
    }

    /** Whether there are none, though there is an attribute. */
    static boolean isEmpty(String attribute) {
        return attribute.length() >= HEADER + WORD
                && attribute.substring(HEADER).chars().allMatch(octet -> octet == 0);
    }

    private static int number(byte[] bytes, int at) {
        int number = 0;
        for (int i = 3; i >= 0; i--) {
            number = (number << 8) | (bytes[at + i] & 0xff);
        }
        return number;
    }
}
