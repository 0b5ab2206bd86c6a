package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of objects that pods come from, and pods themselves. */
enum WorkloadKind {
    DEPLOYMENT("Deployment", "apps", KubernetesDocuments.DEPLOYMENTS, "spec.template"),
    STATEFUL_SET("StatefulSet", "apps", KubernetesDocuments.STATEFUL_SETS, "spec.template"),
    DAEMON_SET("DaemonSet", "apps", KubernetesDocuments.DAEMON_SETS, "spec.template"),
    CRON_JOB("CronJob", "batch", KubernetesDocuments.CRON_JOBS, "spec.jobTemplate.spec.template"),
    JOB("Job", "batch", KubernetesDocuments.JOBS, "spec.template"),
    REPLICA_SET("ReplicaSet", "apps", KubernetesDocuments.REPLICA_SETS, "spec.template"),
    REPLICATION_CONTROLLER("ReplicationController", "", KubernetesDocuments.REPLICATION_CONTROLLERS, "spec.template"),
    POD("Pod", "", KubernetesDocuments.PODS, "");

    private final String kind;
    private final String group;
    private final String list;
    private final String template;

    WorkloadKind(String kind, String group, String list, String template) {
        this.kind = kind;
        this.group = group;
        this.list = list;
        this.template = template;
    }

    String kind() {
        return kind;
    }

    String list() {
        return list;
    }

    /** Where in the object the pod stands that is or would be made of it. */
    Reading pod(Reading object) {
        return template.isEmpty() ? object : object.part(template);
    }

    /** Whether objects of the one kind make those of the other and own them. */
    static boolean makes(WorkloadKind maker, WorkloadKind made) {
        return (maker == DEPLOYMENT && made == REPLICA_SET) || (maker == CRON_JOB && made == JOB);
    }

    /** The name, as of a subject, of the object that controls another; empty if none does. */
    static Optional<String> controllerOf(JsonNode object) {
        for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
            if (reference.path("controller").asBoolean(false)) {
                return Optional.of(Objects.subject(
                        nameOf(reference),
                        object.path("metadata").path("namespace").asText(""),
                        reference.path("name").asText()));
            }
        }
        return Optional.empty();
    }

    /** A kind by its name alone where Kubernetes itself has it; others call theirs StatefulSet too. */
    private static String nameOf(JsonNode reference) {
        String kind = reference.path("kind").asText();
        String version = reference.path("apiVersion").asText();
        String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
        boolean own = Arrays.stream(values()).anyMatch(known -> known.kind.equals(kind) && known.group.equals(group));
        return own || group.isEmpty() ? kind : kind + "." + group;
    }
}
