package io.github.plimsoll.target.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is digested beside the reading digests to the same as at once. */
class DigestTests {

    private static final int PIECE = 1 << 18;

    @ParameterizedTest
    @Timeout(60)
    @CsvSource({
        "0, 0, 7",
        "1, 0, 1",
        "262143, 4, 65536",
        "262144, 0, 65536",
        "262145, 512, 1000",
        "5242880, 4, 300000",
        "3000001, 4, 65536"
    })
    void of_any_length_read_in_any_parts(int length, int beginning, int part) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        byte[] first = Arrays.copyOf(bytes, Math.min(beginning, length));
        byte[] rest = Arrays.copyOfRange(bytes, first.length, length);

        try (Digest digest = new Digest(first, new ByteArrayInputStream(rest))) {
            byte[] target = new byte[part];
            while (digest.read(target, 0, part) >= 0) {
                // What was read may be written over at once.
                Arrays.fill(target, (byte) 0);
            }
            assertThat(digest.value()).isEqualTo(Digest.of(bytes));
        }
    }

    @ParameterizedTest
    @Timeout(60)
    @CsvSource({"0", "1", "20"})
    void that_is_given_up_leaves_no_thread_behind(int pieces) throws IOException, InterruptedException {
        try (Digest digest = new Digest(new ByteArrayInputStream(new byte[pieces * PIECE]))) {
            digest.readAllBytes();
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("digest of a layer")) {
                thread.join();
            }
        }
    }
}
