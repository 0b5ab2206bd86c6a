package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;

/** Who starts a container again, and how often: the engine by the container's own policy, or the swarm by that of the service. */
record RestartPolicy(String name, long most) {

    private static final String SERVICE = "Config.Labels.\"com.docker.swarm.service.id\"";

    static RestartPolicy of(Reading container) {
        String service = container.unrecorded().value(SERVICE).asText("");
        return service.isEmpty() ? own(container) : ofService(container, service);
    }

    private static RestartPolicy own(Reading container) {
        String name = container.value("HostConfig.RestartPolicy.Name").asText("no");
        return new RestartPolicy(
                name.isEmpty() ? "no" : name,
                container.value("HostConfig.RestartPolicy.MaximumRetryCount").asLong(0));
    }

    /** The container of a task has no policy of its own: the swarm puts a new one in its place. */
    private static RestartPolicy ofService(Reading container, String id) {
        String policy = "Spec.TaskTemplate.RestartPolicy.";
        Reading service = container.document(DockerDocuments.SERVICES).elements("").stream()
                .filter(listed -> listed.unrecorded().value("ID").requiredText().equals(id))
                .findFirst()
                .orElseThrow(() -> new Unreadable("service " + id + ", which restarts it, is not among the services"));
        String condition = service.value(policy + "Condition").asText("any");
        long most = service.value(policy + "MaxAttempts").asLong(0);
        // A number of attempts bounds whatever is attempted, also what did not fail.
        return new RestartPolicy(condition.equals("none") ? "no" : most > 0 ? "on-failure" : condition, most);
    }
}
