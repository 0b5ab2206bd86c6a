package io.github.plimsoll.target.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes contexts as {@code docker context create} does. */
final class Contexts {

    private Contexts() {}

    static void write(Path config, String name, String host, boolean skipVerification) throws IOException {
        Path meta = Files.createDirectories(config.resolve("contexts/meta").resolve(hash(name)));
        Files.writeString(meta.resolve("meta.json"), """
                {"Name": "%s", "Metadata": {}, "Endpoints": {"docker": {"Host": "%s", "SkipTLSVerify": %s}}}
                """.formatted(name, host, skipVerification));
    }

    static Path tls(Path config, String name) {
        return config.resolve("contexts/tls").resolve(hash(name)).resolve("docker");
    }

    private static String hash(String name) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
