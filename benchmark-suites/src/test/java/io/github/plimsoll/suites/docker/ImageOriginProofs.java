package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Proofs;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageOriginProofs extends Proofs {

    private static final String IMAGE = DockerDocuments.image("sha256:app:1");

    ImageOriginProofs() {
        super(ImageOrigin.class);
    }

    private static DockerFixture named(List<String> tags, List<String> digests) {
        return host().image("app:1", i -> i.with("RepoTags", tags).with("RepoDigests", digests));
    }

    @Test
    void image_comes_from_approved_registry() {
        asksAbout(host().image("app:1"), "RepoDigests");
        asksAbout(
                named(List.of("index.docker.io/library/app:1"), List.of("docker.io/library/app@sha256:1")),
                "RepoDigests");
        asksAbout(named(List.of(), List.of("app@sha256:1")), "RepoDigests");
        violatedBy(named(List.of("app:1"), List.of()));
        violatedBy(named(List.of("app:1"), List.of("<none>@<none>")));
        violatedBy(named(List.of("me/app:1"), List.of("me/app@sha256:1")));
        violatedBy(named(List.of("app:1", "registry.example.com:5000/app:1"), List.of("app@sha256:1")));
        violatedBy(named(
                List.of("docker.io.evil.example/library/app:1"),
                List.of("docker.io.evil.example/library/app@sha256:1")));
        violatedBy(named(List.of("libraryx/app:1"), List.of("libraryx/app@sha256:1")));
        asksAbout(
                named(List.of("r.example.com/team/app:1"), List.of("r.example.com/team/app@sha256:1"))
                        .policy("docker.approved-registries", List.of("r.example.com/")),
                "RepoDigests");
        violatedBy(named(List.of("r.example.com/other/app:1"), List.of("r.example.com/other/app@sha256:1"))
                .policy("docker.approved-registries", List.of("r.example.com/team")));
        notApplicableTo(named(List.of(), List.of()));
        inconclusiveFor(host().image("app:1").unreadable(IMAGE, "timed out"));
    }

    private static DockerFixture made(String created) {
        return host().image("app:1", i -> i.with("Created", created)).at(Instant.parse("2026-06-01T00:00:00Z"));
    }

    @Test
    void image_is_scanned_and_recent() {
        asksAbout(made("2026-05-31T12:00:00.123456789+02:00"), "Created");
        asksAbout(made("2026-03-03T00:00:00Z"), "Created");
        violatedBy(made("2026-03-02T23:59:59Z"));
        violatedBy(made("2015-01-01T00:00:00Z"));
        asksAbout(made("2026-03-02T00:00:00Z").policy("docker.max-image-age", "180d"), "Created");
        for (String pretended : List.of(
                "1970-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z",
                "1980-01-01T00:00:01Z",
                "2027-01-01T00:00:00Z",
                "",
                "soon")) {
            inconclusiveFor(made(pretended));
        }
        inconclusiveFor(host().image("app:1", i -> i.without("Created")));
        notApplicableTo(named(List.of(), List.of()));
    }

    @Test
    void image_signatures_are_checked() {
        asksAbout(host(), "ServerVersion");
        inconclusiveFor(host().unreadable(DockerDocuments.INFO, "timed out"));
    }

    @Test
    void downloads_are_checked() {
        for (String step : List.of(
                "RUN /bin/sh -c curl -fsSL https://h/x -o /usr/bin/x # buildkit",
                "/bin/sh -c set -e; wget https://h/x.tgz && tar xf x.tgz",
                "/bin/sh -c VERSION=1 && curl -L \"$URL\" > x",
                "/bin/sh -c if true; then curl https://h/x | tar x; fi",
                "/bin/sh -c sudo curl https://h/x",
                "/bin/sh -c x=$(curl -s https://h/version) && echo $x",
                "RUN |1 ‹redacted: 3 chars, sha256 salted ab, build arguments› /bin/sh -c curl http://h/x # buildkit")) {
            violatedBy(host().image("app:1").built("app:1", step));
        }
        for (String step : List.of(
                "RUN /bin/sh -c curl -fsSL https://h/x -o x && echo \"1f2e x\" | sha256sum -c - # buildkit",
                "/bin/sh -c curl https://h/x -o x; curl https://h/x.asc -o x.asc; gpg --batch --verify x.asc x",
                "/bin/sh -c curl -fsSL https://h/key | gpg --dearmor -o /k",
                "/bin/sh -c apt-get update && apt-get install -y curl wget",
                "/bin/sh -c curl --version",
                "/bin/sh -c curl -f http://localhost:8080/health",
                "COPY curl https://h # buildkit",
                "CMD [\"curl\" \"https://h\"]")) {
            asksAbout(host().image("app:1").built("app:1", step), "[0].CreatedBy");
        }
        inconclusiveFor(host().image("app:1").built("app:1"));
    }

    @Test
    void downloads_are_not_run_unseen() {
        satisfiedBy(host().image("app:1"));
        for (String step : List.of(
                "RUN /bin/sh -c curl -fsSL https://h/x | sh # buildkit",
                "/bin/sh -c wget -qO- https://h/x | sudo -E bash -",
                "/bin/sh -c curl 'https://h/x?a=1&b=2' |& /bin/bash -s -- -y",
                "/bin/sh -c curl https://h/x | tee log | python3 -",
                "/bin/sh -c bash <(curl -s https://h/x)",
                "/bin/sh -c bash -c \"$(curl -fsSL https://h/x)\"",
                "/bin/sh -c eval \"$(wget -qO- https://h/x)\"",
                "/bin/sh -c . <(curl -s https://h/x)",
                "/bin/sh -c true && curl https://h/x \\\n | sh")) {
            violatedBy(host().image("app:1").built("app:1", step));
        }
        for (String step : List.of(
                "/bin/sh -c curl https://h/x -o x && sh x",
                "/bin/sh -c curl https://h/x | tar xz",
                "/bin/sh -c cat x | sh",
                "/bin/sh -c curl https://h/x || sh fallback",
                "/bin/sh -c curl https://h/x; echo y | sh",
                "/bin/sh -c apt-get install -y curl | sh",
                "CMD [\"curl https://h | sh\"]")) {
            satisfiedBy(host().image("app:1").built("app:1", step));
        }
        inconclusiveFor(host().image("app:1").built("app:1", ""));
    }

    @Test
    void image_adds_no_steps_to_builds() {
        satisfiedBy(host().image("app:1"));
        satisfiedBy(host().image("app:1", i -> i.with("Config.OnBuild", null)));
        violatedBy(host().image("app:1", i -> i.with("Config.OnBuild", List.of("RUN make"))));
        inconclusiveFor(host().image("app:1").unreadable(IMAGE, "timed out"));
    }
}
