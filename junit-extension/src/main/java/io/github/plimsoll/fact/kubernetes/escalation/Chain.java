package io.github.plimsoll.fact.kubernetes.escalation;

import java.util.List;
import java.util.stream.Collectors;

/** The ways that somebody takes one after the other, to a goal. */
public record Chain(List<Way> ways) {

    public Chain {
        ways = List.copyOf(ways);
    }

    /** How many rights have to be used one after the other. */
    public int length() {
        return ways.stream().mapToInt(Way::cost).sum();
    }

    public Place goal() {
        return ways.get(ways.size() - 1).to();
    }

    public List<Use> uses() {
        return ways.stream().flatMap(way -> way.uses().stream()).toList();
    }

    /** Why it may be closed; empty if it is open. */
    public String doubt() {
        return ways.stream()
                .map(Way::doubt)
                .filter(doubt -> !doubt.isEmpty())
                .findFirst()
                .orElse("");
    }

    /**
     * For a person: {@code create pods in shop (rolebinding/shop/builders) → serviceaccount/shop/deployer: bind ... → the cluster}.
     */
    @Override
    public String toString() {
        StringBuilder words = new StringBuilder();
        for (Way way : ways) {
            if (!way.uses().isEmpty()) {
                words.append(words.isEmpty() ? "" : ": ")
                        .append(way.uses().stream().map(Use::toString).collect(Collectors.joining(" and ")));
            }
            if (way.to().kind() != Place.Kind.PASSAGE) {
                words.append(words.isEmpty() ? "" : " → ").append(way.to());
            }
        }
        return words.toString();
    }
}
