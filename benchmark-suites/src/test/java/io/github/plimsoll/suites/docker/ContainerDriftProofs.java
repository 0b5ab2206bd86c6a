package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.proof.DockerFixture.host;

import io.github.plimsoll.fact.docker.DockerDocuments;
import io.github.plimsoll.proof.DockerFixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ContainerDriftProofs extends Proofs {

    private static final int CHANGED = 0;
    private static final int ADDED = 1;
    private static final int REMOVED = 2;

    ContainerDriftProofs() {
        super(ContainerDrift.class);
    }

    @Test
    void programs_are_those_of_the_image() {
        satisfiedBy(host().container("web"));
        violatedBy(changed(CHANGED, "/usr/bin/curl"));
        violatedBy(changed(ADDED, "/usr/local/bin/miner"));
        violatedBy(changed(REMOVED, "/sbin/su-exec"));
        violatedBy(changed(ADDED, "/lib/x86_64-linux-gnu/security/pam_x.so"));
        violatedBy(changed(CHANGED, "/etc/passwd"));
        violatedBy(changed(ADDED, "/etc/ld.so.preload"));
        violatedBy(changed(ADDED, "/etc/sudoers.d/x"));
        satisfiedBy(changed(ADDED, "/var/log/app.log"));
        satisfiedBy(changed(CHANGED, "/etc/app.conf"));
        satisfiedBy(changed(ADDED, "/usr/share/app/cache"));
        // One that does not run is judged as well: it is started as it was left.
        violatedBy(
                host().container("web", c -> c.with("State.Status", "exited")).change("web", ADDED, "/usr/bin/x"));
        // The directories that lead to what was written are listed as changed too.
        DockerFixture state = changed(CHANGED, "/usr/lib")
                .change("web", CHANGED, "/usr/lib/app")
                .change("web", ADDED, "/usr/lib/app/state");
        violatedBy(state);
        satisfiedBy(state.policy("docker.changeable-programs", List.of("/usr/lib/app/*")));
        violatedBy(changed(CHANGED, "/usr/lib/app").policy("docker.changeable-programs", List.of("/usr/lib/app/*")));
        whatAContainerStartsWith();
        whatTheEngineMakes();
        inconclusiveFor(host().container("web").unreadable(DockerDocuments.changes("web"), "timed out"));
        inconclusiveFor(host().container("web", c -> c.without("Mounts")));
    }

    /** It is a program wherever it lies. */
    private void whatAContainerStartsWith() {
        violatedBy(starting("/srv/server", "/srv/server"));
        satisfiedBy(starting("/srv/server", "/srv/other"));
        violatedBy(starting("./server", "/work/server"));
        satisfiedBy(starting("server", "/work/server"));
    }

    /** Places to mount something at, which are empty. */
    private void whatTheEngineMakes() {
        UnaryOperator<Json> mounted = c ->
                c.with("Mounts", List.of(Map.of("Type", "volume", "Destination", "/usr/lib/app/plugins", "RW", true)));
        DockerFixture places = host().container("web", mounted)
                .change("web", CHANGED, "/usr/lib/app")
                .change("web", ADDED, "/usr/lib/app/plugins");
        satisfiedBy(places);
        violatedBy(places.change("web", ADDED, "/usr/lib/app/plug"));
        satisfiedBy(host().container("web", c -> c.with("HostConfig.Tmpfs", Map.of("/usr/lib/app", "")))
                .change("web", ADDED, "/usr/lib/app"));
        violatedBy(changed(ADDED, "/sbin/docker-init"));
        satisfiedBy(changed(ADDED, "/sbin/docker-init").daemonArgs("--init"));
        satisfiedBy(host().container("web", c -> c.with("HostConfig.Init", true))
                .change("web", ADDED, "/usr/sbin/docker-init"));
        violatedBy(host().container("web", c -> c.with("HostConfig.Init", false))
                .change("web", ADDED, "/sbin/docker-init")
                .daemonArgs("--init"));
    }

    private static DockerFixture starting(String program, String changed) {
        return host().container("web", c -> c.with("Path", program).with("Config.WorkingDir", "/work"))
                .change("web", CHANGED, changed);
    }

    private static DockerFixture changed(int kind, String path) {
        return host().container("web").change("web", kind, path);
    }
}
