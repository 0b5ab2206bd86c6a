package io.github.plimsoll.fact.kubernetes.component;

import java.util.List;
import java.util.Set;

/** The cipher suites that a server of the cluster offers, which are Go's if it is told nothing. */
final class TlsSuites {

    /** Those of Go since 1.22, which are the ones that Kubernetes starts with. */
    static final List<String> DEFAULT = List.of(
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
     * The suites that are offered and are not strong. From TLS 1.3 on there are no others than strong ones, whatever is listed.
     *
     * @param minimum the lowest version of TLS, for example {@code VersionTLS12}
     */
    static List<String> weak(String minimum, List<String> offered) {
        return minimum.equals("VersionTLS13")
                ? List.of()
                : offered.stream().filter(suite -> !STRONG.contains(suite)).toList();
    }
}
