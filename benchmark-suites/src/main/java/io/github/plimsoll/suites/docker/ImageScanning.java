package io.github.plimsoll.suites.docker;

import static io.github.plimsoll.control.Severity.HIGH;
import static io.github.plimsoll.control.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.DockerControls;
import io.github.plimsoll.control.Spoofing;
import io.github.plimsoll.fact.docker.Container;
import io.github.plimsoll.fact.scan.ScanEvidence;
import io.github.plimsoll.policy.Policy;

/** Threat S2: whether somebody looks for flaws in the images of containers, by results that were handed in and are taken at their word. */
@DockerControls
public class ImageScanning {

    private static final String NO_RESULTS = "no results of a scanner were handed in (images.scans)";

    /** A list of what is in an image is no scan: it says nothing of what is wrong with it. */
    @Control(
            title = "Images of containers were scanned for flaws lately",
            why = "What was sound when the image was built may be known to be flawed today, and only a scan says so.",
            fix = "Scan the image of {container} with Trivy or Grype, and hand in what is found (images.scans)",
            severity = MEDIUM)
    @Spoofing("S2")
    void scan_is_recent(Container container, Policy policy) {
        ScanEvidence scans = container.scans(policy.text("images.scans"));
        assumeTrue(scans.areGathered(), NO_RESULTS);
        assertThat(scans.overdue(policy.duration("images.max-scan-age")))
                .as("images without a scan for flaws in that time")
                .isEmpty();
    }

    @Control(
            title = "Scans of images of containers found nothing critical",
            why = "Programs that try known flaws of that weight on every address need nobody's attention.",
            fix = "Build the image of {container} anew from a current base, or waive the flaw with a reason",
            severity = HIGH)
    @Spoofing("S2")
    void scan_found_nothing_critical(Container container, Policy policy) {
        ScanEvidence scans = container.scans(policy.text("images.scans"));
        assumeTrue(scans.areGathered(), NO_RESULTS);
        assumeTrue(scans.areOfAnImage(), "no scan of its image is known");
        assertThat(scans.critical()).as("critical flaws").isEmpty();
    }
}
