package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.OpenSecrets;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.ArrayList;
import java.util.List;

/** A plugin that the engine runs as a container of its own: {@code plugin/vieux/sshfs:latest}. */
public final class ManagedPlugin extends Subject {

    ManagedPlugin(Reading reading) {
        super(reading);
    }

    @Override
    public String state() {
        return read("Enabled").asBoolean(false) ? "enabled" : "disabled";
    }

    /** The name it was installed under, with its tag. */
    public String installedAs() {
        return read("Name").requiredText();
    }

    /** What it may do to the host, for example {@code capability SYS_ADMIN}. */
    public List<String> powersOverHost() {
        List<String> powers = new ArrayList<>();
        for (String capability : read("Config.Linux.Capabilities").asTexts()) {
            powers.add("capability " + capability.replaceFirst("^CAP_", ""));
        }
        if (read("Config.Linux.AllowAllDevices").asBoolean(false)) {
            powers.add("every device");
        }
        if (read("Config.PidHost").asBoolean(false)) {
            powers.add("the host's processes");
        }
        if (read("Config.IpcHost").asBoolean(false)) {
            powers.add("the host's shared memory");
        }
        if (read("Config.Network.Type").asText("").equals("host")) {
            powers.add("the host's network");
        }
        List<String> sockets = ControlSockets.ofDaemon(reading());
        for (Reading mount : reading().elements("Settings.Mounts")) {
            String source = mount.value("Source").asText("");
            HostPath path = HostPath.of(source);
            if (source.startsWith("/") && path.leadsToControlSocket(sockets)) {
                powers.add("mount of " + source + ", by which containers are controlled");
            } else if (source.startsWith("/") && path.isSensitive(true)) {
                powers.add("mount of " + source);
            }
        }
        for (Reading device : reading().elements("Settings.Devices")) {
            String path = device.value("Path").asText("");
            if (!path.isEmpty()) {
                powers.add("device " + path);
            }
        }
        return powers;
    }

    /** The places of its settings where a secret stands in the open. */
    public List<String> openSecrets() {
        return new OpenSecrets()
                .variables("variable", read("Settings.Env").asTexts())
                .words("its command line", read("Settings.Args").asTexts())
                .found();
    }
}
