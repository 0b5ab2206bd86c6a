package io.github.plimsoll.target.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The capabilities that a file gives to whoever runs it, from the extended attribute in which the kernel keeps them. */
final class FileCapabilities {

    static final String ATTRIBUTE = "security.capability";

    private static final List<String> NAMES = List.of(
            "CHOWN",
            "DAC_OVERRIDE",
            "DAC_READ_SEARCH",
            "FOWNER",
            "FSETID",
            "KILL",
            "SETGID",
            "SETUID",
            "SETPCAP",
            "LINUX_IMMUTABLE",
            "NET_BIND_SERVICE",
            "NET_BROADCAST",
            "NET_ADMIN",
            "NET_RAW",
            "IPC_LOCK",
            "IPC_OWNER",
            "SYS_MODULE",
            "SYS_RAWIO",
            "SYS_CHROOT",
            "SYS_PTRACE",
            "SYS_PACCT",
            "SYS_ADMIN",
            "SYS_BOOT",
            "SYS_NICE",
            "SYS_RESOURCE",
            "SYS_TIME",
            "SYS_TTY_CONFIG",
            "MKNOD",
            "LEASE",
            "AUDIT_WRITE",
            "AUDIT_CONTROL",
            "SETFCAP",
            "MAC_OVERRIDE",
            "MAC_ADMIN",
            "SYSLOG",
            "WAKE_ALARM",
            "BLOCK_SUSPEND",
            "AUDIT_READ",
            "PERFMON",
            "BPF",
            "CHECKPOINT_RESTORE");

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
                    int capability = Integer.SIZE * word + bit;
                    names.add(capability < NAMES.size() ? NAMES.get(capability) : "number " + capability);
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
