package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.InformationDisclosure;
import io.github.plimsoll.fact.docker.ManagedPlugin;
import io.github.plimsoll.fact.docker.SwarmConfig;
import io.github.plimsoll.fact.docker.Volume;

/** Beyond the benchmark: secrets that the engine shows to everybody who may ask it, other than those of containers. */
@DockerControls
public class EngineExposure {

    @Control(
            title = "No secret stands in the options of a volume",
            why =
                    "The password of a share is shown to everybody who may look at volumes, and stays in the engine's own files for as long as the volume is there.",
            fix =
                    "Mount the share on the host by a file of credentials that only root reads, bind {volume} to that directory, and change the password",
            severity = HIGH)
    @InformationDisclosure("I1")
    void volume_options_hold_no_secret(Volume volume) {
        assertThat(volume.openSecrets()).as("secrets in the open").isEmpty();
    }

    @Control(
            title = "No secret stands in the settings of a plugin",
            why =
                    "Plugins of storage and networks are given keys of whole clouds, and docker plugin inspect shows them to everybody who may call the engine.",
            fix =
                    "Give {plugin} a role of the machine or a file to read instead (docker plugin set {plugin} NAME=), and change the secret",
            severity = HIGH)
    @InformationDisclosure("I1")
    void plugin_settings_hold_no_secret(ManagedPlugin plugin) {
        assertThat(plugin.openSecrets()).as("secrets in the open").isEmpty();
    }

    @Control(
            title = "Configs of a swarm hold no secret",
            why =
                    "docker config inspect shows a config to everybody who may call a manager, and it lies unencrypted on the disk of every node that runs its service.",
            fix =
                    "docker secret create NAME FILE, docker service update --config-rm {config} --secret-add NAME SERVICE, docker config rm {config}, and change the secret",
            severity = HIGH)
    @InformationDisclosure("I1")
    void configs_hold_no_secret(SwarmConfig config) {
        assertThat(config.openSecrets()).as("secrets in the open").isEmpty();
    }
}
