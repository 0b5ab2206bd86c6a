package io.github.plimsoll.target.image;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Names in archives: told apart to the last byte, brought to one form, and shown without harm. */
final class TarNames {

    /** Where a byte that is no UTF-8 goes: a lone surrogate, which no UTF-8 decodes to. */
    private static final char STRAY = '\udc00';

    private TarNames() {}

    static String decoded(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return decodedUtf8(ByteBuffer.wrap(bytes, from, to - from));
            }
        }
        return TarReader.latin(bytes, from, to);
    }

    private static String decodedUtf8(ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        while (bytes.hasRemaining()) {
            CoderResult result = decoder.decode(bytes, text, true);
            for (int i = 0; result.isError() && i < result.length(); i++) {
                text.put((char) (STRAY + (bytes.get() & 0xff)));
            }
        }
        return text.flip().toString();
    }

    /**
     * The path below the root that a name stands for, as the engine has it when it unpacks: {@code ./etc//passwd} and
     * {@code /etc/passwd} are {@code etc/passwd}; the root itself is empty.
     */
    static String path(String name) {
        if (isPlain(name)) {
            return name;
        }
        List<String> steps = new ArrayList<>();
        for (String step : name.split("/", -1)) {
            if (step.equals("..")) {
                if (!steps.isEmpty()) {
                    steps.remove(steps.size() - 1);
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        return String.join("/", steps);
    }

    /** Whether a name leads out of the directory that the archive is unpacked in. */
    static boolean climbsOut(String name, int depth) {
        int level = name.startsWith("/") ? 0 : depth;
        for (String step : name.split("/", -1)) {
            if (step.equals("..")) {
                if (--level < 0) {
                    return true;
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                level++;
            }
        }
        return false;
    }

    /** A name for people and JSON: what is no character, and what moves a terminal's cursor, is spelled out. */
    static String shown(String name) {
        StringBuilder shown = new StringBuilder(name.length());
        name.codePoints().forEach(c -> {
            if (c >= STRAY && c <= STRAY + 0xff) {
                shown.append(String.format("\\x%02x", c - STRAY));
            } else if (Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.SURROGATE) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Whether the name is its own path already, as nearly all are. */
    private static boolean isPlain(String name) {
        int begin = 0;
        while (begin <= name.length()) {
            int end = name.indexOf('/', begin);
            int length = (end < 0 ? name.length() : end) - begin;
            if (length == 0
                    || (length == 1 && name.charAt(begin) == '.')
                    || (length == 2 && name.startsWith("..", begin))) {
                return false;
            }
            if (end < 0) {
                return true;
            }
            begin = end + 1;
        }
        return true;
    }
}
