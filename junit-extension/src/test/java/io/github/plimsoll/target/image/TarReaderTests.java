package io.github.plimsoll.target.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TarReaderTests {

    private static final Bounds BOUNDS = new Bounds(1 << 20, 1 << 20, 1000, 200, 1 << 16, 4096, 1 << 16, 1 << 16, 100);

    private static List<TarEntry> entries(byte[] archive) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(archive), BOUNDS);
        List<TarEntry> entries = new ArrayList<>();
        for (TarEntry entry = reader.next(); entry != null; entry = reader.next()) {
            entries.add(entry);
        }
        return entries;
    }

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
    void reads_what_another_writer_wrote(int longNames) throws IOException {
        String longName = "opt/" + "directory/".repeat(30) + "file";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            tar.setLongFileMode(longNames);
            tar.setBigNumberMode(
                    longNames == TarArchiveOutputStream.LONGFILE_GNU
                            ? TarArchiveOutputStream.BIGNUMBER_STAR
                            : TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (String name : List.of("usr/bin/su", longName, "srv/größe")) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setMode(0104755);
                entry.setUserId(3_000_000_000L);
                entry.setGroupId(7);
                entry.setSize(700);
                tar.putArchiveEntry(entry);
                tar.write(new byte[700]);
                tar.closeArchiveEntry();
            }
            TarArchiveEntry link = new TarArchiveEntry("l", TarArchiveEntry.LF_SYMLINK);
            link.setLinkName(longName);
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }

        List<TarEntry> entries = entries(bytes.toByteArray());

        assertThat(entries).extracting(TarEntry::name).containsExactly("usr/bin/su", longName, "srv/größe", "l");
        assertThat(entries.get(0))
                .isEqualTo(new TarEntry('0', "usr/bin/su", "", 04755, 3_000_000_000L, 7, 700, 0, Map.of()));
        assertThat(entries.get(3).link()).isEqualTo(longName);
        assertThat(entries.get(3).isSymlink()).isTrue();
    }

    @Test
    void content_is_read_as_far_as_it_is_wanted() throws IOException {
        byte[] archive = new Tar()
                .file("a", "x".repeat(100_000))
                .file("b", "hello")
                .file("c", "")
                .bytes();
        TarReader reader = new TarReader(new ByteArrayInputStream(archive), BOUNDS);

        reader.next();
        assertThat(reader.content().readNBytes(3)).containsExactly('x', 'x', 'x');
        reader.next();
        assertThat(reader.content().readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("hello");
        reader.next();
        assertThat(reader.content().read()).isEqualTo(-1);
        assertThat(reader.next()).isNull();
        assertThat(reader.next()).as("the end stays the end").isNull();
        assertThat(reader.entries()).isEqualTo(3);
    }

    @Test
    void extended_attributes_keep_their_bytes() throws IOException {
        byte[] archive = new Tar()
                .pax("SCHILY.xattr.security.capability", "\1\0\0\2\0\040\0\0\n=\0\0\0\0\0\0\0\0\0\0")
                .file("ping", "")
                .bytes();

        assertThat(entries(archive).get(0).attributes().get("security.capability"))
                .hasSize(20)
                .startsWith("\1\0\0\2\0\040")
                .contains("\n=");
    }

    @Test
    void kinds_without_content_have_none_whatever_their_size_says() throws IOException {
        byte[] archive = new Tar()
                .entry('1', "link", "a", 0644, 5000, new byte[0], header -> {})
                .entry('5', "directory/", "", 0755, 5000, new byte[0], header -> {})
                .file("next", "")
                .bytes();

        assertThat(entries(archive)).extracting(TarEntry::name).containsExactly("link", "directory/", "next");
        assertThat(entries(archive)).extracting(TarEntry::size).containsOnly(0L);
    }

    @Test
    void old_forms_are_understood() throws IOException {
        byte[] archive = new Tar()
                .entry('\0', "directory/", "", 0755, new byte[0])
                .entry('\0', "file", "", 0644, new byte[3])
                .entry('7', "contiguous", "", 0644, new byte[3])
                .entry(
                        '0',
                        "name",
                        "",
                        0644,
                        0,
                        new byte[0],
                        header -> Tar.put(header, 345, "far/away".getBytes(StandardCharsets.UTF_8)))
                .entry(
                        'g',
                        "remarks",
                        "",
                        0644,
                        18,
                        "18 comment=nothing\n".substring(0, 18).getBytes(StandardCharsets.UTF_8),
                        header -> {})
                .withoutEnd();

        assertThat(entries(archive)).extracting(TarEntry::type).containsExactly('5', '0', '0', '0', 'g');
        assertThat(entries(archive).get(3).name()).isEqualTo("far/away/name");
    }

    @Test
    void a_sparse_file_does_not_displace_what_follows() throws IOException {
        byte[] archive = new Tar()
                .entry('S', "sparse", "", 0644, 512, new byte[0], header -> header[482] = 1)
                .raw(sparseExtension(true))
                .raw(sparseExtension(false))
                .raw(new byte[512])
                .file("next", "")
                .bytes();

        assertThat(entries(archive)).extracting(TarEntry::name).containsExactly("sparse", "next");
    }

    private static byte[] sparseExtension(boolean more) {
        byte[] extension = new byte[512];
        Arrays.fill(extension, 0, 480, (byte) '7');
        extension[504] = (byte) (more ? 1 : 0);
        return extension;
    }

    @Test
    void a_sparse_file_of_the_newer_form_has_its_own_name() throws IOException {
        byte[] archive = new Tar()
                .pax(
                        "GNU.sparse.major",
                        "1",
                        "GNU.sparse.minor",
                        "0",
                        "GNU.sparse.name",
                        "usr/bin/su",
                        "GNU.sparse.realsize",
                        "99999999999")
                .file("GNUSparseFile.0/su", 04755, "1\n0\n512\n")
                .bytes();

        assertThat(entries(archive).get(0).name()).isEqualTo("usr/bin/su");
        assertThat(entries(archive).get(0).size()).isEqualTo(8);
    }

    @Test
    void names_that_differ_in_stray_bytes_stay_different() throws IOException {
        byte[] archive = new Tar()
                .entry('0', "", "", 0644, 0, new byte[0], header -> Tar.put(header, 0, new byte[] {'a', (byte) 0xff}))
                .entry('0', "", "", 0644, 0, new byte[0], header -> Tar.put(header, 0, new byte[] {'a', (byte) 0xfe}))
                .file("a\ufffd", "")
                .file("ä\u001b[31m\u202egnp", "")
                .bytes();

        List<TarEntry> entries = entries(archive);
        assertThat(entries).extracting(TarEntry::name).doesNotHaveDuplicates();
        assertThat(entries.stream().map(entry -> TarNames.shown(entry.name())))
                .containsExactly("a\\xff", "a\\xfe", "a\ufffd", "ä\\u001b[31m\\u202egnp");
    }

    @ParameterizedTest
    @CsvSource({
        "etc/passwd, etc/passwd",
        "./etc/passwd, etc/passwd",
        "/etc//passwd, etc/passwd",
        "etc/x/../passwd, etc/passwd",
        "../../etc/passwd, etc/passwd",
        "etc/, etc",
        "./, ''",
        "..., ...",
        "a/..b, a/..b"
    })
    void names_come_to_paths_below_the_root(String name, String path) {
        assertThat(TarNames.path(name)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "../a, 0, true",
        "a/../../b, 0, true",
        "/.., 3, true",
        "a/../b, 0, false",
        "../b, 1, false",
        "..., 0, false",
        "../../b, 1, true"
    })
    void names_that_climb_out_are_told(String name, int depth, boolean out) {
        assertThat(TarNames.climbsOut(name, depth)).isEqualTo(out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 a=b\n",
                "x a=b\n",
                "6 a=b",
                "99 a=b\n",
                "3 \n",
                "4 =\n",
                "7 path\n ",
                "9999999999999 a=b\n",
                "-6 a=b\n",
                "6 a=b\n6 a=",
                "0 a=b\n"
            })
    void records_that_are_not_as_they_say_are_refused(String records) {
        byte[] archive = new Tar()
                .entry('x', "pax", "", 0644, records.getBytes(StandardCharsets.UTF_8))
                .file("a", "")
                .bytes();

        assertThatThrownBy(() -> entries(archive)).isInstanceOf(BadArchive.class);
    }

    @ParameterizedTest
    @CsvSource({"size, -1", "size, 1e3", "size, 99999999999999999999", "uid, abc", "gid, 0x1"})
    void records_with_odd_numbers_are_refused(String key, String value) {
        assertThatThrownBy(() -> entries(new Tar().pax(key, value).file("a", "").bytes()))
                .isInstanceOf(BadArchive.class);
    }

    @Test
    void headers_that_are_none_are_refused() {
        assertThatThrownBy(() -> entries("no archive at all".repeat(100).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("not as tar has it");
        assertThatThrownBy(() -> entries(new Tar()
                        .entry('0', "a", "", 0644, 0, new byte[0], header -> header[124] = 'x')
                        .bytes()))
                .isInstanceOf(BadArchive.class);
        assertThatThrownBy(() -> entries(new Tar()
                        .entry('0', "a", "", 0644, 0, new byte[0], header -> Arrays.fill(header, 124, 136, (byte) 0xff))
                        .bytes()))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("negative");
        assertThatThrownBy(() -> entries(new Tar()
                        .entry('0', "a", "", 0644, 0, new byte[0], header -> {
                            header[124] = (byte) 0x80;
                            Arrays.fill(header, 125, 136, (byte) 0xff);
                        })
                        .bytes()))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("no file system");
        assertThatThrownBy(() ->
                        entries(new Tar().raw(new byte[512]).file("behind", "").bytes()))
                .isInstanceOf(BadArchive.class)
                .hasMessageContaining("behind it");
    }

    @Test
    void an_archive_that_breaks_off_is_no_shorter_archive() {
        byte[] archive = new Tar().file("a", "x".repeat(2000)).withoutEnd();

        for (int length : new int[] {100, 600, 1024, archive.length - 1}) {
            assertThatThrownBy(() -> entries(Arrays.copyOf(archive, length))).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void bounds_hold() {
        Tar many = new Tar();
        for (int i = 0; i < 1001; i++) {
            many.file("f" + i, "");
        }
        assertThatThrownBy(() -> entries(many.bytes()))
                .isInstanceOf(OverBound.class)
                .hasMessage("has more than 1000 entries");
        assertThatThrownBy(() -> entries(
                        new Tar().pax("path", "x".repeat(5000)).file("a", "").bytes()))
                .isInstanceOf(OverBound.class)
                .hasMessage("has a path of more than 4096 characters");
        assertThatThrownBy(() -> entries(new Tar()
                        .entry('L', "long", "", 0644, 1L << 40, new byte[0], header -> {
                            header[124] = (byte) 0x80;
                            Arrays.fill(header, 125, 136, (byte) 0);
                            header[130] = 1;
                        })
                        .bytes()))
                .isInstanceOf(OverBound.class)
                .hasMessage("has a header of more than 65536 bytes");
    }

    @Test
    void headers_of_headers_count() {
        Tar headers = new Tar();
        for (int i = 0; i < 1001; i++) {
            headers.entry('x', "pax", "", 0644, new byte[0]);
        }
        assertThatThrownBy(() -> entries(headers.bytes())).isInstanceOf(OverBound.class);
    }
}
