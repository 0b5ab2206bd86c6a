package io.github.plimsoll.examples.company;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.Proofs;
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
}
