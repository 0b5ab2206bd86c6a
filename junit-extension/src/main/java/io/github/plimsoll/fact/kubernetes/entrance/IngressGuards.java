package io.github.plimsoll.fact.kubernetes.entrance;

import io.github.plimsoll.fact.kubernetes.network.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What annotations of an Ingress, or of a Route of OpenShift, say of those who may come. */
final class IngressGuards {

    /** Annotations, by what follows the name of the controller, by which an entrance asks who comes. */
    private static final Set<String> ASKING = Set.of("auth-url", "auth-secret", "auth-tls-secret", "security-policy");

    /** Those by which it lets only some networks in. */
    private static final Set<String> ADMITTING = Set.of(
            "whitelist-source-range",
            "allowlist-source-range",
            "inbound-cidrs",
            "ip_whitelist",
            "ip_allowlist",
            "allow-list",
            "whitelist");

    private static final String LOG_IN = "alb.ingress.kubernetes.io/auth-type";

    private static final String MIDDLEWARES = "traefik.ingress.kubernetes.io/router.middlewares";

    /** Plug-ins that may do anything, one that asks who comes among it. */
    private static final String PLUGINS = "konghq.com/plugins";

    /** Whether whoever shows no certificate is turned away; unless it is said otherwise they are. */
    private static final String CERTIFICATES = "auth-tls-verify-client";

    /** Annotations that keep an entrance on inner addresses, with what they say then. */
    private static final Map<String, String> INTERNAL = Map.of(
            "alb.ingress.kubernetes.io/scheme", "internal",
            "appgw.ingress.kubernetes.io/use-private-ip", "true",
            "kubernetes.io/ingress.class", "gce-internal");

    private IngressGuards() {}

    static Guard of(Map<String, String> annotations, Middlewares middlewares) {
        if (annotations.entrySet().stream()
                .anyMatch(annotation -> asks(annotation.getKey(), annotation.getValue(), annotations))) {
            return Guard.ASKS;
        }
        Guard guard = middlewares.ofAnnotation(annotations.getOrDefault(MIDDLEWARES, ""));
        return annotations.containsKey(PLUGINS)
                ? guard.and(Guard.unknown("what the plug-ins of Kong in " + PLUGINS + " ask for is not read"))
                : guard;
    }

    private static boolean asks(String name, String value, Map<String, String> all) {
        int slash = name.indexOf('/') + 1;
        String setting = name.substring(slash);
        if (value.equals(INTERNAL.get(name))) {
            return true;
        }
        if (name.equals(LOG_IN)) {
            return !value.equals("none");
        }
        if (ADMITTING.contains(setting)) {
            List<String> ranges = Stream.of(value.split("[,\\s]+", -1))
                    .filter(range -> !range.isEmpty())
                    .toList();
            return !ranges.isEmpty() && !Cidr.areEverything(ranges);
        }
        return ASKING.contains(setting)
                && !value.isBlank()
                && (!setting.equals("auth-tls-secret")
                        || all.getOrDefault(name.substring(0, slash) + CERTIFICATES, "on")
                                .equals("on"));
    }
}
