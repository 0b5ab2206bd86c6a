package io.github.plimsoll.fact.kubernetes.entrance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import io.github.plimsoll.fact.kubernetes.entrance.Opening.Encryption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** IngressRoutes of Traefik, for HTTP, TCP and UDP. */
final class TraefikRoutes {

    private static final List<String> GROUPS = List.of("traefik.io", "traefik.containo.us");

    /** The names in {@code Host(`a.example.com`, `b.example.com`) && PathPrefix(`/`)}. */
    private static final Pattern HOSTS = Pattern.compile("\\bHost(?:SNI)?\\(([^)]*)\\)");

    private static final Pattern NAME = Pattern.compile("[`\"']([^`\"']*)[`\"']");

    /** The entry point that has no TLS of its own in any usual setup; what others have stands in Traefik's own configuration. */
    private static final String PLAIN = "web";

    private final Middlewares middlewares;
    private final Map<String, JsonNode> services = new HashMap<>();
    private final Set<String> askingForCertificates = new HashSet<>();

    private TraefikRoutes(Reading snapshot) {
        middlewares = Middlewares.of(snapshot);
        for (String group : GROUPS) {
            CustomResources.of(snapshot, "traefikservices." + group, "traefikservice")
                    .forEach(service ->
                            services.put(Opening.keyOf(service), service.raw().path("spec")));
            CustomResources.of(snapshot, "tlsoptions." + group, "tlsoption").stream()
                    .filter(options -> options.raw()
                            .path("spec")
                            .path("clientAuth")
                            .path("clientAuthType")
                            .asText("")
                            .equals("RequireAndVerifyClientCert"))
                    .forEach(options -> askingForCertificates.add(Opening.keyOf(options)));
        }
    }

    static List<Opening> of(Reading snapshot, String plural) {
        List<Opening> openings = new ArrayList<>();
        for (String group : GROUPS) {
            List<Reading> routes =
                    CustomResources.of(snapshot, plural + "." + group, plural.substring(0, plural.length() - 1));
            if (!routes.isEmpty()) {
                TraefikRoutes reader = new TraefikRoutes(snapshot);
                routes.forEach(route -> openings.add(reader.opening(route)));
            }
        }
        return openings;
    }

    private Opening opening(Reading object) {
        JsonNode spec = object.raw().path("spec");
        String namespace = Opening.namespaceOf(object);
        Guard certificate = certificate(spec.path("tls").path("options"), namespace);
        Set<String> names = new TreeSet<>();
        List<Backend> backends = new ArrayList<>();
        for (JsonNode route : spec.path("routes")) {
            names.addAll(names(route.path("match").asText("")));
            Guard guard = certificate.and(middlewares.of(route.path("middlewares"), namespace));
            route.path("services").forEach(service -> lead(service, namespace, guard, backends, new HashSet<>()));
        }
        Door door = Door.ofClass(object.raw()
                .path("metadata")
                .path("annotations")
                .path("kubernetes.io/ingress.class")
                .asText("traefik"));
        return new Opening(
                object,
                names.stream().map(name -> new Claim(door, name, false)).collect(Collectors.toSet()),
                backends,
                encryption(spec, names));
    }

    private static Set<String> names(String rule) {
        Set<String> names = new TreeSet<>();
        Matcher hosts = HOSTS.matcher(rule);
        while (hosts.find()) {
            Matcher name = NAME.matcher(hosts.group(1));
            while (name.find()) {
                names.add(HostName.of(name.group(1)));
            }
        }
        if (names.isEmpty()) {
            // By an expression, which is compared as it is written, or for every name.
            names.add(rule.contains("HostRegexp") || rule.contains("HostSNIRegexp") ? rule : HostName.ANY);
        }
        return names;
    }

    private Guard certificate(JsonNode options, String namespace) {
        String key = options.path("namespace").asText(namespace) + "/"
                + options.path("name").asText("");
        return askingForCertificates.contains(key) ? Guard.ASKS : Guard.NONE;
    }

    /** A service of Traefik's own stands for several others. */
    private void lead(JsonNode service, String namespace, Guard guard, List<Backend> backends, Set<String> seen) {
        String name = service.path("name").asText("");
        String in = service.path("namespace").asText(namespace);
        if (!service.path("kind").asText("Service").equals("TraefikService")) {
            backends.add(new Backend(in, name, guard));
            return;
        }
        JsonNode own = services.get(in + "/" + name);
        if (own != null && seen.add(in + "/" + name)) {
            own.path("weighted").path("services").forEach(next -> lead(next, in, guard, backends, seen));
            own.path("highestRandomWeight").path("services").forEach(next -> lead(next, in, guard, backends, seen));
            own.path("failover").properties().forEach(next -> lead(next.getValue(), in, guard, backends, seen));
            if (own.has("mirroring")) {
                lead(own.path("mirroring"), in, guard, backends, seen);
            }
        }
    }

    private static Encryption encryption(JsonNode spec, Set<String> names) {
        if (spec.hasNonNull("tls")) {
            return Encryption.without(List.of());
        }
        Set<String> points = new TreeSet<>();
        spec.path("entryPoints").forEach(point -> points.add(point.asText("")));
        return points.isEmpty() || points.contains(PLAIN)
                ? Encryption.without(List.copyOf(names))
                : Encryption.unknown("whether the entry points " + String.join(", ", points)
                        + " have TLS stands in the configuration of Traefik, which is not read");
    }
}
