package io.github.plimsoll.suites.kubernetes.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Workloads with one fault each, none of which has to start: templates without pods for the most part.
 *
 * @param manifest the object
 * @param expected for each subject the controls that it violates, without the platform
 */
record PlantedWorkloads(String manifest, Map<String, Set<String>> expected) {

    static final String NAMESPACE = "kube-w-planted";
    static final String HARDENED = "kube-w-hardened";

    private static final String POD =
            "securityContext: {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}}";
    private static final String CONTAINER =
            "securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}";
    private static final String IMAGE =
            "image: localhost/busybox:1, imagePullPolicy: IfNotPresent, command: [sleep, '3600']";

    static List<PlantedWorkloads> all() {
        return List.of(
                deployment(
                        "privileged",
                        POD,
                        "securityContext: {privileged: true, capabilities: {drop: [ALL]}}",
                        "is_not_privileged",
                        "gains_no_powers",
                        "cannot_forge_packets",
                        "system_calls_are_filtered"),
                deployment("escalating", POD, "securityContext: {capabilities: {drop: [ALL]}}", "gains_no_powers"),
                deployment(
                        "root",
                        "securityContext: {runAsUser: 0, seccompProfile: {type: RuntimeDefault}}",
                        CONTAINER,
                        "does_not_run_as_root"),
                deployment(
                        "undecided",
                        "securityContext: {seccompProfile: {type: RuntimeDefault}}",
                        CONTAINER,
                        "does_not_run_as_root"),
                deployment(
                        "usual-capabilities",
                        POD,
                        "securityContext: {allowPrivilegeEscalation: false}",
                        "cannot_forge_packets",
                        "drops_all_capabilities"),
                deployment(
                        "raw",
                        POD,
                        "securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL], add: [NET_RAW]}}",
                        "cannot_forge_packets",
                        "adds_no_capabilities",
                        "drops_all_capabilities"),
                deployment(
                        "clock",
                        POD,
                        "securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL], add: [SYS_TIME]}}",
                        "adds_no_capabilities",
                        "drops_all_capabilities"),
                deployment(
                        "unconfined",
                        "securityContext: {runAsNonRoot: true, seccompProfile: {type: Unconfined}}",
                        CONTAINER,
                        "system_calls_are_filtered"),
                deployment(
                        "unfiltered", "securityContext: {runAsNonRoot: true}", CONTAINER, "system_calls_are_filtered"),
                deployment(
                        "careless",
                        "restartPolicy: Always",
                        "stdin: false",
                        "gains_no_powers",
                        "does_not_run_as_root",
                        "cannot_forge_packets",
                        "drops_all_capabilities",
                        "system_calls_are_filtered",
                        "has_a_security_context"),
                ofPod("host-pids", POD + ", hostPID: true", "does_not_share_host_pids"),
                ofPod("host-ipc", POD + ", hostIPC: true", "does_not_share_host_ipc"),
                ofPod("host-network", POD + ", hostNetwork: true", "does_not_share_host_network"),
                ofPod(
                        "host-path",
                        POD + ", volumes: [{name: etc, hostPath: {path: /etc}}]",
                        "mounts_no_host_path",
                        "mounts_nothing_that_leads_to_the_node"),
                deployment(
                        "host-port",
                        POD,
                        CONTAINER + ", ports: [{containerPort: 80, hostPort: 8080}]",
                        "takes_no_host_port"),
                deployment(
                        "secret-variable",
                        POD,
                        CONTAINER + ", env: [{name: PW, valueFrom: {secretKeyRef: {name: db, key: pw}}}]",
                        "has_no_secret_in_variables"),
                deployment(
                        "secret-variables",
                        POD,
                        CONTAINER + ", envFrom: [{secretRef: {name: db}}]",
                        "has_no_secret_in_variables"),
                first(
                        "setup",
                        "is_not_privileged",
                        "gains_no_powers",
                        "cannot_forge_packets",
                        "system_calls_are_filtered"),
                template(
                        "StatefulSet",
                        "apps/v1",
                        "state",
                        "replicas: 0, serviceName: state, selector: {matchLabels: {app: state}}"),
                template("DaemonSet", "apps/v1", "everywhere", "selector: {matchLabels: {app: everywhere}}"),
                template("Job", "batch/v1", "once", "suspend: true"),
                cronJob(),
                lonePod());
    }

    /** A Deployment without pods whose only container has the fault. */
    private static PlantedWorkloads deployment(String name, String pod, String container, String... violated) {
        return new PlantedWorkloads(
                withoutPods(name, spec(pod, container)),
                Map.of("deployment/" + NAMESPACE + "/" + name + " › app", Set.of(violated)));
    }

    /** A Deployment without pods that has the fault as a whole. */
    private static PlantedWorkloads ofPod(String name, String pod, String... violated) {
        return new PlantedWorkloads(
                withoutPods(name, spec(pod, CONTAINER)),
                Map.of("deployment/" + NAMESPACE + "/" + name, Set.of(violated)));
    }

    /** A Deployment without pods, of which a container that runs first has the fault. */
    private static PlantedWorkloads first(String name, String... violated) {
        String privileged = "securityContext: {privileged: true, capabilities: {drop: [ALL]}}";
        return new PlantedWorkloads(
                withoutPods(
                        name,
                        spec(POD + ", initContainers: [{name: first, " + IMAGE + ", " + privileged + "}]", CONTAINER)),
                Map.of("deployment/" + NAMESPACE + "/" + name + " › first", Set.of(violated)));
    }

    private static String withoutPods(String name, String spec) {
        return manifest(
                "Deployment",
                "apps/v1",
                NAMESPACE,
                name,
                "replicas: 0, selector: {matchLabels: {app: " + name + "}}",
                spec);
    }

    private static PlantedWorkloads template(String kind, String version, String name, String spec) {
        String pod = kind.equals("Job")
                ? POD + ", hostPID: true, restartPolicy: Never"
                : POD + ", hostPID: true, " + NOWHERE;
        return new PlantedWorkloads(
                manifest(kind, version, NAMESPACE, name, spec, spec(pod, CONTAINER)),
                Map.of(
                        kind.toLowerCase(Locale.ROOT) + "/" + NAMESPACE + "/" + name,
                        Set.of("does_not_share_host_pids")));
    }

    private static final String NOWHERE = "nodeSelector: {nowhere: 'true'}";

    private static PlantedWorkloads cronJob() {
        String template = "{metadata: {labels: {app: never}}, spec: {"
                + spec(POD + ", hostIPC: true, restartPolicy: Never", CONTAINER) + "}}";
        return new PlantedWorkloads(
                "{apiVersion: batch/v1, kind: CronJob, metadata: {name: never, namespace: " + NAMESPACE
                        + "}, spec: {schedule: '0 0 1 1 *', suspend: true, jobTemplate: {spec: {template: " + template
                        + "}}}}",
                Map.of("cronjob/" + NAMESPACE + "/never", Set.of("does_not_share_host_ipc")));
    }

    private static PlantedWorkloads lonePod() {
        return new PlantedWorkloads(
                "{apiVersion: v1, kind: Pod, metadata: {name: lone, namespace: " + NAMESPACE + "}, spec: {"
                        + spec(POD + ", hostNetwork: true, " + NOWHERE, CONTAINER) + "}}",
                Map.of("pod/" + NAMESPACE + "/lone", Set.of("does_not_share_host_network")));
    }

    /** A Deployment with two pods and no fault. */
    static String hardened(String name, String pod) {
        return manifest(
                "Deployment",
                "apps/v1",
                HARDENED,
                name,
                "replicas: 2, selector: {matchLabels: {app: " + name + "}}",
                spec(POD + pod, CONTAINER));
    }

    private static String manifest(
            String kind, String version, String namespace, String name, String spec, String pod) {
        return "{apiVersion: " + version + ", kind: " + kind + ", metadata: {name: " + name + ", namespace: "
                + namespace + "}, spec: {" + spec + ", template: {metadata: {labels: {app: " + name + "}}, spec: {"
                + pod + "}}}}";
    }

    private static String spec(String pod, String container) {
        return pod + ", terminationGracePeriodSeconds: 0, containers: [{name: app, " + IMAGE + ", " + container + "}]";
    }

    /** What all of them violate, by subject. */
    static Map<String, Set<String>> allExpected() {
        Map<String, Set<String>> expected = new LinkedHashMap<>();
        all().forEach(plant -> expected.putAll(plant.expected()));
        return expected;
    }
}
