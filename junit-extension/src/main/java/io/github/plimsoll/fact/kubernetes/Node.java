package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** A node, as the API server knows it. */
public final class Node extends KubernetesObject {

    private static final Set<String> PRESSURES = Set.of("MemoryPressure", "DiskPressure", "PIDPressure");

    Node(Reading node) {
        super(node);
    }

    /** How much of a resource it has for pods. */
    public BigDecimal allocatable(String resource) {
        return Quantity.parse(read("status.allocatable." + resource).requiredText());
    }

    /** How much of a resource the pods on it may take together, as far as they are limited. */
    public BigDecimal promised(String resource) {
        BigDecimal promised = NodePods.of(reading()).on(objectName()).stream()
                .map(pod -> Amounts.limitOf(pod, resource))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        reading().recordDerived("limits of pods on it, " + resource, promised.toPlainString());
        return promised;
    }

    /**
     * What it says to be short of, for example {@code DiskPressure}.
     *
     * @throws Unreadable if it says nothing of some, as a node whose kubelet is gone, and is short of nothing else
     */
    public List<String> shortages() {
        List<String> shortages = pressures("True");
        List<String> unknown = pressures("Unknown");
        if (shortages.isEmpty() && !unknown.isEmpty()) {
            throw new Unreadable("its kubelet does not tell whether there is " + String.join(", ", unknown));
        }
        return shortages;
    }

    private List<String> pressures(String status) {
        return reading().elements("status.conditions").stream()
                .filter(condition -> PRESSURES.contains(condition.value("type").asText("")))
                .filter(condition -> condition.value("status").asText("Unknown").equals(status))
                .map(condition -> condition.value("type").asText(""))
                .toList();
    }
}
