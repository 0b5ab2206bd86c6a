package io.github.plimsoll.target;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A text that somebody handed in.
 *
 * @param name as it is called in messages and reports, with {@code /} between directories
 */
public record TextFile(String name, String text) {

    /** @throws TargetUnavailable if it is not there, too long, or no text in UTF-8 */
    public static TextFile read(Path file, String name, long maxBytes) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, name, maxBytes);
        } catch (NoSuchFileException e) {
            throw new TargetUnavailable(name + ": there is no such file");
        } catch (IOException e) {
            throw new TargetUnavailable(name + ": cannot be read: " + e.getMessage());
        }
    }

    /** @throws TargetUnavailable if it is too long, or no text in UTF-8 */
    public static TextFile read(InputStream in, String name, long maxBytes) {
        try {
            byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, maxBytes + 1));
            if (bytes.length > maxBytes) {
                throw new TargetUnavailable(name + ": is longer than " + maxBytes + " bytes");
            }
            return new TextFile(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new TargetUnavailable(name + ": is not a text in UTF-8");
        } catch (IOException e) {
            throw new TargetUnavailable(name + ": cannot be read: " + e.getMessage());
        }
    }
}
