package io.github.plimsoll.waiver;

import io.github.plimsoll.catalogue.ControlDescription;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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

    /**
     * What is wrong with waivers that covered nothing, one line each; a waiver of a control that was not judged may well be
     * right.
     *
     * @param judged the controls that were judged
     * @param found control id and subject of each finding
     */
    public List<String> unusedAfter(List<ControlDescription> judged, List<Map.Entry<String, String>> found) {
        return waivers.stream()
                .filter(waiver -> judged.stream()
                        .filter(control -> control.isCalled(waiver.control()))
                        .anyMatch(control -> found.stream()
                                .noneMatch(entry ->
                                        entry.getKey().equals(control.id()) && waiver.covers(entry.getValue()))))
                .map(waiver -> "the waiver of " + waiver.control() + " by " + waiver.by()
                        + " covers nothing: there is no " + String.join(", ", waiver.subjects()))
                .toList();
    }

    /** The attestation of a control; one that has not expired before one that has. */
    public Optional<Attestation> attestation(ControlDescription control) {
        return attestations.stream()
                .filter(attestation -> control.isCalled(attestation.control()))
                .min((left, right) -> Boolean.compare(left.isExpired(today), right.isExpired(today)));
    }
}
