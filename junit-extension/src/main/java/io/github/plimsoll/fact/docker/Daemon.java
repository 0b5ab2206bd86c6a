package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.List;

/** The engine and the settings it runs with. */
public final class Daemon extends Subject {

    Daemon(Reading reading) {
        super(reading);
    }

    /** The security features that are on, for example {@code name=apparmor}. */
    public List<String> securityOptions() {
        return read("SecurityOptions").asTexts();
    }

    /** Whether a security feature is on, for example {@code apparmor}, {@code userns} or {@code rootless}. */
    public boolean offers(String feature) {
        return securityOptions().stream()
                .map(option -> option.split(",", 2)[0])
                .anyMatch(name -> name.equals("name=" + feature) || name.equals(feature));
    }

    /** The system call filter of containers that choose none: {@code builtin}, a path, or {@code unconfined} for none at all. */
    public String seccompProfile() {
        return securityOptions().stream()
                .filter(option -> option.startsWith("name=seccomp"))
                .map(option -> option.contains("profile=") ? option.replaceFirst(".*profile=", "") : "builtin")
                .findFirst()
                .orElse("unconfined");
    }

    /**
     * Whether containers that choose nothing get no new privileges. Engines since API 1.43 say so themselves; before, only
     * the configuration file and the command line tell.
     */
    public boolean deniesNewPrivileges() {
        return offers("no-new-privileges") || (!reportsNewPrivileges() && isConfiguredToDenyNewPrivileges());
    }

    private boolean reportsNewPrivileges() {
        String version =
                reading().document(DockerDocuments.VERSION).value("ApiVersion").requiredText();
        int dot = version.indexOf('.');
        return dot > 0 && Integer.parseInt(version.substring(dot + 1)) >= 43;
    }

    private boolean isConfiguredToDenyNewPrivileges() {
        Reading config = reading().document(DockerDocuments.DAEMON_CONFIG);
        List<String> arguments =
                reading().document(DockerDocuments.DAEMON_PROCESS).value("args").asTexts();
        return config.value("content.no-new-privileges").asBoolean(false)
                || arguments.contains("--no-new-privileges")
                || arguments.contains("--no-new-privileges=true");
    }
}
