package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A route of the Gateway API: which requests at a gateway go to which Services. */
public final class HttpRoute extends KubernetesObject {

    static final String DEFINITION = "httproutes.gateway.networking.k8s.io";

    HttpRoute(Reading route) {
        super(route);
    }

    /** Its names that a route of another namespace claims too at one of its gateways, with that route; {@code *} is every name. */
    public List<String> namesClaimedElsewhere() {
        List<String> claimed = new ArrayList<>();
        Set<String> gateways = gateways(reading().raw());
        Set<String> names = names(reading().raw());
        for (Reading other : CustomResources.of(reading().unrecorded(), DEFINITION, "httproute")) {
            boolean isElsewhere =
                    !other.raw().path("metadata").path("namespace").asText("").equals(namespace());
            if (isElsewhere && gateways(other.raw()).stream().anyMatch(gateways::contains)) {
                names(other.raw()).stream()
                        .filter(names::contains)
                        .forEach(name -> claimed.add(name + " (" + other.subject() + ")"));
            }
        }
        reading().recordDerived("gateways", String.join(", ", gateways));
        reading().recordDerived("names", String.join(", ", names));
        reading().recordDerived("claimed elsewhere", claimed.isEmpty() ? "none" : String.join(", ", claimed));
        return claimed;
    }

    private static Set<String> names(JsonNode route) {
        Set<String> names = new TreeSet<>();
        route.path("spec").path("hostnames").forEach(name -> names.add(name.asText("")));
        if (names.isEmpty()) {
            names.add("*");
        }
        return names;
    }

    /** A gateway is looked for in the namespace of the route unless it says in which. */
    private static Set<String> gateways(JsonNode route) {
        Set<String> gateways = new TreeSet<>();
        for (JsonNode parent : route.path("spec").path("parentRefs")) {
            if (parent.path("kind").asText("Gateway").equals("Gateway")) {
                gateways.add(parent.path("namespace")
                                .asText(route.path("metadata").path("namespace").asText(""))
                        + "/" + parent.path("name").asText(""));
            }
        }
        return gateways;
    }
}
