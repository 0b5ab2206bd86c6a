package io.github.plimsoll.fact.scan;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** All scans that are known on a target: those that are reported there, and those that were handed in. */
public final class GatheredScans {

    /**
     * Which scans are of an image.
     *
     * @param doubtful of what had the same name and another digest: an older image, or the same one by a digest of another kind
     */
    record Of(List<ImageScan> scans, List<ImageScan> doubtful) {}

    private final Map<String, List<ImageScan>> byDigest = new HashMap<>();
    private final Map<String, List<ImageScan>> byName = new HashMap<>();
    private final Optional<Unreadable> unreadable;
    private final Optional<Unreadable> notUnderstood;

    private GatheredScans(List<Supplier<List<ImageScan>>> reports, String files) {
        Optional<Unreadable> refused = Optional.empty();
        for (Supplier<List<ImageScan>> source : reports) {
            try {
                source.get().forEach(this::add);
            } catch (Unreadable e) {
                refused = Optional.of(e);
            }
        }
        this.unreadable = refused;
        this.notUnderstood = addFiles(files);
    }

    /**
     * The scans of a target, gathered when they are first asked for.
     *
     * @param reports where a target itself may have some; each may be unreadable
     * @param files a file that was handed in, or a directory of files; empty if none was
     */
    public static GatheredScans of(
            Reading reading, Function<Reading, List<Supplier<List<ImageScan>>>> reports, String files) {
        return reading.derived(ByFiles.class, ByFiles::new).of(reports, files);
    }

    /** Worked out once for each place that is handed in: one snapshot may be judged by several policies. */
    private static final class ByFiles {

        private final Reading snapshot;
        private final Map<String, GatheredScans> scans = new ConcurrentHashMap<>();

        ByFiles(Reading snapshot) {
            this.snapshot = snapshot;
        }

        GatheredScans of(Function<Reading, List<Supplier<List<ImageScan>>>> reports, String files) {
            return scans.computeIfAbsent(files, place -> new GatheredScans(reports.apply(snapshot), place));
        }
    }

    /** What could not be looked at, and may hold a scan of any image. */
    Optional<Unreadable> unreadable() {
        return unreadable;
    }

    /** @throws Unreadable if what was handed in is not understood: what is wrong with an image could stand there */
    void requireUnderstood() {
        notUnderstood.ifPresent(problem -> {
            throw problem;
        });
    }

    /** Whether nobody seems to scan any image here. */
    boolean isEmpty() {
        return byDigest.isEmpty() && byName.isEmpty();
    }

    /** By digest if there is such a scan for flaws, for a name may be another's by now. */
    Of of(ImageIdentity image) {
        Set<ImageScan> same = new LinkedHashSet<>();
        image.digests().forEach(digest -> same.addAll(byDigest.getOrDefault(digest, List.of())));
        List<ImageScan> doubtful = new ArrayList<>();
        if (same.stream().noneMatch(ImageScan::isForFlaws)) {
            Set<ImageScan> named = new LinkedHashSet<>();
            image.names().forEach(name -> named.addAll(byName.getOrDefault(name, List.of())));
            named.removeAll(same);
            for (ImageScan scan : named) {
                boolean isByName =
                        image.digests().isEmpty() || scan.image().digests().isEmpty();
                (isByName ? same : doubtful).add(scan);
            }
        }
        return new Of(List.copyOf(same), doubtful);
    }

    private Optional<Unreadable> addFiles(String files) {
        try {
            if (!files.isEmpty()) {
                ScanFiles.read(files).forEach(this::add);
            }
            return Optional.empty();
        } catch (Unreadable e) {
            return Optional.of(e);
        }
    }

    private void add(ImageScan scan) {
        scan.image()
                .digests()
                .forEach(digest -> byDigest.computeIfAbsent(digest, key -> new ArrayList<>())
                        .add(scan));
        scan.image()
                .names()
                .forEach(name ->
                        byName.computeIfAbsent(name, key -> new ArrayList<>()).add(scan));
    }
}
