package io.github.plimsoll.examples.company;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.LOW;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Repudiation;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.Grant;
import io.github.plimsoll.fact.kubernetes.Namespace;
import io.github.plimsoll.fact.kubernetes.Workload;
import io.github.plimsoll.policy.Policy;

@KubernetesControls
class CompanyClusterControls {

    @Control(
            title = "Namespaces carry the labels that Acme requires",
            why = "Bills and alarms go to whoever the labels name, and to nobody where there are none.",
            fix = "kubectl label namespace NAME LABEL=VALUE",
            severity = LOW)
    @Repudiation("R1")
    void namespaces_carry_the_required_labels(Namespace namespace, Policy policy) {
        assumeThat(namespace.objectName()).as("is not Kubernetes' own").doesNotStartWith("kube-");
        assertThat(namespace.labels())
                .as("labels")
                .containsKeys(policy.texts("acme.required-labels").toArray(String[]::new));
    }

    @Control(
            title = "Nothing of the node is mounted but logs",
            why = "Acme's agents read logs; whoever mounts anything else has not asked.",
            fix = "Ask the platform team for a volume.",
            severity = MEDIUM)
    @Tampering("T1")
    void mounts_logs_at_most(Workload workload) {
        assertThat(workload.hostPaths())
                .as("mounted paths of the node other than logs")
                .filteredOn(path -> !path.startsWith("/var/log/"))
                .isEmpty();
    }

    @Control(
            title = "Workloads are made by Acme's pipeline",
            why = "What the pipeline did not make nobody has reviewed.",
            fix = "Take its holder out of the binding, and deploy by the pipeline.",
            severity = HIGH)
    @Tampering("T1")
    void workloads_are_made_by_the_pipeline(Grant grant, Policy policy) {
        assumeThat(grant.isHeldByOneOf(policy.texts("acme.pipelines")))
                .as("is the pipeline's")
                .isFalse();
        assertThat(grant.allowsBeyondBuiltIn("create pods", "create deployments.apps", "create jobs.batch"))
                .as("ways past the pipeline")
                .isEmpty();
    }
}
