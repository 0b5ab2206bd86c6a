package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The addresses of the cluster's own name servers: of what serves port 53 in the namespace of the system. */
final class NameServers {

    private static final String SYSTEM = "kube-system";
    private static final int DNS = 53;

    /**
     * On the node itself, where a cache of the cluster's name server has an address that leads nowhere else; clouds have their own name servers
     * in 169.254.169.0/24.
     */
    private static final Pattern LOCAL = Pattern.compile("127\\..*|::1|169\\.254\\.(?!169\\.).*|(?i)fe80:.*");

    private final Set<String> addresses = new HashSet<>();

    private NameServers(Reading snapshot) {
        if (Manifests.are(snapshot)) {
            throw new Unreadable("which name servers the cluster has is not known from files");
        }
        for (Reading service : Objects.of(snapshot, KubernetesDocuments.SERVICES, "service")) {
            JsonNode spec = service.raw().path("spec");
            boolean serves = false;
            for (JsonNode port : spec.path("ports")) {
                serves |= port.path("port").asInt(0) == DNS;
            }
            if (serves
                    && service.raw()
                            .path("metadata")
                            .path("namespace")
                            .asText("")
                            .equals(SYSTEM)) {
                addresses.add(spec.path("clusterIP").asText(""));
                spec.path("clusterIPs").forEach(address -> addresses.add(address.asText("")));
            }
        }
    }

    /** @throws Unreadable if Services could not be listed */
    static NameServers of(Reading snapshot) {
        return snapshot.derived(NameServers.class, NameServers::new);
    }

    boolean have(String address) {
        return addresses.contains(address) || LOCAL.matcher(address).matches();
    }
}
