package io.github.plimsoll.target.image;

import static io.github.plimsoll.target.image.Archives.document;
import static io.github.plimsoll.target.image.Archives.each;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen in layers, and what is left of it once others lie above. */
class LayerContentTests {

    private static final String NET_RAW = "\1\0\0\2\0\040\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

    @Test
    void files_that_run_as_their_owner_are_seen() {
        JsonNode image = document(new Tar()
                .file("usr/bin/su", 04755, "x")
                .file("usr/bin/wall", 02755, "x")
                .file("usr/bin/ls", 0755, "x")
                .directory("var/mail/", 02775)
                .symlink("usr/bin/link", "su"));

        assertThat(each(image.get("setuid"), "path")).containsExactly("/usr/bin/su", "/usr/bin/wall");
        assertThat(each(image.get("setuid"), "mode")).containsExactly("4755", "2755");
    }

    @Test
    void whatever_a_layer_above_does_to_a_path_counts() {
        Tar base = new Tar()
                .directory("d/", 0755)
                .file("d/replaced", 04755, "x")
                .file("d/removed", 04755, "x")
                .file("gone/e/f", 04755, "x")
                .file("opaque/f", 04755, "x")
                .file("overwritten/f", 04755, "x")
                .file("kept", 04755, "x");
        Tar above = new Tar()
                .file("d/replaced", 0755, "x")
                .without("d/removed")
                .without("gone")
                .opaque("opaque")
                .file("overwritten", "a file in place of the directory")
                .directory("d/", 0700);

        assertThat(each(document(base, above).get("setuid"), "path")).containsExactly("/kept");
        assertThat(each(document(base, new Tar().opaque("")).get("setuid"), "path"))
                .isEmpty();
        assertThat(each(document(base, new Tar().file(".wh.kept", "")).get("setuid"), "path"))
                .doesNotContain("/kept");
        assertThat(each(document(new Tar().without("kept"), base).get("setuid"), "path"))
                .as("what is taken away below may come back above")
                .contains("/kept");
        assertThat(each(document(base, new Tar().file("keptx", "")).get("setuid"), "path"))
                .contains("/kept");
        assertThat(each(document(new Tar().file(".wh..wh.plnk", 04755, "x")).get("setuid"), "path"))
                .as("a remark of an old file system is no file")
                .isEmpty();
    }

    @Test
    void the_last_entry_of_a_path_counts() {
        Tar twice = new Tar()
                .file("a", 04755, "x")
                .file("./a", 0755, "x")
                .file("b", 0755, "x")
                .file("/b", 04755, "x");

        assertThat(each(document(twice).get("setuid"), "path")).containsExactly("/b");
    }

    @Test
    void hard_links_share_what_their_targets_are() {
        Tar layer = new Tar()
                .file("usr/bin/su", 04755, "x")
                .hardLink("usr/bin/same", "usr/bin/su", 0755)
                .file("plain", 0755, "x")
                .hardLink("raised", "plain", 04755);
        assertThat(each(document(layer).get("setuid"), "path"))
                .containsExactly("/usr/bin/su", "/usr/bin/same", "/raised");

        Tar above = new Tar().hardLink("srv/kept", "usr/bin/su", 0755).without("usr/bin/su");
        assertThat(each(
                        document(new Tar().file("usr/bin/su", 04755, "x"), above)
                                .get("setuid"),
                        "path"))
                .containsExactly("/srv/kept");
        assertThat(each(
                        document(
                                        new Tar().file("usr/bin/su", 04755, "x"),
                                        new Tar().file("usr/bin/su", 0755, "x"),
                                        new Tar().hardLink("srv/kept", "usr/bin/su", 0755))
                                .get("setuid"),
                        "path"))
                .isEmpty();
    }

    @Test
    void capabilities_of_files_are_named() {
        JsonNode image = document(new Tar()
                .pax("SCHILY.xattr.security.capability", NET_RAW)
                .file("usr/bin/ping", 0755, "x")
                .pax("SCHILY.xattr.security.capability", "\1\0\0\3\0\0\040\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0")
                .file("three", 0755, "x")
                .pax("SCHILY.xattr.security.capability", "?")
                .file("odd", 0755, "x")
                .pax("SCHILY.xattr.security.capability", "\1\0\0\2" + "\0".repeat(16))
                .file("none", 0755, "x")
                .file("plain", 0755, "x"));

        assertThat(each(image.get("capabilities"), "path")).containsExactly("/usr/bin/ping", "/three", "/odd");
        assertThat(each(image.get("capabilities"), "detail"))
                .containsExactly("NET_RAW", "SYS_ADMIN CHECKPOINT_RESTORE", "in an unknown form");
    }

    @Test
    void what_everybody_may_write_to_is_seen() {
        JsonNode image = document(new Tar()
                .directory("tmp/", 01777)
                .directory("data/", 0777)
                .file("etc/app.conf", 0666, "x")
                .file("etc/fine.conf", 0664, "x")
                .symlink("link", "data")
                .file("dev/null-like", 0666, "x"));

        assertThat(each(image.get("worldWritable"), "path")).containsExactly("/data", "/etc/app.conf");
    }

    @Test
    void programs_and_what_they_link_to_are_listed() {
        JsonNode image = document(new Tar()
                .file("usr/bin/nmap", 0755, "x")
                .symlink("bin/nc", "busybox")
                .file("usr/bin/README", 0644, "x")
                .file("usr/lib/nmap", 0755, "x")
                .file("usr/bin/perl/x", 0755, "x"));

        assertThat(image.get("programs").toString())
                .isEqualTo(
                        "[{\"path\":\"/usr/bin/nmap\",\"layer\":1},{\"path\":\"/bin/nc\",\"layer\":1,\"detail\":\"busybox\"}]");
    }

    @Test
    void leftovers_of_package_managers_are_added_up() {
        JsonNode image = document(
                new Tar()
                        .file("var/lib/apt/lists/deb.example.org_InRelease", "12345")
                        .file("var/lib/apt/lists/other", "123")
                        .file("var/lib/apt/lists/lock", "")
                        .file("root/.cache/pip/http/a", "1")
                        .file("home/app/.npm/_cacache/a", "1")
                        .file("var/cache/apk/removed", "1")
                        .file("var/cache/debconf/config.dat", "1"),
                new Tar().without("var/cache/apk/removed"));

        assertThat(image.get("caches").toString())
                .isEqualTo("[{\"path\":\"/var/lib/apt/lists/\",\"files\":2,\"bytes\":8},"
                        + "{\"path\":\"/root/.cache/pip/\",\"files\":1,\"bytes\":1},"
                        + "{\"path\":\"/home/app/.npm/_cacache/\",\"files\":1,\"bytes\":1}]");
    }

    @Test
    void links_in_the_place_of_what_the_kernel_fills_are_seen() {
        JsonNode image =
                document(new Tar().symlink("dev", "/etc").symlink("proc/x", "y").directory("sys/", 0755));

        assertThat(image.get("kernelLinks").toString())
                .isEqualTo("[{\"path\":\"/dev\",\"layer\":1,\"detail\":\"/etc\"}]");
    }

    @Test
    void libraries_that_go_before_all_others_are_seen() {
        assertThat(document(new Tar().file("etc/ld.so.preload", "/lib/evil.so\n"))
                        .get("preload"))
                .hasSize(1);
        assertThat(document(new Tar().file("etc/ld.so.preload", "\n")).get("preload"))
                .isEmpty();
    }

    @Test
    void users_are_read_from_the_topmost_files() {
        Tar base = new Tar()
                .file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nold:x:5:5::/:\n")
                .file("etc/shadow", "root:*:19000:0:99999:7:::\n");
        Tar above = new Tar()
                .file(
                        "etc/passwd",
                        "root:x:0:0:root:/root:/bin/sh\ntoor::0:0::/:/bin/sh\napp:x:10001:10001::/:\n#c:x:0:0\n+::::::\nbad:x:one:1\n")
                .file("etc/shadow", "root:$6$salt$abcdefghijkl:19000::::::\napp::19000::::::\n");

        assertThat(document(base).get("accounts").toString())
                .isEqualTo(
                        "{\"known\":true,\"users\":[{\"name\":\"root\",\"uid\":0,\"login\":\"locked\"},{\"name\":\"old\",\"uid\":5,\"login\":\"locked\"}]}");
        assertThat(document(base, above).get("accounts").toString())
                .isEqualTo(
                        "{\"known\":true,\"users\":[{\"name\":\"root\",\"uid\":0,\"login\":\"by password\"},"
                                + "{\"name\":\"toor\",\"uid\":0,\"login\":\"open\"},{\"name\":\"app\",\"uid\":10001,\"login\":\"open\"}]}");
        assertThat(document(base, new Tar().without("etc/passwd"))
                        .get("accounts")
                        .get("users"))
                .isEmpty();
        assertThat(document(base, new Tar().symlink("etc/passwd", "/x"))
                        .get("accounts")
                        .get("known")
                        .asBoolean())
                .isFalse();
        assertThat(document(new Tar().file("app", "x")).get("accounts").toString())
                .isEqualTo("{\"known\":true,\"users\":[]}");
    }

    @Test
    void settings_that_take_what_nobody_vouches_for_are_seen() {
        JsonNode image = document(new Tar()
                .file(
                        "etc/apt/sources.list",
                        "# deb [trusted=yes] x\ndeb [arch=amd64 trusted=yes] http://u:c4n4ry@h/ x main\n")
                .file("etc/apt/sources.list.d/fine.list", "deb [signed-by=/k] https://h/ x main\n")
                .file("etc/apt/apt.conf.d/99x", "APT::Get::AllowUnauthenticated \"true\";\n")
                .file(
                        "etc/apt/apt.conf.d/98x",
                        "// APT::Get::AllowUnauthenticated \"true\";\nAcquire::https::Verify-Peer \"false\";")
                .file("etc/yum.repos.d/a.repo", "[a]\nrepo_gpgcheck=0\ngpgcheck = 0\n")
                .file("etc/yum.repos.d/b.repo", "[b]\nrepo_gpgcheck=0\ngpgcheck=1\n")
                .file("root/.config/pip/pip.conf", "[global]\ntrusted-host = pypi.example\n")
                .file("root/.npmrc", "strict-ssl=false\n")
                .file("root/.curlrc", "insecure\n")
                .file("etc/gitconfig", "[http]\n\tsslVerify = false\n")
                .file("etc/wgetrc", "#check_certificate = off\n"));

        assertThat(each(image.get("unverified"), "path"))
                .containsExactly(
                        "/etc/apt/sources.list",
                        "/etc/apt/apt.conf.d/99x",
                        "/etc/apt/apt.conf.d/98x",
                        "/etc/yum.repos.d/a.repo",
                        "/root/.config/pip/pip.conf",
                        "/root/.npmrc",
                        "/root/.curlrc",
                        "/etc/gitconfig");
        assertThat(image.toString()).doesNotContain("c4n4ry");
    }

    @Test
    void entries_that_no_builder_writes_are_told() {
        JsonNode image = document(new Tar()
                .file("../../etc/cron.d/x", "x")
                .file("/etc/absolute", "x")
                .hardLink("h", "../../etc/shadow", 0644)
                .symlink("usr/s", "../../etc/shadow")
                .symlink("usr/fine", "../etc/shadow")
                .symlink("absolute", "/etc/shadow")
                .entry('4', "dev/sda", "", 0660, 0, new byte[0], header -> device(header, 8, 0))
                .entry('3', "dev/null", "", 0666, 0, new byte[0], header -> device(header, 1, 3))
                .entry('3', "mem", "", 0666, 0, new byte[0], header -> device(header, 1, 1))
                .entry('V', "volume", "", 0644, new byte[0]));

        assertThat(each(image.get("layers").get(0).get("tricks"), "path"))
                .containsExactly("/etc/cron.d/x", "/h", "/usr/s", "/dev/sda", "/mem", "/volume");
        assertThat(each(image.get("layers").get(0).get("tricks"), "detail"))
                .containsExactly(
                        "its name leads out of the image",
                        "it links to a file outside the image",
                        "it leads out of the image",
                        "it is a device of the host: b 8:0",
                        "it is a device of the host: c 1:1",
                        "it is of a kind that no layer has");
    }

    private static void device(byte[] header, int major, int minor) {
        Tar.put(header, 329, String.format("%07o", major).getBytes(StandardCharsets.US_ASCII));
        Tar.put(header, 337, String.format("%07o", minor).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void more_than_is_kept_of_a_kind_is_counted() {
        Tar many = new Tar();
        for (int i = 0; i < 150; i++) {
            many.file("f" + i, 0666, "x").file("k" + i, CredentialTests.KEY);
        }
        JsonNode image = document(many);

        assertThat(image.get("worldWritable")).hasSize(100);
        assertThat(image.get("cut").toString()).isEqualTo("[\"WORLD_WRITABLE\",\"SECRET\"]");
        assertThat(image.get("layers").get(0).get("credentialCount").asInt()).isEqualTo(150);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\u001b[2Jx", "x\r\ny"})
    void names_can_do_no_harm_where_they_are_shown(String name) {
        JsonNode image = document(new Tar().pax("path", name).file("x", 0666, "x"));

        assertThat(image.get("worldWritable").get(0).get("path").asText()).matches("\\P{Cntrl}+");
    }
}
