package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An Ingress: the names under which Services are reached from outside by HTTP. */
public final class Ingress extends KubernetesObject {

    /** Annotations that give the load balancer of a cloud its certificate. */
    private static final List<String> CERTIFICATES = List.of(
            "alb.ingress.kubernetes.io/certificate-arn",
            "networking.gke.io/managed-certificates",
            "networking.gke.io/pre-shared-certs",
            "ingress.gcp.kubernetes.io/pre-shared-cert",
            "appgw.ingress.kubernetes.io/appgw-ssl-certificate");

    Ingress(Reading ingress) {
        super(ingress);
    }

    /** The names under which it answers without TLS; {@code *} is every name. */
    public List<String> namesWithoutTls() {
        JsonNode spec = reading().raw().path("spec");
        Set<String> covered = new TreeSet<>();
        for (JsonNode tls : spec.path("tls")) {
            if (tls.path("hosts").isEmpty()) {
                covered.add("*");
            }
            tls.path("hosts").forEach(host -> covered.add(host.asText("")));
        }
        if (annotations().keySet().stream().anyMatch(CERTIFICATES::contains)) {
            covered.add("*");
        }
        List<String> without = names(spec).stream()
                .filter(name -> covered.stream().noneMatch(cover -> covers(cover, name)))
                .toList();
        reading().recordDerived("names", String.join(", ", names(spec)));
        reading().recordDerived("names with TLS", covered.isEmpty() ? "none" : String.join(", ", covered));
        return without;
    }

    /** Its names that an Ingress of another namespace claims too, with that Ingress. */
    public List<String> namesClaimedElsewhere() {
        List<String> claimed = new ArrayList<>();
        JsonNode own = reading().raw();
        for (Reading other : Objects.of(reading().unrecorded(), KubernetesDocuments.INGRESSES, "ingress")) {
            boolean isElsewhere =
                    !other.raw().path("metadata").path("namespace").asText("").equals(namespace());
            if (isElsewhere && sameController(own, other.raw())) {
                names(other.raw().path("spec")).stream()
                        .filter(names(own.path("spec"))::contains)
                        .forEach(name -> claimed.add(name + " (" + other.subject() + ")"));
            }
        }
        reading().recordDerived("claimed elsewhere", claimed.isEmpty() ? "none" : String.join(", ", claimed));
        return claimed;
    }

    static Set<String> names(JsonNode spec) {
        Set<String> names = new TreeSet<>();
        for (JsonNode rule : spec.path("rules")) {
            String host = rule.path("host").asText("");
            names.add(host.isEmpty() ? "*" : host);
        }
        if (names.isEmpty()) {
            names.add("*");
        }
        return names;
    }

    /** One of no class is served by whichever controller is the default. */
    private static boolean sameController(JsonNode one, JsonNode other) {
        String first = className(one);
        String second = className(other);
        return first.isEmpty() || second.isEmpty() || first.equals(second);
    }

    private static String className(JsonNode ingress) {
        return ingress.path("spec")
                .path("ingressClassName")
                .asText(ingress.path("metadata")
                        .path("annotations")
                        .path("kubernetes.io/ingress.class")
                        .asText(""));
    }

    private static boolean covers(String certificate, String name) {
        return certificate.equals("*")
                || certificate.equals(name)
                || (certificate.startsWith("*.")
                        && name.indexOf('.') > 0
                        && name.substring(name.indexOf('.')).equals(certificate.substring(1)));
    }
}
