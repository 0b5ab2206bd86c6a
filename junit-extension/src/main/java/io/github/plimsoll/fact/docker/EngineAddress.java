package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The engine that a container is told to talk to by its environment. */
final class EngineAddress {

    private static final String VARIABLE = "DOCKER_HOST=";
    private static final Set<String> NAMES_OF_HOST =
            Set.of("host.docker.internal", "gateway.docker.internal", "host.containers.internal");

    private EngineAddress() {}

    /** The variable, if it leads over the network to the engine of this host: by name, or by the gateway of its network. */
    static Optional<String> ofHost(Reading container) {
        return container.value("Config.Env").asTexts().stream()
                .filter(variable -> variable.startsWith(VARIABLE + "tcp://"))
                .filter(variable -> isHost(container, HostAddress.hostOf(variable.substring(VARIABLE.length()))))
                .findFirst();
    }

    private static boolean isHost(Reading container, String address) {
        boolean inHostNetwork = new Namespaces(container).networkMode().equals("host");
        return NAMES_OF_HOST.contains(address)
                || (inHostNetwork && HostAddress.isLoopback(address))
                || gateways(container).contains(address);
    }

    private static List<String> gateways(Reading container) {
        Reading owner = new Namespaces(container).networkOwner();
        return owner.value("NetworkSettings.Networks").keys().stream()
                .map(name -> owner.value("NetworkSettings.Networks.\"" + name + "\".Gateway")
                        .asText(""))
                .filter(gateway -> !gateway.isEmpty())
                .toList();
    }
}
