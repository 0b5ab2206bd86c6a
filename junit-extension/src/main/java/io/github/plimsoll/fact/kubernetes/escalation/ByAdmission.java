package io.github.plimsoll.fact.kubernetes.escalation;

import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import java.util.List;

/** Ways by what rewrites the objects of others as they come in. */
final class ByAdmission {

    private static final String WEBHOOKS = "mutatingwebhookconfigurations.admissionregistration.k8s.io";
    private static final String POLICIES = "mutatingadmissionpolicies.admissionregistration.k8s.io";
    private static final String POLICY_BINDINGS = "mutatingadmissionpolicybindings.admissionregistration.k8s.io";

    private final Climber climber;
    private final Ground ground;
    private final Held held;

    ByAdmission(Climber climber) {
        this.climber = climber;
        this.ground = climber.ground();
        this.held = climber.held();
    }

    void through(Binding binding) {
        byWebhooks(binding);
        byPolicies(binding);
    }

    private void byWebhooks(Binding binding) {
        climber.uses(binding, "create " + WEBHOOKS).ifPresent(use -> climber.add(Place.CLUSTER, use));
        climber.each(binding, List.of("update " + WEBHOOKS, "patch " + WEBHOOKS), (use, names) -> {
            if (ground.hasMutatingWebhook(names)) {
                climber.add(Place.CLUSTER, use);
            }
        });
    }

    /** A policy does in the server what a webhook does beside it, once it is bound. */
    private void byPolicies(Binding binding) {
        ServerSettings.doubt(ground.settings().mutatingPolicies(), "MutatingAdmissionPolicies are in force")
                .ifPresent(doubt -> {
                    climber.uses(binding, "create " + POLICIES)
                            .ifPresent(use -> held.need("", "create " + POLICY_BINDINGS)
                                    .ifPresent(bind -> climber.add(Place.CLUSTER, doubt, Need.of(use), bind)));
                    // Whether one is there already is not asked for.
                    climber.each(
                            binding,
                            List.of("update " + POLICIES, "patch " + POLICIES),
                            (use, names) -> climber.add(
                                    Place.CLUSTER,
                                    doubt.isEmpty() ? "there may be no MutatingAdmissionPolicy to change" : doubt,
                                    Need.of(use)));
                });
    }
}
