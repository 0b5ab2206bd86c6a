package io.github.plimsoll.waiver;

import io.github.plimsoll.catalogue.ControlDescription;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The waivers and attestations that hold for an audit. */
public record Waivers(List<Waiver> waivers, List<Attestation> attestations, LocalDate today) {

    public Waivers {
        waivers = List.copyOf(waivers);
        attestations = List.copyOf(attestations);
    }

    /** No waiver and no attestation. */
    public static Waivers none() {
        return new Waivers(List.of(), List.of(), LocalDate.EPOCH);
    }

    /** The waiver of a violation; one that has not expired before one that has. */
    public Optional<Waiver> waiver(ControlDescription control, String subject) {
        return waivers.stream()
                .filter(waiver -> control.isCalled(waiver.control()) && waiver.covers(subject))
                .min((left, right) -> Boolean.compare(left.isExpired(today), right.isExpired(today)));
    }

    /** The attestation of a control; one that has not expired before one that has. */
    public Optional<Attestation> attestation(ControlDescription control) {
        return attestations.stream()
                .filter(attestation -> control.isCalled(attestation.control()))
                .min((left, right) -> Boolean.compare(left.isExpired(today), right.isExpired(today)));
    }
}
