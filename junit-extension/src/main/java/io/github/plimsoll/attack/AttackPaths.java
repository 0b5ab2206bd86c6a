package io.github.plimsoll.attack;

import io.github.plimsoll.fact.attack.Step;
import java.util.List;

/**
 * All that follows from the steps of one target.
 *
 * <p>There is one path for each position from which a goal is reached in one step: the one with the fewest doubts, from the most
 * exposed entry, with the fewest hops. Of several goals that one position reaches, the worst counts.
 *
 * @param paths those that are certain first, then the worst goal, the most exposed entry, the shortest; then by name
 * @param unreached from positions that reach a goal though nothing is known to lead to them, in the same order
 * @param cuts one change after the other, each the one that breaks most of what is left
 */
public record AttackPaths(List<AttackPath> paths, List<AttackPath> unreached, List<Cut> cuts) {

    /** How the changes were found, for whoever wants to rely on them. */
    public static final String METHOD = "greedy: each time the change after which fewest paths are left, tried for the "
            + Cuts.CANDIDATES + " changes without which most paths are not as they are shown";

    public static final AttackPaths NONE = new AttackPaths(List.of(), List.of(), List.of());

    public AttackPaths {
        paths = List.copyOf(paths);
        unreached = List.copyOf(unreached);
        cuts = List.copyOf(cuts);
    }

    public static AttackPaths of(List<Step> steps) {
        Graph graph = new Graph(steps);
        List<AttackPath> paths = graph.paths();
        return new AttackPaths(paths, graph.unreached(), Cuts.of(graph, paths));
    }

    /** How many are open for certain. */
    public long certain() {
        return paths.stream().filter(AttackPath::isCertain).count();
    }
}
