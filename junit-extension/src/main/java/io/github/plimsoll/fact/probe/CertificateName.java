package io.github.plimsoll.fact.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** A name in a certificate against the name or address of a host. */
final class CertificateName {

    /** What can only be an address, so that to parse it never looks up a name. */
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private CertificateName() {}

    /** @param name {@code dns:NAME} or {@code ip:ADDRESS} */
    static boolean covers(String name, String host) {
        if (NUMERIC.matcher(host).matches()) {
            return name.startsWith("ip:") && isSameAddress(name.substring("ip:".length()), host);
        }
        return name.startsWith("dns:") && isSameName(lower(name.substring("dns:".length())), lower(host));
    }

    private static boolean isSameName(String pattern, String host) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(host);
        }
        // A star stands for exactly one label, and never for the whole of a domain.
        int dot = host.indexOf('.');
        return dot > 0 && pattern.indexOf('.', 2) > 0 && pattern.substring(1).equals(host.substring(dot));
    }

    private static boolean isSameAddress(String left, String right) {
        try {
            return NUMERIC.matcher(left).matches()
                    && InetAddress.getByName(left).equals(InetAddress.getByName(right));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String lower(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
