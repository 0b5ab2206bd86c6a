package io.github.plimsoll.target.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an access control list grants beside the mode of a file; the JDK cannot tell, and the mode does not show it. */
final class PosixAcl {

    private static final String ATTRIBUTE = "system.posix_acl_access";
    private static final int VERSION = 2;
    private static final int USER = 0x02;
    private static final int GROUP = 0x08;
    private static final int MASK = 0x10;

    /** ENODATA: no such list; EOPNOTSUPP: a file system that has none; ENOENT: no such file any more. */
    private static final Set<Integer> NONE = Set.of(61, 95, 2);

    private static final int ERANGE = 34;

    private PosixAcl() {}

    /** The C library's functions, under their own names. */
    interface CLibrary extends Library {

        NativeLong lgetxattr(byte[] path, String name, byte[] value, NativeLong size) throws LastErrorException;
    }

    /** Loaded when it is first asked, and once: that takes longer than to ask about hundreds of files. */
    private static final class Loaded {

        static final CLibrary C = Native.load("c", CLibrary.class);

        private Loaded() {}
    }

    /**
     * The users and groups that a list names, with what its mask leaves them: {@code user:1000:rw-}. None if there is no list.
     *
     * @throws IOException if that cannot be told
     */
    static List<String> of(Path file) throws IOException {
        byte[] path = (file + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] value = new byte[1 << 12];
        try {
            int length = Loaded.C
                    .lgetxattr(path, ATTRIBUTE, value, new NativeLong(value.length))
                    .intValue();
            return parse(ByteBuffer.wrap(value, 0, length));
        } catch (LastErrorException e) {
            if (NONE.contains(e.getErrorCode())) {
                return List.of();
            }
            throw new IOException(
                    e.getErrorCode() == ERANGE
                            ? "its access control list is too long"
                            : "its access control list cannot be read (error " + e.getErrorCode() + ")");
        } catch (LinkageError e) {
            throw new IOException("access control lists cannot be read on this platform");
        }
    }

    static List<String> parse(ByteBuffer list) throws IOException {
        ByteBuffer entries = list.order(ByteOrder.LITTLE_ENDIAN);
        if (entries.remaining() < 4 || entries.getInt() != VERSION || entries.remaining() % 8 != 0) {
            throw new IOException("its access control list is not understood");
        }
        int mask = 7;
        List<Entry> named = new ArrayList<>();
        while (entries.hasRemaining()) {
            int tag = entries.getShort();
            int permissions = entries.getShort();
            long id = Integer.toUnsignedLong(entries.getInt());
            if (tag == MASK) {
                mask = permissions;
            } else if (tag == USER || tag == GROUP) {
                named.add(new Entry(tag == USER ? "user" : "group", id, permissions));
            }
        }
        int left = mask;
        return named.stream().map(entry -> entry.under(left)).toList();
    }

    private record Entry(String kind, long id, int permissions) {

        String under(int mask) {
            int effective = permissions & mask;
            return kind + ":" + id + ":" + ((effective & 4) != 0 ? "r" : "-") + ((effective & 2) != 0 ? "w" : "-")
                    + ((effective & 1) != 0 ? "x" : "-");
        }
    }
}
