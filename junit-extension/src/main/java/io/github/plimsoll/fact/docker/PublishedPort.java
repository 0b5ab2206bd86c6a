package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A port of the host that leads into a container: {@code container/web › port 127.0.0.1:8080->80/tcp}. */
public final class PublishedPort extends Subject {

    private static final Set<String> PORTLESS_NETWORKS = Set.of("host", "none");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]+");

    private final Reading container;

    PublishedPort(Reading reading, Reading container) {
        super(reading);
        this.container = container;
    }

    /**
     * The address it listens on, {@code 0.0.0.0} or {@code ::} for every one of the host; where the binding leaves it open,
     * the network decides.
     */
    public String hostAddress() {
        String written = read("HostIp").asText("");
        String address = written.isEmpty() ? addressOfNetwork() : written;
        String plain = address.replaceAll("[\\[\\]]|%.*", "");
        if (!ADDRESS.matcher(plain).matches()) {
            throw new Unreadable("'" + address + "' is not an address");
        }
        try {
            // No look-up: by now it can only be a literal. An IPv4 address in IPv6 dress comes out as what it is.
            InetAddress parsed = InetAddress.getByName(plain);
            return parsed.isAnyLocalAddress() ? (plain.contains(":") ? "::" : "0.0.0.0") : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            throw new Unreadable("'" + address + "' is not an address");
        }
    }

    /** The port of the host, the first of a range; 0 where the engine picks one above 1023 at each start. */
    public long hostPort() {
        String port = read("HostPort").asText("0").split("-", 2)[0].strip();
        try {
            return port.isEmpty() ? 0 : Long.parseLong(port);
        } catch (NumberFormatException e) {
            throw new Unreadable("'" + port + "' is not a port");
        }
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

    private String addressOfNetwork() {
        String mode = container.value("HostConfig.NetworkMode").asText("default");
        String network = mode.equals("default") || mode.isEmpty() ? "bridge" : mode;
        return container.document(DockerDocuments.NETWORKS).elements("").stream()
                .filter(listed -> listed.unrecorded().value("Name").asText("").equals(network)
                        || listed.unrecorded().value("Id").asText("").equals(network))
                .findFirst()
                .map(found -> found.value("Options.\"com.docker.network.bridge.host_binding_ipv4\"")
                        .asText("0.0.0.0"))
                .orElse("0.0.0.0");
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
