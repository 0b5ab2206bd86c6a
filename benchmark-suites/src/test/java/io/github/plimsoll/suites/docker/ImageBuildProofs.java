package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageBuildProofs extends Proofs {

    ImageBuildProofs() {
        super(ImageBuild.class);
    }

    @Test
    void image_declares_healthcheck() {
        satisfiedBy(host().image("app:1"));
        violatedBy(host().image("app:1", i -> i.without("Config.Healthcheck")));
        violatedBy(host().image("app:1", i -> i.with("Config.Healthcheck.Test", List.of("NONE"))));
        violatedBy(host().image("app:1", i -> i.with("Config.Healthcheck.Test", List.of(""))));
        violatedBy(host().image("app:1", i -> i.with("Config.Healthcheck.Test", null)));
        notApplicableTo(host().image(
                        "app:1",
                        i -> i.with("RepoTags", List.of())
                                .with("RepoDigests", List.of())
                                .without("Config.Healthcheck")));
        notApplicableTo(host().image(
                        "app:1",
                        i -> i.with("RepoTags", List.of("<none>:<none>"))
                                .with("RepoDigests", List.of("<none>@<none>"))));
        satisfiedBy(host().image("app:1", i -> i.with("RepoTags", null).with("RepoDigests", List.of("app@sha256:1"))));
        // A name that has moved on leaves an image that is still in use.
        violatedBy(host().image("app:1.4.2", i -> i.with("RepoTags", List.of()).without("Config.Healthcheck"))
                .container("web"));
        inconclusiveFor(host().image("app:1").unreadable(DockerDocuments.image("sha256:app:1"), "timed out"));
        inconclusiveFor(host().unreadable(DockerDocuments.IMAGES, "timed out"));
        notApplicableTo(host());
    }

    @Test
    void package_index_is_not_refreshed_alone() {
        for (String step : List.of(
                "/bin/sh -c apt-get update",
                "RUN /bin/sh -c apt-get update # buildkit",
                "RUN apt-get update # buildkit",
                "|2 A=b C=d e /bin/sh -c apt-get update",
                "RUN |1 A=b /bin/sh -c apt-get update # buildkit",
                "RUN /bin/bash -o pipefail -c apt-get -qq update; true # buildkit",
                "/bin/sh -c apk update",
                "/bin/sh -c apk --no-cache update",
                "/bin/sh -c yum makecache",
                "/bin/sh -c dnf check-update",
                "/bin/sh -c zypper refresh",
                "/bin/sh -c pacman -Sy",
                "/bin/sh -c sudo apt update -y",
                "/bin/sh -c " + "true && ".repeat(50) + "apt-get update",
                "/bin/sh -c apt-get install -y curl && apt-get update",
                "/bin/sh -c /usr/bin/apt-get update && rm -rf /tmp/x")) {
            violatedBy(host().image("app:1").built("app:1", step));
        }
        for (String step : List.of(
                "RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit",
                "/bin/sh -c set -eux; apt-get update; apt-get install -y --no-install-recommends curl; rm -rf /var/lib/apt/lists/*",
                "/bin/sh -c apt-get update || true; cat list | xargs apt-get install -y",
                "RUN /bin/sh -c apt-get update \\\n && apt-get -y install curl # buildkit",
                "RUN --mount=type=cache,target=/var/lib/apt/lists /bin/sh -c apt-get update # buildkit",
                "/bin/sh -c update-ca-certificates",
                "/bin/sh -c yum update -y",
                "/bin/sh -c pacman -Syu --noconfirm",
                "/bin/sh -c apk add --no-cache curl",
                "/bin/sh -c apk update && apk add curl",
                "/bin/sh -c apt-get clean",
                "/bin/sh -c echo apt-get update",
                "/bin/sh -c npm update",
                "/bin/sh -c #(nop)  CMD [\"apt-get\" \"update\"]",
                "CMD [\"apt-get\" \"update\"]",
                "ENV STEP=apt-get update",
                "COPY apt-get update # buildkit")) {
            satisfiedBy(host().image("app:1").built("app:1", step));
        }
        inconclusiveFor(host().image("app:1").unreadable(DockerDocuments.history("sha256:app:1"), "timed out"));
        inconclusiveFor(host().image("app:1").built("app:1"));
        inconclusiveFor(host().image("app:1").built("app:1", "", " "));
        notApplicableTo(host());
    }

    @Test
    void files_are_copied_not_added() {
        String base = "/bin/sh -c #(nop) ADD file:1f2e in / ";
        for (String step : List.of(
                "/bin/sh -c #(nop) ADD file:1f2e in /app ",
                "/bin/sh -c #(nop) ADD dir:1f2e in / ",
                "ADD app /app # buildkit",
                "add app /app",
                "ADD --chown=1:1 app lib.tar /app/ # buildkit",
                "ADD https://example.org/a.tar.gz /a # buildkit",
                "ADD [\"https://example.org/a\", \"/a\"]",
                "ADD git@example.org:a/b.git /a # buildkit")) {
            violatedBy(host().image("app:1").built("app:1", base, step));
        }
        for (String step : List.of(
                "COPY app /app # buildkit",
                "ADD app.tar.gz /app # buildkit",
                "ADD --chown=1:1 a.tgz b.tar.xz /app/ # buildkit",
                "ADD --checksum=sha256:1f2e https://example.org/a /a # buildkit",
                "ENV BIND_ADDR=0.0.0.0",
                "/bin/sh -c #(nop)  ENV ADD=1",
                "RUN /bin/sh -c useradd app # buildkit",
                "/bin/sh -c ADD=1 make")) {
            satisfiedBy(host().image("app:1").built("app:1", base, step));
        }
        // Only the first step that makes files can be the root file system, and only at the root.
        satisfiedBy(host().image("app:1").built("app:1", "/bin/sh -c #(nop) MAINTAINER ann", base));
        satisfiedBy(host().image("app:1").built("app:1", "ADD rootfs.tar.xz / # buildkit"));
        violatedBy(host().image("app:1").built("app:1", "/bin/sh -c #(nop) ADD file:1f2e in /app "));
        violatedBy(host().image("app:1").built("app:1", "ADD app / # buildkit"));
        violatedBy(host().image("app:1").built("app:1", "COPY app /app # buildkit", base));
        inconclusiveFor(host().image("app:1").unreadable(DockerDocuments.history("sha256:app:1"), "timed out"));
        inconclusiveFor(host().image("app:1").built("app:1", ""));
    }
}
