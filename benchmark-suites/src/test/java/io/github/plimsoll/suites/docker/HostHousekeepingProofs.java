package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Fixture;
import io.github.plimsoll.proof.Proofs;
import org.junit.jupiter.api.Test;

class HostHousekeepingProofs extends Proofs {

    HostHousekeepingProofs() {
        super(HostHousekeeping.class);
    }

    @Test
    void unused_images_are_cleaned_up() {
        violatedBy(images(26));
        satisfiedBy(images(25));
        satisfiedBy(host());
        satisfiedBy(atMostUnused(images(25).container("web"), 25));
        violatedBy(atMostUnused(images(1), 0));
        violatedBy(atMostUnused(host().container("web").image("old:1"), 0));
        satisfiedBy(atMostUnused(host().container("web").container("web-2"), 0));
        inconclusiveFor(host().container("web").info(info -> info.with("Containers", 2)));
        inconclusiveFor(host().info(info -> info.without("Containers")));
        inconclusiveFor(host().unreadable(DockerDocuments.IMAGES, "timed out"));
        inconclusiveFor(host().unreadable(DockerDocuments.CONTAINERS, "timed out"));
    }

    @Test
    void ended_containers_are_cleaned_up() {
        violatedBy(host().info(info -> info.with("ContainersStopped", 26)));
        satisfiedBy(host().info(info -> info.with("ContainersStopped", 25)));
        violatedBy(host().info(info -> info.with("ContainersStopped", 1)).policy("docker.max-stopped-containers", 0));
        inconclusiveFor(host().info(info -> info.without("ContainersStopped")));
        inconclusiveFor(host().unreadable(DockerDocuments.INFO, "timed out"));
    }

    private static DockerFixture images(int count) {
        DockerFixture host = host();
        for (int i = 0; i < count; i++) {
            host = host.image("old:" + i);
        }
        return host;
    }

    private static Fixture atMostUnused(DockerFixture host, int limit) {
        return host.policy("docker.max-unused-images", limit);
    }
}
