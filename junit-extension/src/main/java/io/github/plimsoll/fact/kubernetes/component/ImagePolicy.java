package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the plug-in ImagePolicyWebhook is told. It asks a service about each image of a pod. */
final class ImagePolicy {

    private static final String SECTION = "imagePolicy";
    private static final String OPEN = "defaultAllow";

    private ImagePolicy() {}

    /**
     * Whether images are let in while the service does not answer.
     *
     * @throws Unreadable if that was not read
     */
    static boolean failsOpen(ApiServer server) {
        List<Reading> sections = settings(server).stream()
                .flatMap(settings -> named(SECTION, settings).map(settings::part))
                .toList();
        if (sections.isEmpty()) {
            throw new Unreadable(
                    "nothing was read that configures ImagePolicyWebhook, without which the server does not start");
        }
        boolean open = false;
        for (Reading section : sections) {
            List<String> fields = named(OPEN, section).toList();
            for (String field : fields.isEmpty() ? List.of(OPEN) : fields) {
                open |= section.value(field).asBoolean(false);
            }
        }
        return open;
    }

    /** Those of the plug-in; in the older form, which names none, the whole file is its. */
    private static Optional<Reading> settings(ApiServer server) {
        Optional<Reading> settings = server.admissionSettings(AdmissionPlugin.IMAGE_POLICY_WEBHOOK.toString());
        return settings.isPresent() || server.admissionFile().isEmpty()
                ? settings
                : Optional.of(server.file(server.admissionFile()).whole());
    }

    /** The server takes the names of these settings in whatever case. */
    private static Stream<String> named(String name, Reading settings) {
        return settings.raw().properties().stream().map(Map.Entry::getKey).filter(name::equalsIgnoreCase);
    }
}
