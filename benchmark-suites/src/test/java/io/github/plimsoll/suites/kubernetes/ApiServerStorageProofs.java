package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiServerStorageProofs extends Proofs {

    ApiServerStorageProofs() {
        super(ApiServerStorage.class);
    }

    @Test
    void api_server_identifies_itself_to_etcd() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--etcd-certfile", null));
        violatedBy(with("--etcd-keyfile", null));
        violatedBy(with("--etcd-servers", "https://10.0.0.1:2379,http://10.0.0.2:2379"));
        violatedBy(with("--etcd-servers-overrides", "/pods#https://10.0.0.1:2379;HTTP://10.0.0.2:2379"));
        satisfiedBy(with("--etcd-servers-overrides", "/pods#https://10.0.0.1:2379;https://10.0.0.2:2379"));
        satisfiedBy(with("--etcd-servers", "unix:///run/kine.sock"));
    }

    @Test
    void api_server_verifies_etcd() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--etcd-cafile", null));
        violatedBy(with("--etcd-servers", "http://10.0.0.1:2379"));
    }

    @Test
    void api_server_encrypts_objects() {
        satisfiedBy(cluster().controlPlane());
        violatedBy(with("--encryption-provider-config", null));
    }

    @Test
    void secrets_are_really_encrypted() {
        satisfiedBy(cluster().controlPlane());
        notApplicableTo(with("--encryption-provider-config", null));
        satisfiedBy(
                encryption(
                        "{resources: ['configmaps'], providers: [{identity: {}}]}, {resources: ['secrets'], providers: [{aescbc: {}}]}"));
        satisfiedBy(encryption("{resources: ['*.*'], providers: [{kms: {}}]}"));
        satisfiedBy(encryption("{resources: ['*.'], providers: [{kms: {}}]}"));
        violatedBy(encryption("{resources: ['secrets'], providers: [{identity: {}}, {aescbc: {}}]}"));
        violatedBy(encryption("{resources: ['secrets'], providers: [{aesgcm: {}}]}"));
        violatedBy(
                encryption(
                        "{resources: ['configmaps'], providers: [{aescbc: {}}]}, {resources: ['secrets'], providers: [{identity: {}}]}"));
        violatedBy(encryption("{resources: ['configmaps'], providers: [{aescbc: {}}]}"));
        violatedBy(
                encryption(
                        "{resources: ['*.*'], providers: [{identity: {}}]}, {resources: ['secrets'], providers: [{aescbc: {}}]}"));
        violatedBy(encryption("{resources: ['secrets'], providers: []}"));
        inconclusiveFor(encryption("{resources: ['secrets'], providers: [{magic: {}}]}"));
        inconclusiveFor(cluster().controlPlane().unreadableOfNode(KubernetesDocuments.SETTINGS));
    }

    private static KubernetesFixture with(String flag, @Nullable String value) {
        return cluster().controlPlane().flag("kube-apiserver", flag, value);
    }

    private static KubernetesFixture encryption(String resources) {
        return cluster()
                .controlPlane()
                .ofNode(
                        KubernetesDocuments.SETTINGS,
                        facts -> facts.withJson(
                                "\"/etc/kubernetes/encryption.yaml\".content", "{resources: [" + resources + "]}"));
    }
}
