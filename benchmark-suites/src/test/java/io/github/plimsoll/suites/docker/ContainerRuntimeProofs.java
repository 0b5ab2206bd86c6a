package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class ContainerRuntimeProofs extends Proofs {

    ContainerRuntimeProofs() {
        super(ContainerRuntime.class);
    }

    @Test
    void memory_is_limited() {
        violatedBy(host().container("web", c -> c.with("HostConfig.Memory", 0)));
        violatedBy(host().container("web", c -> c.without("HostConfig.Memory")));
        satisfiedBy(host().container("web", c -> c.with("HostConfig.Memory", 512 << 20)));
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.container("web"), "timed out"));
        notApplicableTo(host());
    }
}
