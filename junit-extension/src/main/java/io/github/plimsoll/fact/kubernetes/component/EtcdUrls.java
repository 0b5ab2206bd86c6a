package io.github.plimsoll.fact.kubernetes.component;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Addresses at which etcd is reached: their scheme decides whether TLS is spoken, whatever certificates are set beside. */
final class EtcdUrls {

    private EtcdUrls() {}

    /** Those in a list that are reached without TLS. */
    static List<String> withoutTls(String urls) {
        return Arrays.stream(urls.split("[,;]"))
                // An override names the resources that it is for before its addresses.
                .map(url -> url.substring(url.indexOf('#') + 1).strip())
                .filter(url -> url.toLowerCase(Locale.ROOT).startsWith("http:"))
                .toList();
    }
}
