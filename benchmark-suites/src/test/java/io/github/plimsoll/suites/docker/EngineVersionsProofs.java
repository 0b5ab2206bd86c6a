package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Proofs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineVersionsProofs extends Proofs {

    private static final String UPSTREAM = "51d5e94601ceffbbd85688df1c928ecccbfa4685";

    @TempDir
    Path directory;

    EngineVersionsProofs() {
        super(EngineVersions.class);
    }

    private static DockerFixture runc(String version, String commit) {
        return running("Docker Engine - Community", "runc", version, commit);
    }

    private static DockerFixture running(String platform, String component, String version, String commit) {
        return host().changed(
                        DockerDocuments.VERSION,
                        reported -> reported.with("Platform.Name", platform)
                                .withJson(
                                        "Components",
                                        "[{Name: '%s', Version: '%s', Details: {GitCommit: '%s'}}]"
                                                .formatted(component, version, commit)));
    }

    private Path list(String date) throws IOException {
        return Files.writeString(directory.resolve(date + ".tsv"), """
                #dated %s
                component\tid\tbranch\tfixed\tsince\teffect\tsource
                runc\tX-1\t1.1\t1.1.12\t\tnothing much\tmade up
                """.formatted(date));
    }

    @Test
    void has_no_known_flaws() throws IOException {
        String list = Files.writeString(directory.resolve("branches.tsv"), """
                #dated 2026-01-01
                component\tid\tbranch\tfixed\tsince\teffect\tsource
                runc\tX-1\t1.1\t1.1.12\t1.1.3\tnothing much\tmade up
                runc\tX-1\t1.2\t1.2.5\t1.1.3\tnothing much\tmade up
                """).toString();
        satisfiedBy(runc("1.1.2", UPSTREAM).policy("docker.flaw-list", list));
        violatedBy(runc("1.1.3", UPSTREAM).policy("docker.flaw-list", list));
        violatedBy(runc("1.1.11", UPSTREAM).policy("docker.flaw-list", list));
        satisfiedBy(runc("1.1.12", UPSTREAM).policy("docker.flaw-list", list));
        violatedBy(runc("1.2.4", UPSTREAM).policy("docker.flaw-list", list));
        satisfiedBy(runc("1.2.5", UPSTREAM).policy("docker.flaw-list", list));
        satisfiedBy(runc("1.3.0", UPSTREAM).policy("docker.flaw-list", list));
        violatedBy(runc("1.1.11", "v1.1.11-0-g4bccb38c"));
        violatedBy(runc("1.2.7", UPSTREAM));
        violatedBy(runc("v1.3.2", UPSTREAM));
        violatedBy(runc("1.4.0-rc.2", UPSTREAM));
        violatedBy(runc("1.0.0-rc94", UPSTREAM));
        violatedBy(running("Docker Engine - Community", "Engine", "27.5.1", "4c9b3b0"));
        violatedBy(running("Docker Engine - Community", "Engine", "18.09.2-ce", "4c9b3b0"));
        violatedBy(running("Docker Engine - Community", "containerd", "1.5.18", UPSTREAM));
        satisfiedBy(host());
        // Mended in no release of that branch, which upstream has given up.
        violatedBy(runc("1.2.8", UPSTREAM));
        satisfiedBy(runc("1.3.10", UPSTREAM));
        violatedBy(runc("1.4.0", UPSTREAM));
        satisfiedBy(runc("1.4.3", UPSTREAM));
        violatedBy(runc("1.5.0-rc.2", UPSTREAM));
        satisfiedBy(runc("1.5.0-rc.3", UPSTREAM));
        satisfiedBy(runc("2.0.0", UPSTREAM));
        satisfiedBy(running("Docker Engine - Community", "Engine", "29.9.0", "4c9b3b0"));
        satisfiedBy(running("Docker Engine - Community", "containerd", "v2.3.2", UPSTREAM));
        // New enough whoever built it.
        satisfiedBy(running("", "runc", "1.4.3-0ubuntu1", ""));
        // A distribution's build is for a person to look up.
        notApplicableTo(running("", "runc", "1.1.5+ds1", "1.1.5+ds1-1+deb12u1"));
        notApplicableTo(running("", "Engine", "20.10.24+dfsg1", "5d6db84"));
        notApplicableTo(runc("1.1.11-0ubuntu1", UPSTREAM));
        notApplicableTo(runc("1.1.11", ""));
        notApplicableTo(runc("1.1.11+dev", UPSTREAM));
        // The list has nothing on it, so that finding nothing would mean nothing.
        notApplicableTo(running("Docker Engine - Community", "docker-init", "0.19.0", "de40ad0"));
        inconclusiveFor(runc("dev", UPSTREAM));
        inconclusiveFor(host().unreadable(DockerDocuments.VERSION, "timed out"));
        inconclusiveFor(host().policy("docker.flaw-list", "/nowhere/flaws.tsv"));
    }

    @Test
    void distribution_has_mended_known_flaws() throws IOException {
        asksAbout(running("", "runc", "1.1.5+ds1", "1.1.5+ds1-1+deb12u1"), "Components[0].Version");
        asksAbout(running("", "containerd", "1.6.20~ds1", ""), "Components[0].Version");
        asksAbout(running("", "Engine", "25.0.3-1.el9", "5d6db84"), "Components[0].Version");
        // Whoever is asked sees each of the flaws.
        Path flaws = list("2026-01-01");
        asksAbout(
                running("", "runc", "1.1.5+ds1", "").policy("docker.flaw-list", flaws.toString()),
                "Components[0].X-1 (nothing much; mended in 1.1.12)");
        notApplicableTo(runc("1.1.11", UPSTREAM));
        notApplicableTo(running("", "runc", "1.4.3+ds1", ""));
        inconclusiveFor(running("", "runc", "dev", ""));
    }

    @Test
    void flaw_list_is_current() throws IOException {
        Path old = list("2025-06-01");
        violatedBy(host().at(Instant.parse("2027-06-01T00:00:00Z")));
        violatedBy(host().policy("docker.flaw-list", old.toString()));
        satisfiedBy(host());
        satisfiedBy(host().at(Instant.parse("2027-05-01T00:00:00Z")));
        satisfiedBy(host().at(Instant.parse("2027-06-01T00:00:00Z")).policy("docker.max-flaw-list-age", "365d"));
        notApplicableTo(running("Docker Engine - Community", "docker-init", "0.19.0", "de40ad0"));
        Path broken = Files.writeString(directory.resolve("broken.tsv"), "runc\t1.1.12\n");
        inconclusiveFor(host().policy("docker.flaw-list", broken.toString()));
    }
}
