package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The registries that the daemon asks for images, and the proxies by which it gets there. */
public final class DaemonRegistries {

    private final Reading info;

    DaemonRegistries(Reading info) {
        this.info = info;
    }

    /** Registries that the daemon would trust without a certificate, other than on this host itself. */
    public List<String> insecure() {
        List<String> insecure = new ArrayList<>();
        Reading registries = config();
        for (String network : registries.value("InsecureRegistryCIDRs").asTexts()) {
            if (!HostAddress.isLoopbackNetwork(network)) {
                insecure.add(network);
            }
        }
        List<String> known = registries.value("IndexConfigs").keys();
        for (String name : known) {
            boolean secure =
                    registries.value("IndexConfigs.\"" + name + "\".Secure").requiredBoolean();
            if (!secure && !HostAddress.isLoopback(HostAddress.hostOf(name))) {
                insecure.add(name);
            }
        }
        // Docker always names its own registry; Podman fills in the form and keeps the answer in a file.
        if (insecure.isEmpty() && known.isEmpty()) {
            throw new Unreadable(
                    "the engine names no registry, not even Docker Hub, so it does not tell which it trusts");
        }
        return insecure;
    }

    /** Mirrors of registries that are asked without encryption, other than on this host itself. */
    public List<String> plainMirrors() {
        Reading registries = config();
        List<String> mirrors = new ArrayList<>(registries.value("Mirrors").asTexts());
        for (String name : registries.value("IndexConfigs").keys()) {
            mirrors.addAll(
                    registries.value("IndexConfigs.\"" + name + "\".Mirrors").asTexts());
        }
        return mirrors.stream()
                .distinct()
                .filter(mirror -> !mirror.startsWith("https://") && !HostAddress.isLoopback(HostAddress.hostOf(mirror)))
                .toList();
    }

    /** The proxies by which it reaches registries. */
    public List<String> proxies() {
        return Stream.of("HttpProxy", "HttpsProxy")
                .map(name -> info.value(name).asText(""))
                .filter(proxy -> !proxy.isEmpty())
                .distinct()
                .toList();
    }

    /** Those of them that are told a name and a password without encryption, other than on this host itself. */
    public List<String> proxiesToldPasswordsInClear() {
        return proxies().stream()
                .filter(proxy -> proxy.contains("@") && !proxy.startsWith("https://"))
                .filter(proxy -> !HostAddress.isLoopback(HostAddress.hostOf(proxy.replaceFirst("^.*@", ""))))
                .toList();
    }

    private Reading config() {
        if (!info.value("RegistryConfig").isPresent()) {
            throw new Unreadable("RegistryConfig of /info is not reported");
        }
        return info.part("RegistryConfig");
    }
}
