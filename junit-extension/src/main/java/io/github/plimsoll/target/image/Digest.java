package io.github.plimsoll.target.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Passes bytes on and knows at the end what they digest to. */
final class Digest extends FilterInputStream {

    private final DigestThread digest = new DigestThread(sha256());

    Digest(InputStream in) {
        super(in);
    }

    /** @param beginning what was read before of what is digested */
    Digest(byte[] beginning, InputStream rest) throws IOException {
        this(rest);
        digest.update(beginning, 0, beginning.length);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** As {@code sha256:1f2e...}. */
    static String of(byte[] bytes) {
        return written(sha256().digest(bytes));
    }

    private static String written(byte[] digest) {
        return "sha256:" + HexFormat.of().formatHex(digest);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count > 0) {
            digest.update(target, offset, count);
        }
        return count;
    }

    /** The digest of all that was read, which ends the reading. */
    String value() throws IOException {
        return written(digest.value());
    }

    @Override
    public void close() throws IOException {
        digest.close();
        super.close();
    }
}
