package io.github.plimsoll.target.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PosixAclTests {

    private static ByteBuffer list(int... entries) {
        ByteBuffer list = ByteBuffer.allocate(4 + entries.length / 3 * 8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(2);
        for (int i = 0; i < entries.length; i += 3) {
            list.putShort((short) entries[i]).putShort((short) entries[i + 1]).putInt(entries[i + 2]);
        }
        return list.flip();
    }

    @Test
    void what_the_mask_leaves_to_those_who_are_named_is_told() throws IOException {
        assertThat(PosixAcl.parse(list(1, 6, -1, 2, 7, 1000, 4, 6, -1, 8, 4, 998, 0x10, 6, -1, 0x20, 0, -1)))
                .containsExactly("user:1000:rw-", "group:998:r--");
    }

    @Test
    void a_number_of_a_user_may_be_large() throws IOException {
        assertThat(PosixAcl.parse(list(2, 1, -2))).containsExactly("user:4294967294:--x");
    }

    @Test
    void a_list_of_another_kind_is_not_guessed_at() {
        ByteBuffer other =
                ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(3).flip();

        assertThatThrownBy(() -> PosixAcl.parse(other)).hasMessageContaining("not understood");
        assertThatThrownBy(() -> PosixAcl.parse(ByteBuffer.allocate(2))).hasMessageContaining("not understood");
    }

    @Test
    void an_ordinary_file_has_no_list(@TempDir Path directory) throws IOException {
        assertThat(PosixAcl.of(Files.createFile(directory.resolve("x")))).isEmpty();
    }
}
