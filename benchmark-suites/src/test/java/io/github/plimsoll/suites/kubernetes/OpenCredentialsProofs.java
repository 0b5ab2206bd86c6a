package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class OpenCredentialsProofs extends Proofs {

    OpenCredentialsProofs() {
        super(OpenCredentials.class);
    }

    private static final String HIDDEN = "‹redacted: 12 chars, sha256 salted ab, %s›";

    private static KubernetesFixture variable(String name, String value) {
        return cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec.containers[0].env", "[{name: '" + name + "', value: '" + value + "'}]"));
    }

    private static KubernetesFixture map(String entries) {
        return cluster()
                .object(
                        KubernetesDocuments.CONFIG_MAPS,
                        "{metadata: {name: 'app', namespace: 'shop'}, " + entries + "}");
    }

    @Test
    void settings_hold_no_secret() {
        satisfiedBy(cluster().pod("web"));
        violatedBy(variable("DB_PASSWORD", HIDDEN.formatted("env")));
        violatedBy(variable("DSN", HIDDEN.formatted("env, password in a url")));
        satisfiedBy(variable("DSN", HIDDEN.formatted("env")));
        satisfiedBy(variable("DB_PASSWORD_FILE", HIDDEN.formatted("env")));
        satisfiedBy(variable("secretName", HIDDEN.formatted("env")));
        satisfiedBy(variable("DB_PASSWORD", "$(FROM_A_SECRET)"));
        satisfiedBy(variable("DB_PASSWORD", ""));
        // Left as it is when secrets are taken out, for it says that there is none.
        satisfiedBy(variable("ALLOW_EMPTY_PASSWORD", "yes"));
        violatedBy(variable("registryToken", HIDDEN.formatted("env")));
        satisfiedBy(variable("registryTokens", HIDDEN.formatted("env")));
        satisfiedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec.containers[0].env",
                                "[{name: 'DB_PASSWORD', valueFrom: {secretKeyRef: {name: 'db', key: 'pw'}}}]")));
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec.containers[0].args", "['" + HIDDEN.formatted("command line, token") + "']")));
        violatedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec.initContainers",
                                "[{name: 'setup', command: ['sh', '" + HIDDEN.formatted("command line, jwt")
                                        + "']}]")));
        satisfiedBy(cluster()
                .pod(
                        "web",
                        pod -> pod.withJson(
                                "spec.containers[0].args", "['" + HIDDEN.formatted("command line") + "']")));
        inconclusiveFor(variable("DSN", HIDDEN.formatted("env, too long to search")));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
    }

    @Test
    void annotations_hold_no_secret() {
        satisfiedBy(cluster().pod("web"));
        satisfiedBy(
                cluster().pod("web", pod -> pod.with("metadata.annotations.password", HIDDEN.formatted("annotation"))));
        violatedBy(cluster()
                .pod("web", pod -> pod.with("metadata.annotations.note", HIDDEN.formatted("annotation, token"))));
        violatedBy(cluster()
                .deployment(
                        "web",
                        web -> web.with(
                                "spec.template.metadata.annotations.note",
                                HIDDEN.formatted("annotation, private key"))));
        inconclusiveFor(cluster()
                .pod(
                        "web",
                        pod -> pod.with(
                                "metadata.annotations.note", HIDDEN.formatted("annotation, too long to search"))));
    }

    @Test
    void config_maps_hold_no_secret() {
        satisfiedBy(map("data: {}"));
        satisfiedBy(map("data: {'app.yaml': '" + HIDDEN.formatted("config map") + "'}"));
        violatedBy(map("data: {'app.yaml': '" + HIDDEN.formatted("config map, password") + "'}"));
        violatedBy(map("data: {'db-password': '" + HIDDEN.formatted("config map") + "'}"));
        violatedBy(map("binaryData: {'api-key': '" + HIDDEN.formatted("config map") + "'}"));
        satisfiedBy(map("data: {'db-password': ''}"));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.CONFIG_MAPS, "the server answers 403"));
        notApplicableTo(cluster());
    }

    @Test
    void secrets_are_not_repeated() {
        String secret = "{metadata: {name: 'db', namespace: 'shop'}, type: 'Opaque', keys: ['pw'], copied: %s}";
        satisfiedBy(cluster().object(KubernetesDocuments.SECRETS, secret.formatted("false")));
        violatedBy(cluster().object(KubernetesDocuments.SECRETS, secret.formatted("true")));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.SECRETS, "the server answers 403"));
        notApplicableTo(cluster());
    }
}
