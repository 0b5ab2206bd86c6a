package io.github.plimsoll.examples.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Capability;
import io.github.plimsoll.judge.Verdict;
import io.github.plimsoll.proof.Acceptance;
import io.github.plimsoll.proof.Acceptance.Objection;
import io.github.plimsoll.proof.TinyImage;
import io.github.plimsoll.suites.docker.ContainerPrivileges;
import io.github.plimsoll.suites.docker.ContainerResources;
import io.github.plimsoll.suites.docker.ImageBuild;
import io.github.plimsoll.target.Targets;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** A team's own test of what it ships: the image is started as it will run, and judged as an audit would judge it. */
@Tag("live")
class ImageAcceptanceLiveTests {

    /** Builds that share a daemon must not take away each other's images. */
    private static final String RUN = UUID.randomUUID().toString();

    private static final String SHOP = "plimsoll-example-shop:1.0-" + RUN;
    private static final String LEGACY = "plimsoll-example-legacy:1.0-" + RUN;

    /** In a real project the build has made the image by now. */
    @BeforeAll
    static void make_the_images() {
        assumeThat(DockerClientFactory.instance().isDockerAvailable())
                .as("Docker is there for Testcontainers")
                .isTrue();
        DockerClient docker = DockerClientFactory.lazyClient();
        byte[] images = TinyImage.on(docker.infoCmd().exec().getArchitecture())
                .image(
                        config -> config.with("config.User", "10001:10001")
                                .with("config.Healthcheck.Test", List.of("CMD", "/pause", "healthy")),
                        SHOP)
                .image(config -> config, LEGACY)
                .tar();
        docker.loadImageCmd(new ByteArrayInputStream(images)).exec();
    }

    @AfterAll
    static void remove_the_images() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            for (String image : List.of(SHOP, LEGACY)) {
                DockerClientFactory.lazyClient()
                        .removeImageCmd(image)
                        .withForce(true)
                        .exec();
            }
        }
    }

    @Test
    void the_shop_is_fit_to_run() {
        try (GenericContainer<?> shop = hardened(new GenericContainer<>(SHOP))) {
            shop.start();

            Acceptance acceptance = Acceptance.by(ContainerPrivileges.class, ContainerResources.class);
            assertThat(acceptance.objections(Targets.snapshot("host"), "container" + shop.getContainerName()))
                    .isEmpty();
        }
    }

    @Test
    void its_image_is_well_built() {
        assertThat(Acceptance.by(ImageBuild.class).objections(Targets.snapshot("host"), "image/" + SHOP))
                .isEmpty();
    }

    @Test
    void the_legacy_program_is_not_fit_to_run() {
        try (GenericContainer<?> legacy = new GenericContainer<>(LEGACY)) {
            legacy.start();

            Acceptance acceptance = Acceptance.by(ContainerPrivileges.class, ContainerResources.class);
            assertThat(acceptance.objections(Targets.snapshot("host"), "container" + legacy.getContainerName()))
                    .allMatch(objection -> objection.verdict() == Verdict.VIOLATED)
                    .extracting(Objection::control)
                    .containsExactlyInAnyOrder(
                            "docker/process_is_not_root",
                            "docker/gains_no_new_privileges",
                            "docker/capabilities_are_limited",
                            "docker/processes_are_limited",
                            "docker/memory_is_limited",
                            "docker/cpu_is_limited");
        }
    }

    private static GenericContainer<?> hardened(GenericContainer<?> container) {
        return container.withCreateContainerCmdModifier(create -> create.getHostConfig()
                .withMemory(16L << 20)
                .withMemorySwap(16L << 20)
                .withNanoCPUs(100_000_000L)
                .withPidsLimit(8L)
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges")));
    }
}
