package io.github.plimsoll.fact.scan;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is known of scans of the images of one subject, which notes it as evidence. */
public final class ScanEvidence {

    /** Clocks differ by so much at most. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private static final int FEW = 5;

    private final Reading reading;
    private final GatheredScans gathered;
    private final Map<String, GatheredScans.Of> images = new TreeMap<>();

    /**
     * @param images by what a finding calls them
     * @throws Unreadable if what was handed in is not understood
     */
    public ScanEvidence(Reading reading, GatheredScans gathered, Map<String, ImageIdentity> images) {
        gathered.requireUnderstood();
        this.reading = reading;
        this.gathered = gathered;
        images.forEach((name, image) -> {
            GatheredScans.Of known = gathered.of(image);
            this.images.put(name, known);
            reading.recordDerived("scans of " + name, shown(known.scans()));
        });
    }

    /** Whether scans of any image are known here, so that the want of one says something. */
    public boolean areGathered() {
        return !gathered.isEmpty() || gathered.unreadable().isPresent();
    }

    /** Whether one of the images was looked at for flaws at any time, as far as is known. */
    public boolean areOfAnImage() {
        return images.values().stream().anyMatch(known -> known.scans().stream().anyMatch(ImageScan::isForFlaws))
                || images.values().stream().anyMatch(this::mayBeMore);
    }

    /**
     * The images that nobody looked at for flaws in that time, each with what is known instead.
     *
     * @throws Unreadable if somebody may have, for all that can be told
     */
    public List<String> overdue(Duration time) {
        List<String> overdue = new ArrayList<>();
        images.forEach((name, known) -> {
            List<ImageScan> ofFlaws =
                    known.scans().stream().filter(ImageScan::isForFlaws).toList();
            Optional<Instant> last =
                    ofFlaws.stream().flatMap(scan -> believable(scan).stream()).max(Comparator.naturalOrder());
            Instant least = reading.header().collectedAt().minus(time);
            if (last.isEmpty() || last.get().isBefore(least)) {
                requireNoMore(name, known);
                ofFlaws.stream()
                        .filter(scan -> believable(scan).isEmpty())
                        .findFirst()
                        .ifPresent(scan -> {
                            throw new Unreadable(scan.origin() + " says no time at which " + name
                                    + " was looked at, or one that is yet to come");
                        });
                overdue.add(name + ": " + shown(known.scans()));
            }
        });
        return overdue;
    }

    /**
     * The images in which a scanner, when it looked last, found critical flaws, each with how many and where that stands.
     *
     * @throws Unreadable if there may be some, for all that can be told
     */
    public List<String> critical() {
        List<String> critical = new ArrayList<>();
        images.forEach((name, known) -> lastOfEach(known)
                .forEach(scan -> scan.critical().ifPresent(count -> {
                    if (count > 0) {
                        critical.add(name + ": " + count + " in " + scan);
                    }
                })));
        if (critical.isEmpty()) {
            images.forEach((name, known) -> {
                requireNoMore(name, known);
                lastOfEach(known).stream()
                        .filter(scan -> scan.critical().isEmpty())
                        .findFirst()
                        .ifPresent(scan -> {
                            throw new Unreadable(
                                    scan.origin() + " does not say how many critical flaws were found in " + name);
                        });
            });
        }
        return critical;
    }

    /** The last scan of each scanner; one of no time could be the last. */
    private List<ImageScan> lastOfEach(GatheredScans.Of known) {
        Map<String, ImageScan> last = new HashMap<>();
        List<ImageScan> scans = new ArrayList<>();
        for (ImageScan scan : known.scans()) {
            if (scan.isForFlaws()) {
                Optional<Instant> at = believable(scan);
                if (at.isEmpty()) {
                    scans.add(scan);
                } else {
                    last.merge(scan.scanner(), scan, this::later);
                }
            }
        }
        scans.addAll(last.values());
        return scans;
    }

    /** Of two of one time the one that found more. */
    private ImageScan later(ImageScan one, ImageScan other) {
        Comparator<ImageScan> order = Comparator.<ImageScan, Instant>comparing(
                        scan -> believable(scan).orElse(Instant.MIN))
                .thenComparing(scan -> scan.critical().orElse(Long.MAX_VALUE));
        return order.compare(one, other) >= 0 ? one : other;
    }

    /** A time that is yet to come tells nothing of the past. */
    private Optional<Instant> believable(ImageScan scan) {
        Instant end = reading.header().collectedAt().plus(CLOCKS);
        return scan.at().filter(time -> !time.isAfter(end));
    }

    private boolean mayBeMore(GatheredScans.Of known) {
        return gathered.unreadable().isPresent() || known.doubtful().stream().anyMatch(ImageScan::isForFlaws);
    }

    private void requireNoMore(String name, GatheredScans.Of known) {
        if (known.scans().stream().noneMatch(ImageScan::isForFlaws)) {
            known.doubtful().stream().filter(ImageScan::isForFlaws).findFirst().ifPresent(scan -> {
                throw new Unreadable(scan.origin() + " is of another digest than " + name
                        + ": of another image of that name, or of this one by a digest of another kind");
            });
        }
        gathered.unreadable().ifPresent(problem -> {
            throw problem;
        });
    }

    private static String shown(List<ImageScan> scans) {
        return scans.isEmpty()
                ? "no scan is known"
                : scans.stream().map(ImageScan::toString).limit(FEW).collect(Collectors.joining("; "));
    }
}
