package io.github.plimsoll.target.probe;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.tls.CipherSuite;

/** Cipher suites by name; which of them are weak can be told from that. */
final class Suites {

    /** With keys that both sides hold beforehand, which nobody who has none can offer; and those of TLS 1.3 and of signals. */
    private static final Pattern NOT_OFFERED =
            Pattern.compile(".*(PSK|SRP|SCSV|GOST|KRB5).*|TLS_NULL_WITH_NULL_NULL|TLS_(?!.*_WITH_).*");

    /** No encryption, no authentication, broken ciphers, or no forward secrecy. */
    private static final Pattern WEAK = Pattern.compile(
            ".*(_NULL_|_anon_|EXPORT|_RC4_|_RC2_|_DES_|_DES40_|_3DES_|_IDEA_).*|TLS_(RSA|DH_RSA|DH_DSS|ECDH_RSA|ECDH_ECDSA)_WITH_.*");

    private static final Map<Integer, String> NAMES = names();

    // Told once from some 300 names, since each greeting offers them.
    private static final List<Integer> ALL_WEAK = offered(WEAK.asMatchPredicate());
    private static final List<Integer> BEFORE_13 = Stream.concat(
                    offered(WEAK.asMatchPredicate().negate()).stream(), ALL_WEAK.stream())
            .toList();

    private Suites() {}

    static String name(int suite) {
        return NAMES.getOrDefault(suite, "0x%04X".formatted(suite));
    }

    static List<Integer> ofTls13() {
        return List.of(
                CipherSuite.TLS_AES_128_GCM_SHA256,
                CipherSuite.TLS_AES_256_GCM_SHA384,
                CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
    }

    /** Whatever a server before TLS 1.3 may agree to, strong ones first. */
    static List<Integer> beforeTls13() {
        return BEFORE_13;
    }

    /** What no server should agree to. */
    static List<Integer> weak() {
        return ALL_WEAK;
    }

    private static List<Integer> offered(Predicate<String> wanted) {
        return NAMES.entrySet().stream()
                .filter(suite -> !NOT_OFFERED.matcher(suite.getValue()).matches())
                .filter(suite -> wanted.test(suite.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new TreeMap<>();
        for (Field field : CipherSuite.class.getFields()) {
            try {
                names.put(field.getInt(null), field.getName());
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("the constants of the library are public", e);
            }
        }
        return names;
    }
}
