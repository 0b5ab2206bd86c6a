package io.github.plimsoll.fact.kubernetes.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One side of a connection: a pod, or an address outside of the cluster. */
public sealed interface Endpoint {

    /** The addresses it is seen under. */
    List<String> addresses();

    /** An address that is no pod's. */
    record Outside(String address) implements Endpoint {

        @Override
        public List<String> addresses() {
            return List.of(address);
        }
    }

    /**
     * A pod.
     *
     * @param addresses its own, or those of its node if it shares the node's network; none if it has none yet
     * @param node where it runs; empty if nowhere yet
     * @param ports those of its containers that have a name
     */
    record Pod(
            String namespace,
            String name,
            Map<String, String> labels,
            List<String> addresses,
            boolean onHostNetwork,
            String node,
            List<NamedPort> ports)
            implements Endpoint {

        public Pod {
            labels = Map.copyOf(labels);
            addresses = List.copyOf(addresses);
            ports = List.copyOf(ports);
        }

        Optional<Integer> port(String portName, String protocol) {
            return ports.stream()
                    .filter(port ->
                            port.name().equals(portName) && port.protocol().equals(protocol))
                    .map(NamedPort::number)
                    .findFirst();
        }
    }

    /** A port of a container that policies can speak of by name. */
    record NamedPort(String name, int number, String protocol) {}
}
