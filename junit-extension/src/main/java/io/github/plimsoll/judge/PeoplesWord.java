package io.github.plimsoll.judge;

import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.waiver.Attestation;
import io.github.plimsoll.waiver.Waiver;
import io.github.plimsoll.waiver.Waivers;

/** What people have said of findings beforehand: that one may stay, or that they have looked themselves. */
record PeoplesWord(Waivers waivers) {

    /** Waivers and attestations change the verdict and add to the message; the evidence stays. */
    Finding on(ControlDescription control, Finding finding) {
        return switch (finding.verdict()) {
            case VIOLATED ->
                waivers.waiver(control, finding.subject())
                        .map(waiver -> waived(finding, waiver))
                        .orElse(finding);
            case NEEDS_REVIEW ->
                waivers.attestation(control)
                        .map(attestation -> attested(finding, attestation))
                        .orElse(finding);
            default -> finding;
        };
    }

    private Finding waived(Finding finding, Waiver waiver) {
        return waiver.isExpired(waivers.today())
                ? with(finding, Verdict.VIOLATED, finding.message() + " (its waiver expired on " + waiver.until() + ")")
                : with(
                        finding,
                        Verdict.WAIVED,
                        "waived until " + waiver.until() + " by " + waiver.by() + ": " + waiver.reason() + " ("
                                + finding.message() + ")");
    }

    private Finding attested(Finding finding, Attestation attestation) {
        return attestation.isExpired(waivers.today())
                ? with(
                        finding,
                        Verdict.NEEDS_REVIEW,
                        finding.message() + " (the attestation by " + attestation.by() + " expired on "
                                + attestation.until() + ")")
                : with(
                        finding,
                        Verdict.COMPLIANT,
                        "attested until " + attestation.until() + " by " + attestation.by() + ": "
                                + attestation.statement());
    }

    private static Finding with(Finding finding, Verdict verdict, String message) {
        return new Finding(finding.subject(), finding.state(), finding.place(), verdict, message, finding.evidence());
    }
}
