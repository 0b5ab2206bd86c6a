package io.github.plimsoll.examples.company;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompanyControlsProofs extends Proofs {

    CompanyControlsProofs() {
        super(CompanyControls.class);
    }

    @Test
    void containers_name_their_owner() {
        violatedBy(host().container("web"));
        satisfiedBy(host().container("web", c -> c.with("Config.Labels.\"com.example.owner\"", "shop")));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }

    @Test
    void containers_carry_the_required_labels() {
        violatedBy(host().container("web"));
        violatedBy(host().container("web", c -> c.with("Config.Labels.\"com.example.owner\"", "shop")));
        satisfiedBy(host().container(
                        "web",
                        c -> c.with("Config.Labels.\"com.example.owner\"", "shop")
                                .with("Config.Labels.\"com.example.cost-centre\"", "4711")));
        satisfiedBy(host().container("web", c -> c.with("Config.Labels.\"com.example.owner\"", "shop"))
                .policy("acme.required-labels", List.of("com.example.owner")));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
    }
}
