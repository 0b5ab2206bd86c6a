package io.github.plimsoll.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BegunTests {

    @Test
    void work_goes_on_before_anybody_asks() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Begun<String> begun = Begun.of(() -> {
            done.countDown();
            return "found";
        });

        done.await();
        assertThat(begun.get()).isEqualTo("found");
    }

    @Test
    void work_that_fails_says_so_to_whoever_asks() {
        Begun<String> begun = Begun.of(() -> {
            throw new IOException("gone");
        });

        assertThatThrownBy(begun::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("java.io.IOException: gone");
    }

    @Test
    void whoever_is_interrupted_waits_no_longer() {
        CountDownLatch never = new CountDownLatch(1);
        Begun<String> begun = Begun.of(() -> {
            never.await();
            return "";
        });

        Thread.currentThread().interrupt();
        assertThatThrownBy(begun::get).isInstanceOf(TargetUnavailable.class).hasMessage("collection was interrupted");
        assertThat(Thread.interrupted()).isTrue();
        never.countDown();
    }
}
