package io.github.plimsoll.fact.kubernetes.admission;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.CustomResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Gatekeeper: of its constraints those of the library against privileged containers are read; others may refuse anything. */
final class Gatekeeper {

    static final String WORD = "gatekeeper";

    private static final String PRIVILEGED = "k8spspprivilegedcontainer";

    private Gatekeeper() {}

    static List<PodPolicy> on(Reading snapshot, Place place) {
        if (!Webhooks.are(WORD, snapshot)) {
            return List.of();
        }
        List<PodPolicy> policies = new ArrayList<>();
        for (Reading constraint : CustomResources.of(snapshot, PRIVILEGED + ".constraints.gatekeeper.sh", PRIVILEGED)) {
            String action = constraint.value("spec.enforcementAction").asText("deny");
            if (Set.of("deny", "scoped").contains(action) && isOn(constraint, place)) {
                policies.add(new PodPolicy(constraint.subject(), action.equals("deny") && isWhole(constraint)));
            }
        }
        CustomResources.of(snapshot, "constrainttemplates.templates.gatekeeper.sh", "constrainttemplate").stream()
                .filter(template ->
                        !template.value("metadata.name").requiredText().equals(PRIVILEGED))
                .map(template -> PodPolicy.unknown(template.subject()))
                .forEach(policies::add);
        return policies;
    }

    private static boolean isOn(Reading constraint, Place place) {
        List<Reading> kinds = constraint.elements("spec.match.kinds");
        List<String> namespaces = constraint.value("spec.match.namespaces").asTexts();
        return (kinds.isEmpty() || kinds.stream().anyMatch(Gatekeeper::hasPods))
                && (namespaces.isEmpty() || place.isIn(namespaces))
                && !place.isIn(constraint.value("spec.match.excludedNamespaces").asTexts())
                && place.isChosenBy(constraint, "spec.match.namespaceSelector");
    }

    private static boolean hasPods(Reading kinds) {
        List<String> names = kinds.value("kinds").asTexts();
        return names.contains("Pod") || names.contains("*");
    }

    /** Whether it lets no pod pass for what it is called, labelled or made of. */
    private static boolean isWhole(Reading constraint) {
        return !constraint.value("spec.match.labelSelector").isPresent()
                && !constraint.value("spec.match.name").isPresent()
                && !constraint.value("spec.match.source").isPresent()
                && constraint.value("spec.parameters.exemptImages").asTexts().isEmpty();
    }
}
