package io.github.plimsoll.fact.kubernetes.escalation;

import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import java.util.List;
import java.util.Optional;

/** Ways to the nodes past what namespaces refuse: by the kubelets, and by volumes that are paths of a node. */
final class ByNodes {

    private static final String CLAIM = "create persistentvolumeclaims";

    private final Climber climber;
    private final Ground ground;
    private final Held held;

    ByNodes(Climber climber) {
        this.climber = climber;
        this.ground = climber.ground();
        this.held = climber.held();
    }

    void through(Binding binding) {
        askKubelets(binding);
        mountNode(binding);
    }

    /** A volume that nobody has claimed is anybody's who may claim. */
    void claim(Binding binding) {
        List<Place> places = ground.nodesBehindFreeVolumes();
        if (!places.isEmpty()) {
            climber.uses(binding, CLAIM).ifPresent(claim -> {
                for (String namespace : held.scopesWith(binding)) {
                    held.need(namespace, ByPods.MAKE.toArray(String[]::new))
                            .ifPresent(pod -> places.forEach(place -> climber.add(place, Need.of(claim), pod)));
                }
            });
        }
    }

    /** To look is enough: a connection that becomes a WebSocket runs commands, and begins with a request to get. */
    private void askKubelets(Binding binding) {
        climber.each(binding, List.of("get nodes/proxy", "create nodes/proxy"), (use, names) -> {
            if (names.isEmpty()) {
                climber.add(Terrain.NODES, use);
            }
            names.stream().filter(ground.nodes()::containsKey).forEach(name -> climber.add(Place.node(name), use));
        });
    }

    /** A volume is not held to what a namespace forbids its pods to mount. */
    private void mountNode(Binding binding) {
        climber.uses(binding, "create persistentvolumes").ifPresent(volume -> {
            for (String namespace : ground.namespaces()) {
                Optional<Need> claim = held.need(namespace, CLAIM);
                Optional<Need> pod = held.need(namespace, ByPods.MAKE.toArray(String[]::new));
                if (claim.isPresent() && pod.isPresent()) {
                    climber.add(Terrain.NODES, Need.of(volume), claim.get(), pod.get());
                }
            }
        });
    }
}
