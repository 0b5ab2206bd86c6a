package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Evidence;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Recorder;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.Unreadable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The networks of the host as attackers see them; looked at once for all containers. */
final class NetworksInAttack {

    /** Their containers have addresses of their own in the network that the host is in. */
    private static final Set<String> OUTER_DRIVERS = Set.of("ipvlan", "macvlan");

    /** Those of the host itself and of nobody lead to no neighbour. */
    private static final Set<String> WITHOUT_NEIGHBOURS = Set.of("host", "none");

    private final Map<String, Network> networks = new HashMap<>();
    private final Optional<Unreadable> failure;

    /** @param isolated whether containers on it do not reach each other */
    record Network(String driver, boolean isolated, List<Evidence> evidence) {

        boolean isOuter() {
            return OUTER_DRIVERS.contains(driver);
        }
    }

    NetworksInAttack(Snapshot snapshot) {
        Optional<Unreadable> failed = Optional.empty();
        try {
            Recorder list = new Recorder();
            for (Reading listed : Reading.of(snapshot, list)
                    .document(DockerDocuments.NETWORKS)
                    .elements("")) {
                add(snapshot, listed);
            }
        } catch (Unreadable e) {
            failed = Optional.of(e);
        }
        this.failure = failed;
    }

    /**
     * A network by name or id; empty for one that has no neighbours, or is gone.
     *
     * @throws Unreadable if the networks could not be read
     */
    Optional<Network> network(String name) {
        if (WITHOUT_NEIGHBOURS.contains(name)) {
            return Optional.empty();
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return Optional.ofNullable(networks.get(name));
    }

    private void add(Snapshot snapshot, Reading listed) {
        Recorder recorder = new Recorder();
        Reading network = Reading.of(snapshot, recorder).at(listed);
        String name = network.value("Name").requiredText();
        String driver = network.value("Driver").requiredText();
        boolean isolated = driver.equals("bridge")
                && network.value("Options.\"com.docker.network.bridge.enable_icc\"")
                        .asText("true")
                        .equals("false");
        Network known = new Network(driver, isolated, recorder.evidence());
        networks.put(name, known);
        networks.putIfAbsent(network.value("Id").asText(name), known);
    }
}
