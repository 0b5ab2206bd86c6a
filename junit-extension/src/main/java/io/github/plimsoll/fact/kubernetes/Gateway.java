package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import java.util.List;
import java.util.Set;

/** A Gateway of the Gateway API: where traffic from outside comes in. */
public final class Gateway extends KubernetesObject {

    static final String DEFINITION = "gateways.gateway.networking.k8s.io";

    private static final Set<String> ENCRYPTED = Set.of("HTTPS", "TLS");

    Gateway(Reading gateway) {
        super(gateway);
    }

    /** The listeners that take HTTP, or plain TCP, without TLS. */
    public List<String> listenersWithoutTls() {
        return reading().elements("spec.listeners").stream()
                .filter(listener ->
                        !ENCRYPTED.contains(listener.value("protocol").requiredText()))
                .map(listener -> listener.value("name").asText("") + " on port "
                        + listener.value("port").asLong(0))
                .toList();
    }
}
