package io.github.plimsoll.fact.host;

import java.util.List;

/** Where systemd looks for units, the strongest place first. */
public final class UnitDirectories {

    /** Where the units of a system are. */
    public static final List<String> OF_SYSTEM = List.of(
            "/etc/systemd/system.control",
            "/run/systemd/system.control",
            "/run/systemd/transient",
            "/run/systemd/generator.early",
            "/etc/systemd/system",
            "/etc/systemd/system.attached",
            "/run/systemd/system",
            "/run/systemd/system.attached",
            "/run/systemd/generator",
            "/usr/local/lib/systemd/system",
            "/usr/lib/systemd/system",
            "/lib/systemd/system",
            "/run/systemd/generator.late");

    /** Those that packages, people and {@code systemctl} write to. */
    public static final List<String> WRITTEN = List.of(
            "/etc/systemd/system.control",
            "/run/systemd/system.control",
            "/etc/systemd/system",
            "/run/systemd/system",
            "/usr/local/lib/systemd/system",
            "/usr/lib/systemd/system",
            "/lib/systemd/system");

    private UnitDirectories() {}

    /** Where the units of one user are. */
    public static List<String> ofUser(String home) {
        return List.of(
                home + "/.config/systemd/user.control",
                home + "/.config/systemd/user",
                "/etc/systemd/user",
                "/run/systemd/user",
                home + "/.local/share/systemd/user",
                "/usr/local/lib/systemd/user",
                "/usr/lib/systemd/user");
    }
}
