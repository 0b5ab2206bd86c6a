package io.github.plimsoll.proof;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * A static Linux program of a few instructions, so that containers run without a registry to pull from.
 *
 * <p>Without arguments it sleeps for ever; with any it exits with status 0 at once, which makes it its own health check.
 */
final class TinyProgram {

    private static final int ELF_HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final long BASE = 0x400000;

    private static final int MACHINE_X86_64 = 62;
    private static final String CODE_X86_64 = """
            48 83 3c 24 01    cmp  qword [rsp], 1    ; the number of arguments, the program's name among them
            77 09             ja   exit
            b8 22 00 00 00    mov  eax, 34           ; sleep: pause()
            0f 05             syscall
            eb f7             jmp  sleep
            b8 3c 00 00 00    mov  eax, 60           ; exit: exit(0)
            31 ff             xor  edi, edi
            0f 05             syscall
            """;

    private static final int MACHINE_AARCH64 = 183;
    private static final String CODE_AARCH64 = """
            e0 03 40 f9       ldr  x0, [sp]          ; the number of arguments, the program's name among them
            1f 04 00 f1       cmp  x0, #1
            28 01 00 54       b.hi exit
            00 00 80 d2       mov  x0, #0            ; sleep: ppoll(0, 0, 0, 0, 0), as there is no pause()
            01 00 80 d2       mov  x1, #0
            02 00 80 d2       mov  x2, #0
            03 00 80 d2       mov  x3, #0
            04 00 80 d2       mov  x4, #0
            28 09 80 d2       mov  x8, #73
            01 00 00 d4       svc  #0
            f9 ff ff 17       b    sleep
            00 00 80 d2       mov  x0, #0            ; exit: exit(0)
            a8 0b 80 d2       mov  x8, #93
            01 00 00 d4       svc  #0
            """;

    private TinyProgram() {}

    /** The program for an engine's {@code Architecture}. */
    static byte[] elf(String architecture) {
        return switch (architecture) {
            case "x86_64", "amd64" -> elf(MACHINE_X86_64, machineCode(CODE_X86_64));
            case "aarch64", "arm64" -> elf(MACHINE_AARCH64, machineCode(CODE_AARCH64));
            default -> throw new IllegalArgumentException("no program for " + architecture);
        };
    }

    /** The bytes in the first column of a listing; the rest is for people. */
    private static byte[] machineCode(String listing) {
        StringBuilder hex = new StringBuilder();
        listing.lines().map(line -> line.substring(0, 16).replace(" ", "")).forEach(hex::append);
        return HexFormat.of().parseHex(hex);
    }

    /** One ELF header, one segment that holds the whole file, and the code. */
    private static byte[] elf(int machine, byte[] code) {
        int start = ELF_HEADER + PROGRAM_HEADER;
        int size = start + code.length;
        return ByteBuffer.allocate(size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0})
                .putShort((short) 2) // executable
                .putShort((short) machine)
                .putInt(1)
                .putLong(BASE + start) // entry point
                .putLong(ELF_HEADER) // where the program headers are
                .putLong(0)
                .putInt(0)
                .putShort((short) ELF_HEADER)
                .putShort((short) PROGRAM_HEADER)
                .putShort((short) 1)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(1) // load
                .putInt(5) // readable, executable
                .putLong(0)
                .putLong(BASE)
                .putLong(BASE)
                .putLong(size)
                .putLong(size)
                .putLong(0x10000) // alignment: pages are up to 64 KiB
                .put(code)
                .array();
    }
}
