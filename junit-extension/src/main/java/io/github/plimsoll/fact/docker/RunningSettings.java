package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The settings that the daemon tells it runs with, held against those that are written. */
final class RunningSettings {

    /** The keys of the file whose effect the API shows. */
    static final Set<String> TOLD = Set.of(
            "authorization-plugins",
            "data-root",
            "debug",
            "default-runtime",
            "experimental",
            "icc",
            "insecure-registries",
            "labels",
            "live-restore",
            "log-driver",
            "registry-mirrors",
            "storage-driver",
            "userns-remap");

    private final Reading info;
    private final DaemonSettings settings;
    private final List<String> differences = new ArrayList<>();

    RunningSettings(Reading info, DaemonSettings settings) {
        this.info = info;
        this.settings = settings;
    }

    List<String> differences() {
        flag("debug", info.value("Debug").requiredBoolean());
        flag("live-restore", info.value("LiveRestoreEnabled").requiredBoolean());
        flag("experimental", info.value("ExperimentalBuild").requiredBoolean());
        flag("userns-remap", !settings.textAsWritten("userns-remap", "").isEmpty(), hasSecurityOption("name=userns"));
        text("log-driver", "json-file", info.value("LoggingDriver").requiredText());
        text("default-runtime", "runc", info.value("DefaultRuntime").asText("runc"));
        dataRoot();
        String driver = settings.textAsWritten("storage-driver", "");
        if (!driver.isEmpty()) {
            compare("storage-driver", driver, info.value("Driver").requiredText());
        }
        lists("authorization-plugins", info.value("Plugins.Authorization").asTexts());
        lists("labels", info.value("Labels").asTexts());
        registries();
        innerTraffic();
        return List.copyOf(differences);
    }

    /** A daemon that maps users adds a directory for its mapping. */
    private void dataRoot() {
        String root = settings.textAsWritten("data-root", "");
        String running = info.value("DockerRootDir").asText("");
        if (!root.isEmpty() && !running.isEmpty()) {
            compare("data-root", root.replaceFirst("/$", ""), running.replaceFirst("/\\d+\\.\\d+$", ""));
        }
    }

    private void registries() {
        Reading registries = info.part("RegistryConfig");
        lists(
                "registry-mirrors",
                withSlash(settings.textsAsWritten("registry-mirrors")),
                withSlash(registries.value("Mirrors").asTexts()));
        List<String> networks = registries.value("InsecureRegistryCIDRs").asTexts();
        List<String> names = registries.value("IndexConfigs").keys().stream()
                .filter(name -> !registries
                        .value("IndexConfigs.\"" + name + "\".Secure")
                        .asBoolean(true))
                .toList();
        for (String registry : settings.textsAsWritten("insecure-registries")) {
            String name = registry.replaceFirst("^https?://", "").replaceFirst("/$", "");
            if (!networks.contains(name) && !names.contains(name)) {
                differences.add("insecure-registries: " + registry + " is written, and the daemon does not know it");
            }
        }
    }

    /** Whether containers on the default bridge reach each other shows in the options of that network. */
    private void innerTraffic() {
        info.document(DockerDocuments.NETWORKS).elements("").stream()
                .filter(network -> network.value("Name").requiredText().equals("bridge"))
                .forEach(bridge -> flag(
                        "icc",
                        settings.flagAsWritten("icc", true),
                        !bridge.value("Options.\"com.docker.network.bridge.enable_icc\"")
                                .asText("true")
                                .equals("false")));
    }

    private void flag(String key, boolean running) {
        flag(key, settings.flagAsWritten(key, false), running);
    }

    private void flag(String key, boolean written, boolean running) {
        compare(key, String.valueOf(written), String.valueOf(running));
    }

    private void text(String key, String effectiveDefault, String running) {
        String written = settings.textAsWritten(key, "");
        compare(key, written.isEmpty() ? effectiveDefault : written, running);
    }

    private void lists(String key, List<String> running) {
        lists(key, settings.textsAsWritten(key), running);
    }

    private void lists(String key, List<String> written, List<String> running) {
        compare(key, new TreeSet<>(written).toString(), new TreeSet<>(running).toString());
    }

    private void compare(String key, String written, String running) {
        if (!written.equals(running)) {
            differences.add(key + ": " + written + " is written, " + running + " is in force");
        }
    }

    private boolean hasSecurityOption(String name) {
        return info.value("SecurityOptions").asTexts().stream()
                .anyMatch(option -> option.equals(name) || option.startsWith(name + ","));
    }

    private static List<String> withSlash(List<String> addresses) {
        return addresses.stream()
                .map(address -> address.endsWith("/") ? address : address + "/")
                .toList();
    }
}
