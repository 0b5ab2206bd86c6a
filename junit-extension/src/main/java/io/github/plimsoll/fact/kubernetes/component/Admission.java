package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** What the API servers of a cluster let in, as far as their own settings decide it. */
public final class Admission {

    /** The version of the server itself. */
    public static final String LATEST = "latest";

    private static final String UNENFORCED = "privileged";

    private Admission() {}

    /**
     * The Pod Security Standard that is enforced in a namespace; where servers differ, the least.
     *
     * @param label what the namespace asks for; empty if it leaves it to the server
     * @param decided exemptions that the site has decided on
     * @throws Unreadable if a server's settings, which may leave the namespace out, are not known
     */
    public static String standard(Reading reading, String namespace, String label, List<String> decided) {
        return standards(reading, decided).apply(namespace, label);
    }

    /**
     * The same for whoever asks about many namespaces: the standard by the namespace and by what that asks for. Throws
     * {@link Unreadable} as {@link #standard} does, once it is asked.
     */
    public static BinaryOperator<String> standards(Reading reading, List<String> decided) {
        try {
            List<ApiServer> servers = servers(reading).orElse(List.of());
            return (namespace, label) -> least(
                    servers.stream()
                            .map(server -> standard(server, namespace, label, decided))
                            .toList(),
                    label);
        } catch (Unreadable e) {
            return (namespace, label) -> {
                if (label.equals(UNENFORCED)) {
                    return label;
                }
                throw e;
            };
        }
    }

    /** What a provider runs leaves it to the label. */
    private static String least(List<String> standards, String label) {
        if (standards.isEmpty()) {
            return label.isEmpty() ? UNENFORCED : label;
        }
        return standards.contains(UNENFORCED)
                ? UNENFORCED
                : standards.contains("baseline") ? "baseline" : standards.get(0);
    }

    /**
     * The versions of the standard that are enforced, one for each server, for example {@code v1.25} or {@code latest}.
     *
     * @param label what the namespace asks for; empty if it leaves it to the server
     */
    public static List<String> versions(Reading reading, String label) {
        if (!label.isEmpty()) {
            return List.of(label);
        }
        return ofEachServer(
                        reading,
                        server -> server.admissionSettings("PodSecurity")
                                .map(settings -> settings.value("defaults.enforce-version")
                                        .asText(LATEST))
                                .orElse(LATEST))
                .orElse(List.of(LATEST));
    }

    /** Whether a plug-in is on in every server; what a provider runs has the defaults of Kubernetes. */
    public static boolean isOnEverywhere(Reading reading, AdmissionPlugin plugin) {
        return ofEachServer(reading, server -> server.admits(plugin))
                .map(answers -> !answers.contains(false))
                .orElse(false);
    }

    /**
     * Whether every server asks a service about images, and lets none in while that does not answer.
     *
     * @throws Unreadable if that is not known of one, and no other lets images in
     */
    public static boolean refusesUnvouchedImages(Reading reading) {
        if (!isOnEverywhere(reading, AdmissionPlugin.IMAGE_POLICY_WEBHOOK)) {
            return false;
        }
        List<Unreadable> unknown = new ArrayList<>();
        List<Boolean> open = ofEachServer(reading, server -> {
                    try {
                        return ImagePolicy.failsOpen(server);
                    } catch (Unreadable e) {
                        // Another that fails open is enough of an answer.
                        unknown.add(e);
                        return false;
                    }
                })
                .orElse(List.of());
        if (open.contains(true)) {
            reading.recordDerived(
                    AdmissionPlugin.IMAGE_POLICY_WEBHOOK + " while its service is away", "lets every image in");
            return false;
        }
        if (!unknown.isEmpty()) {
            throw unknown.get(0);
        }
        return true;
    }

    private static String standard(ApiServer server, String namespace, String label, List<String> decided) {
        if (!server.admits(AdmissionPlugin.POD_SECURITY)) {
            return UNENFORCED;
        }
        Optional<Reading> settings = server.admissionSettings("PodSecurity");
        if (settings.isEmpty()) {
            return label.isEmpty() ? UNENFORCED : label;
        }
        if (Exemptions.spareAnybody(settings.get(), namespace, decided)) {
            return UNENFORCED;
        }
        return label.isEmpty() ? settings.get().value("defaults.enforce").asText(UNENFORCED) : label;
    }

    private static <T> Optional<List<T>> ofEachServer(Reading reading, Function<ApiServer, T> question) {
        return servers(reading).map(servers -> servers.stream().map(question).toList());
    }

    /** Empty where a provider runs them. */
    private static Optional<List<ApiServer>> servers(Reading reading) {
        try {
            return Optional.of(ApiServer.locate(reading.unrecorded()).stream()
                    .map(server -> Components.open(server, reading))
                    .toList());
        } catch (Absent e) {
            return Optional.empty();
        }
    }
}
