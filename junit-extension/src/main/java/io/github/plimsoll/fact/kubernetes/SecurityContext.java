package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import java.util.List;

/** What a pod or a container says of the powers that its programs run with. */
final class SecurityContext {

    private SecurityContext() {}

    /** The settings that take powers; one that gives some, or says what would be so without it, is none. */
    static List<String> restrictions(Reading context) {
        return context.value("").keys().stream()
                .filter(setting -> restricts(context, setting))
                .toList();
    }

    private static boolean restricts(Reading context, String setting) {
        return switch (setting) {
            case "privileged", "procMount", "sysctls", "fsGroupChangePolicy", "supplementalGroupsPolicy" -> false;
            case "allowPrivilegeEscalation" -> !context.value(setting).asBoolean(true);
            case "runAsNonRoot", "readOnlyRootFilesystem" ->
                context.value(setting).asBoolean(false);
            case "runAsUser" -> context.value(setting).asLong(0) > 0;
            case "capabilities" -> !context.value("capabilities.drop").asTexts().isEmpty();
            case "seccompProfile", "appArmorProfile" ->
                !context.value(setting + ".type").asText("Unconfined").equals("Unconfined");
            case "windowsOptions" ->
                !context.value("windowsOptions.hostProcess").asBoolean(false);
            default -> true;
        };
    }
}
