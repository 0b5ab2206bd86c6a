package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.CRITICAL;
import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.ElevationOfPrivilege;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.docker.ContainerdUnit;
import io.github.plimsoll.fact.docker.DataRoot;
import io.github.plimsoll.fact.docker.EngineFile;
import io.github.plimsoll.fact.docker.EngineProgram;
import io.github.plimsoll.fact.docker.EnvironmentFile;
import io.github.plimsoll.fact.docker.KeyMaterial;

/** What section 3 leaves out: whatever else decides which programs run as root, and with which settings. */
@DockerControls
public class EngineIntegrity {

    @Control(
            title = "Only root changes the unit of containerd",
            why =
                    "Containerd starts every container as root; whoever writes its unit or a drop-in chooses the program that does.",
            fix =
                    "chown root:root FILE and chmod 644 FILE for each that the finding names, then systemctl daemon-reload.",
            severity = HIGH)
    @Tampering("T2")
    void containerd_unit_is_written_by_root_only(ContainerdUnit unit) {
        assertThat(unit.foreignOwners()).as("owners other than root").isEmpty();
        assertThat(unit.permissionsBeyond(0644)).as("permissions beyond 644").isEmpty();
    }

    @Control(
            title = "Only root changes the environment of the engine",
            why = "Options of the daemon, proxies and search paths come from these files at the next start.",
            fix = "chown root:root FILE and chmod 644 FILE for each that the finding names.",
            severity = MEDIUM)
    @Tampering("T2")
    void environment_files_are_written_by_root_only(EnvironmentFile file) {
        assertThat(file.foreignOwners()).as("owners other than root").isEmpty();
        assertThat(file.permissionsBeyond(0644)).as("permissions beyond 644").isEmpty();
    }

    @Control(
            title = "Nobody but root can put another file in place of one of the engine",
            why =
                    "The permissions of a file are worth nothing in a directory where others may rename it away and put their own there.",
            fix = "chown root:root DIRECTORY and chmod go-w DIRECTORY for each that the finding names, up to the root.",
            severity = HIGH)
    @Tampering("T2")
    void engine_files_cannot_be_replaced(EngineFile file) {
        assertThat(file.openDirectoriesOnTheWay())
                .as("directories on the way in which others may put files")
                .isEmpty();
    }

    @Control(
            title = "No access control list lets others write to files of the engine",
            why =
                    "A list grants what ls does not show, and outlives every chmod that somebody trusted to have closed the file.",
            fix = "setfacl --remove-all FILE",
            severity = MEDIUM)
    @Tampering("T2")
    void access_lists_open_no_engine_file(EngineFile file) {
        assertThat(file.writersByAccessList())
                .as("who else may write by an access control list")
                .isEmpty();
    }

    @Control(
            title = "Others see nothing of what is in the data root",
            why =
                    "Set-user-id programs of images, and files of containers, are otherwise open to each local user, as CVE-2021-41091 was used.",
            fix = "chmod 710 DIRECTORY",
            severity = HIGH)
    @InformationDisclosure("I1")
    @ElevationOfPrivilege("E1")
    void data_root_is_closed(DataRoot root) {
        assertThat(root.permissionsBeyond(0711)).as("permissions beyond 711").isEmpty();
    }

    @Control(
            title = "Keys that the daemon keeps are root's alone",
            why = "They prove the host to its swarm and to registries; a copy lets another machine take its place.",
            fix = "chown root:root FILE and chmod 600 FILE; make a new key if others could read the old one.",
            severity = HIGH)
    @Tampering("T2")
    @Spoofing("S1")
    void own_keys_are_private(KeyMaterial key) {
        assertThat(key.foreignOwners()).as("owners other than root").isEmpty();
        assertThat(key.permissionsBeyond(0600)).as("permissions beyond 600").isEmpty();
    }

    @Control(
            title = "Nobody but root changes the programs of the engine",
            why = "They run as root whenever a container is started, and a changed one is started without a question.",
            fix = "chown root:root FILE and chmod 755 FILE, and close the directories that the finding names.",
            severity = CRITICAL)
    @Tampering({"T1", "T2"})
    @ElevationOfPrivilege("E1")
    void engine_programs_cannot_be_exchanged(EngineProgram program) {
        assertThat(program.foreignOwners()).as("owners other than root").isEmpty();
        assertThat(program.permissionsBeyond(0755)).as("permissions beyond 755").isEmpty();
        assertThat(program.openDirectoriesOnTheWay())
                .as("directories on the way in which others may put files")
                .isEmpty();
    }
}
