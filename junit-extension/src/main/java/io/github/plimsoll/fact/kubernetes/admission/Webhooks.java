package io.github.plimsoll.fact.kubernetes.admission;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.Objects;
import java.util.ArrayList;
import java.util.List;

/** Webhooks that the API server asks about new pods: what is behind them may refuse anything. */
final class Webhooks {

    private static final List<String> ENGINES = List.of(Kyverno.WORD, Gatekeeper.WORD, Kubewarden.WORD);

    private Webhooks() {}

    /** Those of no engine whose policies are read. */
    static List<PodPolicy> on(Reading snapshot, Place place) {
        List<PodPolicy> policies = new ArrayList<>();
        for (Reading configuration : configurations(snapshot)) {
            boolean isAsked = configuration.elements("webhooks").stream()
                    .anyMatch(webhook -> Rules.concernPods(webhook.elements("rules"))
                            && place.isChosenBy(webhook, "namespaceSelector"));
            if (isAsked && ENGINES.stream().noneMatch(engine -> isOf(engine, configuration))) {
                policies.add(PodPolicy.unknown(configuration.subject()));
            }
        }
        return policies;
    }

    /** Whether an engine is asked about anything at all; policies of one that is not are words. */
    static boolean are(String engine, Reading snapshot) {
        return configurations(snapshot).stream()
                .filter(configuration -> !configuration.elements("webhooks").isEmpty())
                .anyMatch(configuration -> isOf(engine, configuration));
    }

    /** Whether an engine is asked about new pods of a namespace. */
    static boolean ask(String engine, Reading snapshot, Place place) {
        return configurations(snapshot).stream()
                .filter(configuration -> isOf(engine, configuration))
                .flatMap(configuration -> configuration.elements("webhooks").stream())
                .anyMatch(webhook ->
                        Rules.concernPods(webhook.elements("rules")) && place.isChosenBy(webhook, "namespaceSelector"));
    }

    static boolean isOf(String engine, Reading configuration) {
        return configuration.value("metadata.name").requiredText().contains(engine)
                || configuration.elements("webhooks").stream()
                        .anyMatch(webhook -> webhook.value("clientConfig.service.namespace")
                                        .asText("")
                                        .contains(engine)
                                || webhook.value("clientConfig.service.name")
                                        .asText("")
                                        .contains(engine));
    }

    private static List<Reading> configurations(Reading snapshot) {
        return Objects.of(snapshot, KubernetesDocuments.VALIDATING_WEBHOOKS, "validatingwebhookconfiguration");
    }
}
