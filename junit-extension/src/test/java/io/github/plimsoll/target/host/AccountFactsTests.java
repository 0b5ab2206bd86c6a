package io.github.plimsoll.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountFactsTests {

    @TempDir
    Path root;

    @BeforeEach
    void a_host() throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/group"), "root:x:0:\ndocker:x:998:jane,joe\n# nothing\nbroken\n");
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
    }

    @Test
    void names_numbers_and_ranges_are_read() throws IOException {
        Files.writeString(root.resolve("etc/subuid"), "jane:100000:65536\n\njoe:x:1\n");

        assertThat(AccountFacts.of(new HostTree(root)).json()).hasToString("""
                {"users":[{"name":"root","uid":0,"gid":0}],"groups":[{"name":"root","gid":0,"members":[]},\
                {"name":"docker","gid":998,"members":["jane","joe"]}],\
                "subordinateUsers":[{"owner":"jane","first":100000,"count":65536}],"subordinateGroups":[],"otherSources":[]}""");
    }

    @Test
    void a_host_without_the_files_is_unreadable_and_not_empty() throws IOException {
        Files.delete(root.resolve("etc/group"));
        Document document = AccountFacts.of(new HostTree(root));

        assertThat(document.isReadable()).isFalse();
        assertThat(document.reason()).contains("etc/group");
    }
}
