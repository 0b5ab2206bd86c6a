package io.github.plimsoll.suites;

import java.util.Base64;

/** A private key in shape, and nobody's. */
public final class NobodysKey {

    private NobodysKey() {}

    public static String pem() {
        byte[] body = new byte[256];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 37);
        }
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(body)
                + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }
}
