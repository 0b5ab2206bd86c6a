package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
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

    private static KubernetesFixture asked(String action, String field, String value) {
        return cluster().pod("web", pod -> pod.withJson(action + "." + field, value));
    }

    private static String header(String name, String value) {
        return "[{name: '" + name + "', value: '" + value + "'}]";
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
        for (String action : List.of(
                "livenessProbe", "readinessProbe", "startupProbe", "lifecycle.preStop", "lifecycle.postStart")) {
            String place = "spec.containers[0]." + action;
            violatedBy(asked(place, "exec.command", "['sh', '" + HIDDEN.formatted("command line, password") + "']"));
            satisfiedBy(asked(place, "exec.command", "['sh', '" + HIDDEN.formatted("command line") + "']"));
            violatedBy(asked(place, "httpGet.httpHeaders", header("authorization", HIDDEN.formatted("header"))));
            violatedBy(asked(place, "httpGet.httpHeaders", header("X-Api-Key", HIDDEN.formatted("header"))));
            violatedBy(asked(place, "httpGet.httpHeaders", header("X-From", HIDDEN.formatted("header, jwt"))));
            satisfiedBy(asked(place, "httpGet.httpHeaders", header("Host", HIDDEN.formatted("header"))));
        }
        inconclusiveFor(variable("DSN", HIDDEN.formatted("env, too long to search")));
        inconclusiveFor(cluster().unreadable(KubernetesDocuments.PODS, "the server answers 403"));
    }

    @Test
    void annotations_hold_no_secret() {
        satisfiedBy(cluster().pod("web"));
        violatedBy(
                cluster().pod("web", pod -> pod.with("metadata.annotations.password", HIDDEN.formatted("annotation"))));
        for (String name : List.of(
                "password-file",
                "cert-manager.io/secret-name",
                "example.com/secret",
                "vault.hashicorp.com/agent-inject-secret-password")) {
            satisfiedBy(cluster()
                    .pod(
                            "web",
                            pod -> pod.with("metadata.annotations.\"" + name + "\"", HIDDEN.formatted("annotation"))));
        }
        satisfiedBy(cluster().pod("web", pod -> pod.with("metadata.annotations.password", "false")));
        violatedBy(cluster()
                .pod("web", pod -> pod.with("metadata.annotations.note", HIDDEN.formatted("annotation, token"))));
        violatedBy(cluster()
                .deployment(
                        "web",
                        web -> web.with(
                                "spec.template.metadata.annotations.note",
                                HIDDEN.formatted("annotation, private key"))));
        violatedBy(cluster()
                .object(
                        KubernetesDocuments.CRON_JOBS,
                        "{metadata: {name: 'nightly', namespace: 'shop'}, spec: {jobTemplate: {metadata: {annotations: {note: '"
                                + HIDDEN.formatted("annotation, jwt")
                                + "'}}, spec: {template: {spec: {containers: [{name: 'app', image: 'app:1'}]}}}}}}"));
        inconclusiveFor(cluster()
                .pod(
                        "web",
                        pod -> pod.with(
                                "metadata.annotations.note", HIDDEN.formatted("annotation, too long to search"))));
    }

    @Test
    void object_annotations_hold_no_secret() {
        for (String list : List.of(
                KubernetesDocuments.SERVICES,
                KubernetesDocuments.INGRESSES,
                KubernetesDocuments.SECRETS,
                KubernetesDocuments.CONFIG_MAPS,
                KubernetesDocuments.PERSISTENT_VOLUMES,
                KubernetesDocuments.CERTIFICATE_SIGNING_REQUESTS,
                KubernetesDocuments.CLUSTER_ROLES)) {
            violatedBy(cluster().object(list, annotated("note", HIDDEN.formatted("annotation, token"))));
            violatedBy(cluster().object(list, annotated("example.com/api-key", HIDDEN.formatted("annotation"))));
            satisfiedBy(cluster().object(list, annotated("note", HIDDEN.formatted("annotation"))));
            inconclusiveFor(
                    cluster().object(list, annotated("note", HIDDEN.formatted("annotation, too long to search"))));
            notApplicableTo(cluster().object(list, annotated("kubernetes.io/description", "what it is for")));
            inconclusiveFor(cluster().unreadable(list, "the server answers 403"));
        }
        violatedBy(cluster()
                .namespace(
                        "bank", bank -> bank.with("metadata.annotations.note", HIDDEN.formatted("annotation, jwt"))));
        String kind = "{metadata: {name: 'secretstores.external-secrets.io'}, spec: {group: 'external-secrets.io',"
                + " names: {plural: 'secretstores', kind: 'SecretStore'}, versions: [{name: 'v1', served: true, storage: true}]}}";
        KubernetesFixture stores = cluster().object(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, kind);
        String list = "/apis/external-secrets.io/v1/secretstores";
        violatedBy(stores.object(list, annotated("note", HIDDEN.formatted("annotation, token"))));
        satisfiedBy(stores.object(list, annotated("note", HIDDEN.formatted("annotation"))));
        inconclusiveFor(stores.unreadable(list, "the server answers 403"));
        // Of workloads it is told elsewhere.
        notApplicableTo(cluster()
                .pod("web", pod -> pod.with("metadata.annotations.note", HIDDEN.formatted("annotation, token"))));
        notApplicableTo(cluster());
    }

    private static String annotated(String name, String text) {
        return "{metadata: {name: 'app', namespace: 'shop', annotations: {'" + name + "': '" + text + "'}}, rules: []}";
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
