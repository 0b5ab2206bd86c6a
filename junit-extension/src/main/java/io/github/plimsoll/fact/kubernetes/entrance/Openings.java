package io.github.plimsoll.fact.kubernetes.entrance;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** All that leads from outside to Services by name, of every kind that is read. */
public final class Openings {

    /** One kind of objects, and how each of them is read. */
    private record Kind(String name, Function<Reading, List<Opening>> reader) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("ingresses", Ingresses::of),
            new Kind("httproutes", snapshot -> GatewayRoutes.of(snapshot, "HTTPRoute")),
            new Kind("grpcroutes", snapshot -> GatewayRoutes.of(snapshot, "GRPCRoute")),
            new Kind("tlsroutes", snapshot -> GatewayRoutes.of(snapshot, "TLSRoute")),
            new Kind("tcproutes", snapshot -> GatewayRoutes.of(snapshot, "TCPRoute")),
            new Kind("udproutes", snapshot -> GatewayRoutes.of(snapshot, "UDPRoute")),
            new Kind("ingressroutes", snapshot -> TraefikRoutes.of(snapshot, "ingressroutes")),
            new Kind("ingressroutetcps", snapshot -> TraefikRoutes.of(snapshot, "ingressroutetcps")),
            new Kind("ingressrouteudps", snapshot -> TraefikRoutes.of(snapshot, "ingressrouteudps")),
            new Kind("httpproxies", ContourProxies::of),
            new Kind("virtualservices", IstioServices::of),
            new Kind("routes", OpenShiftRoutes::of));

    /**
     * A kind that could not be read.
     *
     * @param name what a finding calls its objects
     */
    public record Missing(String name, Unreadable reason) {}

    private record Way(Opening opening, Backend backend) {}

    private final Reading snapshot;
    private final List<Opening> all = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private final Map<String, List<Way>> ways = new HashMap<>();
    private final UnreadKinds unread;
    private final ClaimedNames claimed = new ClaimedNames();

    private Openings(Reading snapshot) {
        this.snapshot = snapshot;
        for (Kind kind : KINDS) {
            try {
                kind.reader().apply(snapshot).forEach(this::add);
            } catch (Unreadable e) {
                missing.add(new Missing(kind.name(), e));
            }
        }
        unread = UnreadKinds.of(snapshot);
    }

    public static Openings of(Reading snapshot) {
        return snapshot.derived(Openings.class, Openings::new);
    }

    public List<Opening> all() {
        return all;
    }

    public List<Missing> missing() {
        return missing;
    }

    /**
     * Those that lead everybody to a Service, by the names of subjects; all that are known, if there are any.
     *
     * @throws Unreadable if none is known, and there may be one
     */
    public List<String> openTo(String namespace, String service) {
        Set<String> open = new TreeSet<>();
        to(namespace + "/" + service)
                .filter(way -> way.backend().guard().isOpen())
                .forEach(way -> open.add(way.opening().object().subject()));
        if (open.isEmpty()) {
            refuse(namespace, service);
        }
        return List.copyOf(open);
    }

    /** @throws Unreadable if there may be a way to a Service that is not known to be open */
    private void refuse(String namespace, String service) {
        String key = namespace + "/" + service;
        to(key).filter(way -> !way.backend().guard().doubt().isEmpty())
                .findFirst()
                .ifPresent(way -> {
                    throw new Unreadable(way.opening().object().subject() + " leads to it: "
                            + way.backend().guard().doubt());
                });
        for (String standIn : StandIns.of(snapshot).of(key)) {
            to(standIn).filter(way -> !way.backend().guard().asks()).findFirst().ifPresent(way -> {
                throw new Unreadable(way.opening().object().subject() + " leads to service/" + standIn
                        + ", which stands for it, and whether its controller follows such a name is not known");
            });
        }
        if (!missing.isEmpty()) {
            throw missing.get(0).reason();
        }
        unread.refuse(namespace, service);
    }

    private Stream<Way> to(String service) {
        return ways.getOrDefault(service, List.of()).stream();
    }

    /** The names of an object that one of another namespace claims too, with that one. */
    public List<String> claimedElsewhere(Opening opening) {
        return claimed.by(opening);
    }

    private void add(Opening opening) {
        all.add(opening);
        claimed.add(opening);
        for (Backend backend : opening.backends()) {
            ways.computeIfAbsent(backend.key(), key -> new ArrayList<>()).add(new Way(opening, backend));
        }
    }
}
