package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.DeploymentFile;

/** Threats I1 and T2 beyond the benchmark: the files from which Compose makes containers, and copies that were left lying about. */
@DockerControls
public class DeploymentFiles {

    private static final int WRITTEN_BY_ITS_OWNER = 0755;

    /** A file is closed too where a directory on the way to it lets nobody else through. */
    @Control(
            title = "Files with secrets for containers are closed to others",
            why =
                    "Compose files, environment files and the copies that editors leave hold the passwords of databases, and every account and every service on the host reads what is open to all.",
            fix = "chmod 600 FILE, delete copies, and put the password into a file of its own that secrets: names",
            severity = MEDIUM)
    @InformationDisclosure("I1")
    void deployment_secrets_are_private(DeploymentFile file) {
        assumeFalse(file.secrets().isEmpty(), "no secret was found in it");
        assertThat(file.isReadableByEverybody())
                .as("everybody on the host may read it")
                .isFalse();
        assertThat(file.grantsToOthers())
                .as("grants of its access control list")
                .isEmpty();
    }

    /** Whose the file is stands in the evidence: whoever may call the engine may also say what it runs. */
    @Control(
            title = "Files from which containers are made are written by their owners only",
            why =
                    "Whoever changes a compose file decides what is run by the next deployment, a privileged container with the disk of the host included.",
            fix = "chmod go-w FILE, and setfacl --remove-all FILE",
            severity = MEDIUM)
    @Tampering("T2")
    void deployment_files_are_written_by_their_owners(DeploymentFile file) {
        assumeTrue(file.decidesWhatRuns(), "nothing is made from a copy");
        assertThat(file.permissionsBeyond(WRITTEN_BY_ITS_OWNER))
                .as("permissions beyond 755 for the file of user %s", file.uid())
                .isEmpty();
        assertThat(file.writersByAccessList())
                .as("users and groups that its access control list lets write")
                .isEmpty();
    }
}
