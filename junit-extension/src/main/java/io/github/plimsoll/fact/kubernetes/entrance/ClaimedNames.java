package io.github.plimsoll.fact.kubernetes.entrance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which names are claimed by whom, so that a cluster of thousands is gone through once. */
final class ClaimedNames {

    private record Holder(Opening opening, Claim claim) {}

    private final Map<String, List<Holder>> byName = new HashMap<>();
    /** Under each wildcard those whose names it stands for. */
    private final Map<String, List<Holder>> beneath = new HashMap<>();

    void add(Opening opening) {
        for (Claim claim : opening.claims()) {
            Holder holder = new Holder(opening, claim);
            put(byName, claim.name(), holder);
            HostName.wildcardsOver(claim.name()).forEach(wildcard -> put(beneath, wildcard, holder));
        }
    }

    List<String> by(Opening opening) {
        TreeSet<String> claimed = new TreeSet<>();
        for (Claim claim : opening.claims()) {
            candidates(claim.name())
                    .filter(other -> !other.opening().namespace().equals(opening.namespace()))
                    .filter(other -> claim.overlaps(other.claim()))
                    .forEach(other -> claimed.add(words(claim, other)));
        }
        return List.copyOf(claimed);
    }

    private Stream<Holder> candidates(String name) {
        Stream<Holder> wider = HostName.wildcardsOver(name).stream().flatMap(wildcard -> of(byName, wildcard));
        return Stream.of(of(byName, name), wider, of(beneath, name)).flatMap(holders -> holders);
    }

    private static String words(Claim own, Holder other) {
        String name = other.claim().name();
        String taken = name.equals(own.name()) ? name : own.name() + ", by " + name;
        return taken + " (" + other.opening().object().subject() + ")";
    }

    private static Stream<Holder> of(Map<String, List<Holder>> holders, String key) {
        return holders.getOrDefault(key, List.of()).stream();
    }

    private static void put(Map<String, List<Holder>> holders, String key, Holder holder) {
        holders.computeIfAbsent(key, name -> new ArrayList<>()).add(holder);
    }
}
