package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a mesh of Istio encrypts where nothing else is said. */
final class IstioMesh {

    static final String PEER_AUTHENTICATIONS = "peerauthentications.security.istio.io";

    /** Where a policy counts for the whole mesh unless its configuration names another namespace. */
    private static final String USUAL_ROOT = "istio-system";

    private static final String UNSET = "UNSET";

    private IstioMesh() {}

    /**
     * The mode, {@code STRICT} takes no other traffic; of several meshes the first that is not strict.
     *
     * @throws Unreadable if it is not known where a policy counts for all
     */
    static String mode(Reading snapshot) {
        String mode = roots(snapshot).stream()
                .map(root -> modeIn(root, snapshot))
                .filter(each -> !each.equals("STRICT"))
                .findFirst()
                .orElse("STRICT");
        snapshot.recordDerived("mode of the mesh", mode);
        return mode.equals(UNSET) ? "PERMISSIVE" : mode;
    }

    private static String modeIn(String root, Reading snapshot) {
        return CustomResources.of(snapshot.unrecorded(), PEER_AUTHENTICATIONS, "peerauthentication").stream()
                .filter(policy -> policy.value("metadata.namespace").asText("").equals(root)
                        && policy.value("spec.selector.matchLabels").keys().isEmpty())
                .map(policy -> policy.value("spec.mtls.mode").asText(UNSET))
                .findFirst()
                .orElse(UNSET);
    }

    /** What each configuration of a mesh names; without any, what Istio takes by itself. */
    private static Set<String> roots(Reading snapshot) {
        Map<String, String> named = new TreeMap<>();
        List<Reading> maps = Objects.of(snapshot.unrecorded(), KubernetesDocuments.CONFIG_MAPS, "configmap");
        for (Reading map : maps) {
            if (KubernetesDocuments.MESH
                            .matcher(map.value("metadata.name").asText(""))
                            .matches()
                    && map.value("data.mesh").isPresent()) {
                if (!map.value(KubernetesDocuments.MESH_ROOT).isPresent()) {
                    throw new Unreadable("which namespace " + map.subject() + " names for the whole mesh was not read");
                }
                String root = map.value(KubernetesDocuments.MESH_ROOT).asText("");
                named.put(map.subject(), root.isEmpty() ? USUAL_ROOT : root);
            }
        }
        Set<String> roots = named.isEmpty() ? Set.of(USUAL_ROOT) : new TreeSet<>(named.values());
        snapshot.recordDerived(
                "namespace of the whole mesh",
                String.join(", ", roots)
                        + (named.isEmpty()
                                ? " (assumed, for there is no ConfigMap that configures a mesh)"
                                : " (by " + String.join(", ", named.keySet()) + ")"));
        return roots;
    }
}
