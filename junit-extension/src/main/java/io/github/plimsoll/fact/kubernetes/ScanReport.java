package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** What a scanner in the cluster, such as Trivy's operator, found in the image of a container. */
public final class ScanReport extends KubernetesObject {

    static final String DEFINITION = "vulnerabilityreports.aquasecurity.github.io";

    ScanReport(Reading report) {
        super(report);
    }

    /** How long ago the scanner looked. */
    public Duration age() {
        String time = read("report.updateTimestamp").requiredText();
        try {
            return Duration.between(Instant.parse(time), reading().header().collectedAt());
        } catch (DateTimeParseException e) {
            throw new Unreadable("report.updateTimestamp of " + name() + " is no time: " + time);
        }
    }

    /** How many flaws it found that are critical. */
    public long criticalFlaws() {
        return read("report.summary.criticalCount").requiredLong();
    }
}
