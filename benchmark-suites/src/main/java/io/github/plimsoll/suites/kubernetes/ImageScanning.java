package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.KubernetesControls;
import io.github.plimsoll.control.Tampering;
import io.github.plimsoll.fact.kubernetes.PodContainer;
import io.github.plimsoll.fact.scan.ScanEvidence;
import io.github.plimsoll.policy.Policy;

/**
 * Threat T2: whether somebody looks for flaws in the images that run, by the reports of scanners in the cluster and by results that were
 * handed in. Both are taken at their word.
 */
@KubernetesControls
public class ImageScanning {

    private static final String NO_SCANNER =
            "no scanner in the cluster reports on images, and no results were handed in (images.scans)";

    /** A list of what is in an image is no scan: it says nothing of what is wrong with it. */
    @Control(
            title = "Images of pods were scanned for flaws lately",
            why = "An image stands still while flaws in what it holds become known.",
            fix =
                    "See to it that the scanner runs and reaches its list of flaws, or hand in what Trivy or Grype found (images.scans).",
            severity = MEDIUM)
    @Tampering("T2")
    void scan_is_recent(PodContainer container, Policy policy) {
        ScanEvidence scans = container.scans(policy.text("images.scans"));
        assumeTrue(scans.areGathered(), NO_SCANNER);
        assertThat(scans.overdue(policy.duration("images.max-scan-age")))
                .as("images without a scan for flaws in that time")
                .isEmpty();
    }

    @Control(
            title = "Scans of images of pods found nothing critical",
            why = "A critical flaw that is known is tried by everybody.",
            fix = "Build the image anew from a current base, or waive the flaw with a reason.",
            severity = HIGH)
    @Tampering("T2")
    void scan_found_nothing_critical(PodContainer container, Policy policy) {
        ScanEvidence scans = container.scans(policy.text("images.scans"));
        assumeTrue(scans.areGathered(), NO_SCANNER);
        assumeTrue(scans.areOfAnImage(), "no scan of its image is known");
        assertThat(scans.critical()).as("critical flaws").isEmpty();
    }
}
