package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class EnterpriseProductsProofs extends Proofs {

    EnterpriseProductsProofs() {
        super(EnterpriseProducts.class);
    }

    @Test
    void directory_authenticates_users() {
        asksControlPlane();
    }

    @Test
    void control_plane_shows_an_issued_certificate() {
        asksControlPlane();
    }

    @Test
    void users_come_in_by_client_bundles() {
        asksControlPlane();
    }

    @Test
    void roles_are_given_by_grants() {
        asksControlPlane();
    }

    @Test
    void cluster_runs_signed_images_only() {
        asksControlPlane();
    }

    @Test
    void sessions_of_a_user_are_few() {
        asksControlPlane();
    }

    @Test
    void sessions_end_soon() {
        asksControlPlane();
    }

    @Test
    void registry_scans_images() {
        asksTrustedRegistry();
    }

    private void asksControlPlane() {
        asks("ucp-controller", "docker/ucp-controller:3.2.4");
        notApplicableTo(host().container("ucp-controller-proxy"));
    }

    private void asksTrustedRegistry() {
        asks("dtr-nginx-1a2b3c", "docker/dtr-nginx:2.7.4");
        asks("msr-nginx-1a2b3c", "mirantis/msr-nginx:2.9.0");
        notApplicableTo(host().container("nginx"));
    }

    private void asks(String name, String image) {
        DockerFixture host = host().container(name, c -> c.with("Config.Image", image));
        asksAbout(host, "Config.Image");
        inconclusiveFor(host.unreadable(DockerDocuments.container(name), "timed out"));
        inconclusiveFor(host.unreadable(DockerDocuments.CONTAINERS, "timed out"));
        notApplicableTo(host());
    }
}
