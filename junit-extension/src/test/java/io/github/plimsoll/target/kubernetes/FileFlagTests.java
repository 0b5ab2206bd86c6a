package io.github.plimsoll.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which files and directories a command line leads to. */
class FileFlagTests {

    @Test
    void a_path_stands_behind_an_equals_sign_or_in_the_next_word() {
        assertThat(FileFlag.in(List.of(
                        "etcd", "--data-dir=/a", "--wal_dir", "/b", "-config-file", "/c", "--debug", "--name=x")))
                .containsExactly(
                        new FileFlag("data-dir", "/a"),
                        new FileFlag("wal-dir", "/b"),
                        new FileFlag("config-file", "/c"),
                        new FileFlag("debug", "--name=x"),
                        new FileFlag("name", "x"));
    }

    @Test
    void what_is_looked_at_depends_on_what_the_flag_is_for() {
        assertThat(new FileFlag("encryption-provider-config", "/a").isEncryption())
                .isTrue();
        assertThat(new FileFlag("audit-policy-file", "/a").isSettings()).isTrue();
        assertThat(new FileFlag("audit-log-path", "/a").isDirectory()).isFalse();
        assertThat(new FileFlag("pod-manifest-path", "/a").isTree()).isTrue();
        assertThat(new FileFlag("config-dir", "/a").isTree()).isTrue();
        assertThat(new FileFlag("data-dir", "/a").isTree()).isFalse();
        assertThat(new FileFlag("data-dir", "/a").isDirectory()).isTrue();
    }
}
