package io.github.plimsoll.fact.kubernetes.entrance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import io.github.plimsoll.fact.kubernetes.network.Cidr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Middlewares of Traefik: what requests pass on their way, some of which ask who comes. */
final class Middlewares {

    private static final List<String> DEFINITIONS = List.of(
            "middlewares.traefik.io",
            "middlewares.traefik.containo.us",
            "middlewaretcps.traefik.io",
            "middlewaretcps.traefik.containo.us");

    private static final Set<String> ASKING = Set.of(
            "basicAuth", "digestAuth", "forwardAuth", "jwt", "oidc", "ldap", "apiKey", "hmac", "oAuthIntrospection");

    private static final List<String> ADMITTING = List.of("ipAllowList", "ipWhiteList");

    private static final String OF_OBJECTS = "@kubernetescrd";

    private static final int DEEPEST_CHAIN = 10;

    /** By namespace and name, joined as in an annotation. */
    private final Map<String, Reading> all = new HashMap<>();
    /** Why some of them are not known; empty if all are. */
    private String unread = "";

    private Middlewares(Reading snapshot) {
        for (String definition : DEFINITIONS) {
            try {
                for (Reading middleware : CustomResources.of(snapshot, definition, "middleware")) {
                    all.put(Opening.namespaceOf(middleware) + "-" + Opening.nameOf(middleware), middleware);
                }
            } catch (Unreadable e) {
                unread = e.reason();
            }
        }
    }

    static Middlewares of(Reading snapshot) {
        return snapshot.derived(Middlewares.class, Middlewares::new);
    }

    /** What the middlewares ask that an annotation names, {@code shop-login@kubernetescrd, ...}. */
    Guard ofAnnotation(String value) {
        Guard guard = Guard.NONE;
        for (String name : value.split("[,\\s]+", -1)) {
            if (name.endsWith(OF_OBJECTS)) {
                guard = guard.and(named(name.substring(0, name.length() - OF_OBJECTS.length()), 0));
            } else if (!name.isEmpty()) {
                guard = guard.and(Guard.unknown("the middleware " + name + " of Traefik is not read"));
            }
        }
        return guard;
    }

    /** What those of a list ask, {@code [{name: login, namespace: shop}]}. */
    Guard of(JsonNode list, String ownNamespace) {
        return of(list, ownNamespace, 0);
    }

    /** What one asks, {@code {name: login}}. */
    Guard ofOne(JsonNode middleware, String ownNamespace) {
        return ofOne(middleware, ownNamespace, 0);
    }

    private Guard ofOne(JsonNode middleware, String ownNamespace, int depth) {
        String namespace = middleware.path("namespace").asText(ownNamespace);
        return named(namespace + "-" + middleware.path("name").asText(""), depth);
    }

    private Guard of(JsonNode list, String ownNamespace, int depth) {
        Guard guard = Guard.NONE;
        for (JsonNode middleware : list) {
            guard = guard.and(ofOne(middleware, ownNamespace, depth));
        }
        return guard;
    }

    private Guard named(String name, int depth) {
        Reading middleware = all.get(name);
        if (middleware == null || depth > DEEPEST_CHAIN) {
            return Guard.unknown(unread.isEmpty() ? "there is no middleware " + name + " of Traefik" : unread);
        }
        JsonNode spec = middleware.raw().path("spec");
        if (ASKING.stream().anyMatch(spec::has)) {
            return Guard.ASKS;
        }
        for (String admitting : ADMITTING) {
            List<String> ranges = new ArrayList<>();
            spec.path(admitting).path("sourceRange").forEach(range -> ranges.add(range.asText("")));
            if (!ranges.isEmpty() && !Cidr.areEverything(ranges)) {
                return Guard.ASKS;
            }
        }
        if (spec.has("plugin")) {
            return Guard.unknown("what the plug-in in the middleware " + name + " of Traefik asks for is not read");
        }
        return of(spec.path("chain").path("middlewares"), Opening.namespaceOf(middleware), depth + 1);
    }
}
