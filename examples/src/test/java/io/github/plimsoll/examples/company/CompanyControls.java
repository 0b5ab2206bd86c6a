package io.github.plimsoll.examples.company;

import static io.github.plimsoll.control.Severity.LOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.Repudiation;
import io.github.plimsoll.fact.docker.Container;
import io.github.plimsoll.policy.Policy;

@DockerControls
class CompanyControls {

    @Control(
            title = "Containers name their owner",
            why = "When a container misbehaves at night, somebody has to know whom to call.",
            fix = "docker run --label com.example.owner=TEAM ... {container}",
            severity = LOW)
    @Repudiation("R1")
    void containers_name_their_owner(Container container) {
        assertThat(container.labelNames()).as("labels").contains("com.example.owner");
    }

    @Control(
            title = "Containers carry the labels that Acme requires",
            why = "Bills and alarms go to whoever the labels name, and to nobody where there are none.",
            fix = "docker run --label NAME=VALUE ... {container}",
            severity = LOW)
    @Repudiation("R1")
    void containers_carry_the_required_labels(Container container, Policy policy) {
        assertThat(container.labelNames()).as("labels").containsAll(policy.texts("acme.required-labels"));
    }
}
