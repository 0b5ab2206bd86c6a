package io.github.plimsoll.target.image;

import io.github.plimsoll.target.image.Sighting.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a layer once it was read. */
final class LayerFacts {

    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    private final Bounds bounds;
    private final PathSet entries;
    private final PathSet whiteouts;
    private final PathSet opaque;
    private final Map<String, List<Sighting>> replaceable = new LinkedHashMap<>();
    private final List<Sighting> lasting = new ArrayList<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final Map<String, String> linksBelow = new HashMap<>();
    private @Nullable Accounts accounts;
    private @Nullable Accounts shadow;
    private String diffId = "";
    private long bytes;
    private int entryCount;
    private int searchedInPart;

    LayerFacts(Bounds bounds, PathSet.Point point) {
        this.bounds = bounds;
        this.entries = new PathSet(point);
        this.whiteouts = new PathSet(point);
        this.opaque = new PathSet(point);
    }

    /** Takes note of an entry that takes its path; whatever had it before is over. */
    void enter(TarEntry entry, String path) {
        entries.add(path, !entry.isDirectory());
        replaceable.remove(path);
        linksBelow.remove(path);
        if (path.equals(Accounts.PASSWD)) {
            accounts = Accounts.unknown();
        } else if (path.equals(Accounts.SHADOW)) {
            shadow = Accounts.unknown();
        }
    }

    /** Whether the entry only takes something away that a layer below has; it is noted. */
    boolean isWhiteout(String path) {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        if (!name.startsWith(WHITEOUT)) {
            return false;
        }
        String directory = path.substring(0, Math.max(0, slash));
        if (name.equals(OPAQUE)) {
            opaque.add(directory, false);
        } else if (!name.startsWith(WHITEOUT + WHITEOUT)) {
            whiteouts.add(path.substring(0, slash + 1) + name.substring(WHITEOUT.length()), false);
        }
        return true;
    }

    /** @param sighting of a path that was entered */
    void see(Sighting sighting) {
        int count = counts.merge(sighting.kind(), 1, Integer::sum);
        if (count > bounds.sightings()) {
            return;
        }
        if (sighting.kind().isReplaceable()) {
            replaceable
                    .computeIfAbsent(sighting.path(), path -> new ArrayList<>(1))
                    .add(sighting);
        } else {
            lasting.add(sighting);
        }
    }

    /** A hard link shares what its target is: seen in this layer, or else by whoever lays the layers over each other. */
    void link(String path, String target) throws OverBound {
        if (entries.contains(target)) {
            List.copyOf(replaceable.getOrDefault(target, List.of())).stream()
                    .filter(seen -> seen.kind() != Kind.PROGRAM && !isSeenAt(path, seen.kind()))
                    .forEach(seen -> see(seen.at(path)));
            return;
        }
        linksBelow.put(path, target);
        if (linksBelow.size() > bounds.sightings()) {
            throw new OverBound("has more than " + bounds.sightings() + " links to files of other layers");
        }
    }

    private boolean isSeenAt(String path, Kind kind) {
        return replaceable.getOrDefault(path, List.of()).stream().anyMatch(seen -> seen.kind() == kind);
    }

    void passwd(Accounts read) {
        accounts = read;
    }

    void shadow(Accounts read) {
        shadow = read;
    }

    void searchedInPart() {
        searchedInPart++;
    }

    void end(String digest, long unpackedBytes, int count) {
        diffId = digest;
        bytes = unpackedBytes;
        entryCount = count;
        entries.trim();
        whiteouts.trim();
        opaque.trim();
    }

    /** The digest of the plain layer. */
    String diffId() {
        return diffId;
    }

    long bytes() {
        return bytes;
    }

    int entryCount() {
        return entryCount;
    }

    /** How many files are larger than the part of them that was searched. */
    int filesSearchedInPart() {
        return searchedInPart;
    }

    /** What was seen and stands for as long as nothing takes its place. */
    List<Sighting> replaceable() {
        return replaceable.values().stream().flatMap(List::stream).toList();
    }

    /** What was seen and stays in the layer whatever the layers above do. */
    List<Sighting> lasting() {
        return lasting;
    }

    /** How many were seen, those that were not kept included. */
    int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    boolean isCut(Kind kind) {
        return count(kind) > bounds.sightings();
    }

    /** The hard links to files of layers below, by path. */
    Map<String, String> linksBelow() {
        return linksBelow;
    }

    /** The users, if this layer says who there are. */
    Optional<Accounts> accounts() {
        return Optional.ofNullable(accounts);
    }

    /** Their passwords, if this layer says so. */
    Optional<Accounts> shadowed() {
        return Optional.ofNullable(shadow);
    }

    /** Whether, of a path of a layer below, nothing is left once this layer lies over it. */
    boolean covers(String path) {
        if (entries.contains(path)) {
            return true;
        }
        if (whiteouts.contains(path)) {
            return true;
        }
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String directory = path.substring(0, slash);
            if (entries.isMarked(directory) || whiteouts.contains(directory) || opaque.contains(directory)) {
                return true;
            }
        }
        return opaque.contains("");
    }
}
