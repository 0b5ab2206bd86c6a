package io.github.plimsoll.fact.kubernetes.pss;

import static io.github.plimsoll.fact.kubernetes.pss.Pod.isFalse;
import static io.github.plimsoll.fact.kubernetes.pss.Pod.isOtherThan;
import static io.github.plimsoll.fact.kubernetes.pss.Pod.isSet;
import static io.github.plimsoll.fact.kubernetes.pss.Pod.isTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One thing that a standard asks of a pod, under the name that Kubernetes gives it. */
enum Check {
    HOST_NAMESPACES("hostNamespaces", Level.BASELINE, 0),
    PRIVILEGED("privileged", Level.BASELINE, 0),
    CAPABILITIES("capabilities_baseline", Level.BASELINE, 0),
    HOST_PATHS("hostPathVolumes", Level.BASELINE, 0),
    HOST_PORTS("hostPorts", Level.BASELINE, 0),
    HOST_PROBES("hostProbesAndHostLifecycle", Level.BASELINE, 34),
    APP_ARMOR("appArmorProfile", Level.BASELINE, 0),
    SE_LINUX("seLinuxOptions", Level.BASELINE, 0),
    PROC_MOUNT("procMount", Level.BASELINE, 0),
    SECCOMP("seccompProfile_baseline", Level.BASELINE, 19),
    SYSCTLS("sysctls", Level.BASELINE, 0),
    HOST_PROCESS("windowsHostProcess", Level.BASELINE, 0),
    VOLUMES("restrictedVolumes", Level.RESTRICTED, 0),
    ESCALATION("allowPrivilegeEscalation", Level.RESTRICTED, 8),
    NON_ROOT("runAsNonRoot", Level.RESTRICTED, 0),
    USER("runAsUser", Level.RESTRICTED, 23),
    SECCOMP_SET("seccompProfile_restricted", Level.RESTRICTED, 19),
    CAPABILITIES_DROPPED("capabilities_restricted", Level.RESTRICTED, 22),
    PROC_MOUNT_AT_ALL("procMount_restricted", Level.RESTRICTED, 35);

    private static final List<String> USUAL_CAPABILITIES = List.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    private static final List<String> FILTERED = List.of("RuntimeDefault", "Localhost");

    private static final List<String> HARMLESS_VOLUMES = List.of(
            "name",
            "configMap",
            "downwardAPI",
            "emptyDir",
            "projected",
            "secret",
            "csi",
            "persistentVolumeClaim",
            "ephemeral",
            "image");

    private static final String APP_ARMOR_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";

    private final String id;
    private final Level level;
    private final int since;

    /** @param since the minor version of Kubernetes with which it came */
    Check(String id, Level level, int since) {
        this.id = id;
        this.level = level;
        this.since = since;
    }

    String id() {
        return id;
    }

    boolean appliesTo(Level asked, int minor) {
        return minor >= since && level.compareTo(asked) <= 0;
    }

    /** Whether the pod is what the standard does not allow. */
    boolean isBrokenBy(Pod pod) {
        return switch (this) {
            case HOST_NAMESPACES ->
                isTrue(pod.spec().path("hostNetwork"))
                        || isTrue(pod.spec().path("hostPID"))
                        || isTrue(pod.spec().path("hostIPC"));
            case PRIVILEGED ->
                pod.anyContainer(
                        container -> isTrue(container.path("securityContext").path("privileged")));
            case CAPABILITIES -> pod.anyContainer(container -> adds(container, USUAL_CAPABILITIES));
            case HOST_PATHS -> hasHostPath(pod);
            case HOST_PORTS -> pod.anyContainer(container -> hasHostPort(container, pod));
            case HOST_PROBES -> pod.anyContainer(Probes::nameAHost);
            case APP_ARMOR -> isUnconfined(pod);
            case SE_LINUX -> pod.anyContext(context -> isOddLabel(context.path("seLinuxOptions"), pod.minor()));
            case PROC_MOUNT -> !pod.hasUserNamespace() && showsProc(pod);
            case PROC_MOUNT_AT_ALL -> showsProc(pod);
            case SECCOMP ->
                pod.anyContext(
                        context -> isOtherThan(context.path("seccompProfile").path("type"), FILTERED));
            case SYSCTLS -> Sysctls.unsafeIn(pod);
            case HOST_PROCESS ->
                pod.anyContext(context -> isTrue(context.path("windowsOptions").path("hostProcess")));
            case VOLUMES -> hasOtherVolume(pod);
            case ESCALATION ->
                !pod.isForWindows()
                        && pod.anyContainer(container ->
                                !isFalse(container.path("securityContext").path("allowPrivilegeEscalation")));
            case NON_ROOT -> !pod.hasUserNamespace() && mayBeRoot(pod);
            case USER ->
                !pod.hasUserNamespace()
                        && pod.anyContext(context -> isSet(context.path("runAsUser"))
                                && context.path("runAsUser").asLong() == 0);
            case SECCOMP_SET -> !pod.isForWindows() && isNotFiltered(pod);
            case CAPABILITIES_DROPPED ->
                !pod.isForWindows()
                        && pod.anyContainer(
                                container -> !dropsAll(container) || adds(container, List.of("NET_BIND_SERVICE")));
        };
    }

    private static boolean adds(JsonNode container, List<String> allowed) {
        for (JsonNode added :
                container.path("securityContext").path("capabilities").path("add")) {
            if (!allowed.contains(added.asText())) {
                return true;
            }
        }
        return false;
    }

    private static boolean dropsAll(JsonNode container) {
        for (JsonNode dropped :
                container.path("securityContext").path("capabilities").path("drop")) {
            if (dropped.asText().equals("ALL")) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasHostPath(Pod pod) {
        for (JsonNode volume : pod.spec().path("volumes")) {
            if (isSet(volume.path("hostPath"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasOtherVolume(Pod pod) {
        for (JsonNode volume : pod.spec().path("volumes")) {
            for (var field : volume.properties()) {
                if (!HARMLESS_VOLUMES.contains(field.getKey()) && isSet(field.getValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** On the network of its node a pod is given each of its ports there, which its template need not say. */
    private static boolean hasHostPort(JsonNode container, Pod pod) {
        boolean all = isTrue(pod.spec().path("hostNetwork"));
        for (JsonNode port : container.path("ports")) {
            if (port.path("hostPort").asLong(0) != 0
                    || (all && port.path("containerPort").asLong(0) != 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnconfined(Pod pod) {
        for (var annotation : pod.json().path("metadata").path("annotations").properties()) {
            String profile = annotation.getValue().asText();
            if (annotation.getKey().startsWith(APP_ARMOR_ANNOTATION)
                    && !profile.isEmpty()
                    && !profile.equals("runtime/default")
                    && !profile.startsWith("localhost/")) {
                return true;
            }
        }
        return pod.anyContext(
                context -> isOtherThan(context.path("appArmorProfile").path("type"), FILTERED));
    }

    private static boolean isOddLabel(JsonNode options, int minor) {
        List<String> types = minor >= 31
                ? List.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t")
                : List.of("", "container_t", "container_init_t", "container_kvm_t");
        return isOtherThan(options.path("type"), types)
                || isOtherThan(options.path("user"), List.of(""))
                || isOtherThan(options.path("role"), List.of(""));
    }

    private static boolean showsProc(Pod pod) {
        return pod.anyContainer(
                container -> isOtherThan(container.path("securityContext").path("procMount"), List.of("Default")));
    }

    /** Whoever says that it is root breaks it, and so does whoever leaves it to the image. */
    private static boolean mayBeRoot(Pod pod) {
        boolean byPod = isTrue(pod.context().path("runAsNonRoot"));
        return isFalse(pod.context().path("runAsNonRoot"))
                || pod.anyContainer(container -> {
                    JsonNode own = container.path("securityContext").path("runAsNonRoot");
                    return isFalse(own) || (!isSet(own) && !byPod);
                });
    }

    private static boolean isNotFiltered(Pod pod) {
        JsonNode ofPod = pod.context().path("seccompProfile").path("type");
        return isOtherThan(ofPod, FILTERED)
                || pod.anyContainer(container -> {
                    JsonNode own = container
                            .path("securityContext")
                            .path("seccompProfile")
                            .path("type");
                    return isOtherThan(own, FILTERED) || (!isSet(own) && !isSet(ofPod));
                });
    }
}
