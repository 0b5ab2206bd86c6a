package io.github.plimsoll.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** What one layer of an image brings and takes away; every file belongs to root. Paths begin with no slash. */
public final class TinyLayer {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

    TinyLayer() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    /** A file of text. */
    public TinyLayer file(String path, int mode, String text) {
        return file(path, mode, text.getBytes(StandardCharsets.UTF_8));
    }

    public TinyLayer file(String path, int mode, byte[] content) {
        return entry(new TarArchiveEntry(path), mode, content);
    }

    public TinyLayer directory(String path, int mode) {
        return entry(new TarArchiveEntry(path + "/"), mode, new byte[0]);
    }

    public TinyLayer link(String path, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        return entry(entry, 0777, new byte[0]);
    }

    /** A second name for a file of the same layer. */
    public TinyLayer hardLink(String path, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_LINK);
        entry.setLinkName(target);
        return entry(entry, 0755, new byte[0]);
    }

    public TinyLayer blockDevice(String path, int major, int minor) {
        TarArchiveEntry entry = new TarArchiveEntry(path, TarConstants.LF_BLK);
        entry.setDevMajor(major);
        entry.setDevMinor(minor);
        return entry(entry, 0600, new byte[0]);
    }

    /**
     * A program that gives capabilities to whoever starts it.
     *
     * @param bits for example {@code 1 << 13} for NET_RAW
     */
    public TinyLayer fileWithCapabilities(String path, int bits, byte[] content) {
        TarArchiveEntry entry = new TarArchiveEntry(path);
        String words = "01000002%08x%s".formatted(Integer.reverseBytes(bits), "0".repeat(24));
        entry.addPaxHeader(
                "SCHILY.xattr.security.capability",
                new String(HexFormat.of().parseHex(words), StandardCharsets.ISO_8859_1));
        return entry(entry, 0755, content);
    }

    /** Takes away what a layer below brought. */
    public TinyLayer removed(String path) {
        int slash = path.lastIndexOf('/') + 1;
        return file(path.substring(0, slash) + ".wh." + path.substring(slash), 0, "");
    }

    private TinyLayer entry(TarArchiveEntry entry, int mode, byte[] content) {
        try {
            entry.setSize(content.length);
            entry.setMode(mode);
            entry.setIds(0, 0);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try {
            tar.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
