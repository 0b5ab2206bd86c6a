package io.github.plimsoll.fact.kubernetes.component;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The cipher suites that a server of the cluster offers, which are Go's if it is told nothing. */
final class TlsSuites {

    /** Those of Go since 1.23, with which Kubernetes is made since 1.32. */
    private static final List<String> DEFAULT = List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
            "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
            "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA");

    /** Offered besides until Go 1.22, and so until Kubernetes 1.31. */
    private static final List<String> UNTIL_1_31 = List.of("TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA");

    /** Offered besides until Go 1.21, and so until Kubernetes 1.29. */
    private static final List<String> UNTIL_1_29 = List.of(
            "TLS_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_AES_256_CBC_SHA",
            "TLS_RSA_WITH_3DES_EDE_CBC_SHA");

    private static final Pattern VERSION = Pattern.compile("v?1\\.(\\d{1,3})(?!\\d).*");

    /** With forward secrecy and authenticated encryption; the last two names are older spellings that are still taken. */
    private static final Set<String> STRONG = Set.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305");

    private TlsSuites() {}

    /**
     * Those of a server that is told nothing.
     *
     * @param kubernetes the version, for example {@code v1.34.4}; of one that is not known everything is said that any offers
     */
    static List<String> byDefault(String kubernetes) {
        Matcher version = VERSION.matcher(kubernetes);
        int minor = version.matches() ? Integer.parseInt(version.group(1)) : 0;
        return Stream.of(
                        DEFAULT,
                        minor > 31 ? List.<String>of() : UNTIL_1_31,
                        minor > 29 ? List.<String>of() : UNTIL_1_29)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * The suites that are offered and are not strong. From TLS 1.3 on there are no others than strong ones, whatever is listed.
     *
     * @param minimum the lowest version of TLS, for example {@code VersionTLS12}
     * @param allowed suites that are taken for strong all the same
     */
    static List<String> weak(String minimum, List<String> offered, List<String> allowed) {
        return minimum.equals("VersionTLS13")
                ? List.of()
                : offered.stream()
                        .filter(suite -> !STRONG.contains(suite) && !allowed.contains(suite))
                        .toList();
    }
}
