package io.github.plimsoll.examples.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.proof.Acceptance;
import io.github.plimsoll.suites.kubernetes.PodHostAccess;
import io.github.plimsoll.suites.kubernetes.PodPrivileges;
import io.github.plimsoll.target.Targets;
import org.junit.jupiter.api.Test;

/** In a real project these are the files that it deploys, or what Helm or Kustomize has rendered of them. */
class ManifestAcceptanceTests {

    @Test
    void the_shop_is_fit_to_be_applied() {
        Acceptance acceptance = Acceptance.by(PodPrivileges.class, PodHostAccess.class);
        Snapshot manifests = Targets.snapshot("manifests:src/test/manifests");

        assertThat(acceptance.objections(manifests, "deployment/shop/web")).isEmpty();
    }

    @Test
    void the_legacy_program_is_not() {
        Acceptance acceptance = Acceptance.by(PodPrivileges.class, PodHostAccess.class);
        Snapshot manifests = Targets.snapshot("manifests:src/test/manifests/shop.yaml");

        assertThat(acceptance.objections(manifests, "deployment/shop/legacy"))
                .extracting(objection -> objection.control() + " " + objection.verdict())
                .containsExactlyInAnyOrder(
                        "kubernetes/gains_no_powers VIOLATED",
                        "kubernetes/does_not_run_as_root VIOLATED",
                        "kubernetes/cannot_forge_packets VIOLATED",
                        "kubernetes/drops_all_capabilities VIOLATED",
                        "kubernetes/has_a_security_context VIOLATED",
                        "kubernetes/mounts_no_host_path VIOLATED",
                        "kubernetes/mounts_nothing_that_leads_to_the_node VIOLATED",
                        "kubernetes/writes_to_no_host_path VIOLATED",
                        // A node may filter what the file does not: only the cluster can tell.
                        "kubernetes/system_calls_are_filtered INCONCLUSIVE");
    }
}
