package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A port that a container publishes itself: {@code container/web › port 127.0.0.1:8080->80/tcp}. */
final class ContainerPort extends PublishedPort {

    private static final Set<String> PORTLESS_NETWORKS = Set.of("host", "none");

    private final Reading container;
    private final String port;

    ContainerPort(Reading reading, Reading container, String port) {
        super(reading);
        this.container = container;
        this.port = port;
    }

    @Override
    public String hostAddress() {
        String written = read("HostIp").asText("");
        return plain(written.isEmpty() ? addressOfNetwork(networkMode()) : written);
    }

    @Override
    public long hostPort() {
        String first = read("HostPort").asText("0").split("-", 2)[0].strip();
        try {
            return first.isEmpty() ? 0 : Long.parseLong(first);
        } catch (NumberFormatException e) {
            throw new Unreadable("'" + first + "' is not a port");
        }
    }

    @Override
    public long containerPort() {
        String number = port.replaceFirst("/.*", "");
        if (!number.matches("\\d{1,5}")) {
            throw new Unreadable("'" + port + "' is not a port");
        }
        reading().recordDerived("port of the container", number);
        return Long.parseLong(number);
    }

    @Override
    public boolean isChosen() {
        return !container.value("HostConfig.PublishAllPorts").asBoolean(false)
                || container.value("HostConfig.PortBindings").keys().contains(port);
    }

    @Override
    String protocol() {
        return port.contains("/") ? port.substring(port.indexOf('/') + 1) : "tcp";
    }

    @Override
    List<String> containerAddresses(boolean ipv6) {
        String field = ipv6 ? "GlobalIPv6Address" : "IPAddress";
        return container.value("NetworkSettings.Networks").keys().stream()
                .map(network -> container
                        .value("NetworkSettings.Networks.\"" + network + "\"." + field)
                        .asText(""))
                .filter(address -> !address.isEmpty())
                .toList();
    }

    @Override
    long translatedPort() {
        return containerPort();
    }

    private String networkMode() {
        String mode = container.value("HostConfig.NetworkMode").asText("default");
        return mode.equals("default") || mode.isEmpty() ? "bridge" : mode;
    }

    /**
     * The bindings of a container: those that are in force while it runs, else those that will be.
     *
     * @return container port and binding, for example {@code 80/tcp} and {@code NetworkSettings.Ports."80/tcp"[0]}
     */
    static List<Binding> of(Reading container) {
        String network = container.value("HostConfig.NetworkMode").asText("default");
        if (PORTLESS_NETWORKS.contains(network) || network.startsWith("container:")) {
            return List.of();
        }
        boolean running = new Container(container).isRunning();
        List<Binding> bindings = listed(container, running ? "NetworkSettings.Ports" : "HostConfig.PortBindings");
        if (!running && container.value("HostConfig.PublishAllPorts").asBoolean(false)) {
            for (String port : container.value("Config.ExposedPorts").keys()) {
                if (bindings.stream().noneMatch(binding -> binding.port().equals(port))) {
                    bindings.add(new Binding(port, container.part("Config.ExposedPorts.\"" + port + "\"")));
                }
            }
        }
        return bindings;
    }

    private static List<Binding> listed(Reading container, String path) {
        List<Binding> bindings = new ArrayList<>();
        for (String port : container.value(path).keys()) {
            for (Reading binding : container.elements(path + ".\"" + port + "\"")) {
                bindings.add(new Binding(port, binding));
            }
        }
        return bindings;
    }

    /** Where a binding stands, and the port of the container it leads to. */
    record Binding(String port, Reading reading) {

        /** As the {@code docker} command writes it; a port left to the engine is 0. */
        @Override
        public String toString() {
            String address = reading.unrecorded().value("HostIp").asText("");
            String hostPort = reading.unrecorded().value("HostPort").asText("");
            return (address.isEmpty() ? "*" : address.contains(":") ? "[" + address + "]" : address)
                    + ":"
                    + (hostPort.isEmpty() ? "0" : hostPort)
                    + "->" + port;
        }
    }
}
