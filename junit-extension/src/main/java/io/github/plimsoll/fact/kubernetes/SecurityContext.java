package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The powers that the programs of a container run with, as it says itself, or else its pod. */
public final class SecurityContext {

    private static final String ALL = "ALL";

    private final Reading container;
    private final Reading pod;

    SecurityContext(Reading container, Reading pod) {
        this.container = container;
        this.pod = pod;
    }

    /** Whether it has every capability and device of the node. */
    public boolean isPrivileged() {
        return container.value("securityContext.privileged").asBoolean(false);
    }

    public boolean hasReadOnlyRootFilesystem() {
        return container.value("securityContext.readOnlyRootFilesystem").asBoolean(false);
    }

    /** Whether a program in it can get to powers that its parent lacks, for example by a set-user-id bit. */
    public boolean allowsPrivilegeEscalation() {
        return container.value("securityContext.allowPrivilegeEscalation").asBoolean(true);
    }

    /** Whether the kubelet refuses to start it as root. */
    public boolean isKeptFromRoot() {
        return setting("runAsNonRoot").asBoolean(false);
    }

    /** The user id that it is made to run as; -1 where the image decides. */
    public long userId() {
        return setting("runAsUser").asLong(-1);
    }

    /** The capabilities that it has beyond those that every container gets, as {@code NET_ADMIN}; {@code ALL} is one of them. */
    public Set<String> addedCapabilities() {
        return capabilities("add");
    }

    /** The capabilities that are taken from it; {@code ALL} is one of them. */
    public Set<String> droppedCapabilities() {
        return capabilities("drop");
    }

    /** Whether it can send and receive packets past the protocols of the kernel, and so pose as others. */
    public boolean canForgePackets() {
        if (isPrivileged()) {
            return true;
        }
        Set<String> added = addedCapabilities();
        Set<String> dropped = droppedCapabilities();
        // What is added is added after everything was dropped; what is dropped by name is dropped last.
        return !dropped.contains("NET_RAW") && (added.contains("NET_RAW") || !dropped.contains(ALL));
    }

    /** {@code RuntimeDefault}, {@code Localhost} or {@code Unconfined}, whether it says so itself or its node does for it. */
    public String seccompProfile() {
        if (isPrivileged()) {
            return "Unconfined";
        }
        String own = setting("seccompProfile.type").asText("");
        if (!own.isEmpty()) {
            return own;
        }
        return Kubelets.of(container).haveSeccompDefault(container, pod) ? "RuntimeDefault" : "Unconfined";
    }

    /** Whether it is a process of the Windows node itself. */
    public boolean isHostProcess() {
        return setting("windowsOptions.hostProcess").asBoolean(false);
    }

    /** What is said of the powers it runs with that takes some of them, by itself or by its pod. */
    public List<String> restrictions() {
        List<String> restrictions = new ArrayList<>(restrictions(container.part("securityContext")));
        restrictions.addAll(restrictions(pod.part("spec.securityContext")));
        return restrictions;
    }

    private Set<String> capabilities(String list) {
        return container.value("securityContext.capabilities." + list).asTexts().stream()
                .map(name -> name.toUpperCase(Locale.ROOT))
                .map(name -> name.startsWith("CAP_") ? name.substring(4) : name)
                .collect(Collectors.toSet());
    }

    /** A field of the security context: its own, or else that of its pod. */
    private Value setting(String field) {
        Value own = container.value("securityContext." + field);
        return own.isPresent() ? own : pod.value("spec.securityContext." + field);
    }

    /** The settings that take powers; one that gives some, or says what would be so without it, is none. */
    private static List<String> restrictions(Reading context) {
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
