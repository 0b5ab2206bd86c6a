package io.github.plimsoll.target.image;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** A tar archive, written header by header, so that any of them may lie. */
public final class Tar {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Adds a file. */
    public Tar file(String name, String content) {
        return file(name, 0644, content);
    }

    Tar file(String name, int mode, String content) {
        return file(name, mode, content.getBytes(StandardCharsets.UTF_8));
    }

    Tar file(String name, int mode, byte[] content) {
        return entry('0', name, "", mode, content);
    }

    Tar directory(String name, int mode) {
        return entry('5', name, "", mode, new byte[0]);
    }

    Tar symlink(String name, String target) {
        return entry('2', name, target, 0777, new byte[0]);
    }

    Tar hardLink(String name, String target, int mode) {
        return entry('1', name, target, mode, new byte[0]);
    }

    /** Takes something away that a layer below has. */
    Tar without(String path) {
        int slash = path.lastIndexOf('/') + 1;
        return file(path.substring(0, slash) + ".wh." + path.substring(slash), "");
    }

    Tar opaque(String directory) {
        return file(directory + "/.wh..wh..opq", "");
    }

    /** Writes records that hold for the next entry. */
    Tar pax(String... keysAndValues) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            records.writeBytes(record(keysAndValues[i], keysAndValues[i + 1]));
        }
        return entry('x', "pax", "", 0644, records.toByteArray());
    }

    private static byte[] record(String key, String value) {
        byte[] text = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.ISO_8859_1);
        int length = text.length + 1;
        while (Integer.toString(length).length() + text.length != length) {
            length++;
        }
        byte[] number = Integer.toString(length).getBytes(StandardCharsets.US_ASCII);
        byte[] record = Arrays.copyOf(number, length);
        System.arraycopy(text, 0, record, number.length, text.length);
        return record;
    }

    Tar entry(char type, String name, String link, int mode, byte[] content) {
        return entry(type, name, link, mode, content.length, content, header -> {});
    }

    /** @param change made to the header before its checksum is written */
    Tar entry(char type, String name, String link, int mode, long size, byte[] content, Consumer<byte[]> change) {
        byte[] header = new byte[512];
        put(header, 0, name.getBytes(StandardCharsets.UTF_8));
        put(header, 100, String.format("%07o", mode));
        put(header, 108, String.format("%07o", 0));
        put(header, 116, String.format("%07o", 0));
        put(header, 124, String.format("%011o", size));
        put(header, 136, String.format("%011o", 0));
        header[156] = (byte) type;
        put(header, 157, link.getBytes(StandardCharsets.UTF_8));
        put(header, 257, "ustar\u000000");
        put(header, 329, String.format("%07o", 0));
        put(header, 337, String.format("%07o", 0));
        change.accept(header);
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte octet : header) {
            sum += octet & 0xff;
        }
        put(header, 148, String.format("%06o\0", sum));
        out.writeBytes(header);
        out.writeBytes(content);
        out.writeBytes(new byte[-content.length & 511]);
        return this;
    }

    private static void put(byte[] header, int offset, String text) {
        put(header, offset, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static void put(byte[] header, int offset, byte[] text) {
        System.arraycopy(text, 0, header, offset, text.length);
    }

    /** Adds bytes as they are. */
    Tar raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public byte[] bytes() {
        byte[] bytes = out.toByteArray();
        return Arrays.copyOf(bytes, bytes.length + 1024);
    }

    byte[] withoutEnd() {
        return out.toByteArray();
    }

    byte[] gzip() {
        return gzip(bytes());
    }

    byte[] zstd() {
        return Zstd.compress(bytes());
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
