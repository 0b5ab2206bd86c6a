package io.github.plimsoll.fact.host.filter;

import io.github.plimsoll.fact.Unreadable;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The way of a connection through the chains of one table, along every branch that it may take. */
final class Walk {

    /** How it may end. */
    enum End {
        DROPPED,
        /** Let through as long as there are not too many. */
        LIMITED,
        PASSED,
        /** To go on behind where it was sent from. */
        BACK,
        /** The same, for those beyond a rate alone: those within were let through. */
        BACK_BEYOND_RATE
    }

    private static final int DEEPEST = 32;
    private static final int MOST_RULES = 200_000;

    private final Map<String, Chain> chains;
    private final NewConnection connection;
    private int rules;
    private boolean unclear;

    Walk(Table table, NewConnection connection) {
        this.chains = table.chains();
        this.connection = connection;
    }

    /** @throws Unreadable if there are more rules than can be followed */
    Set<End> through(Chain base) {
        Set<End> ends = along(base, false, 0);
        if (ends.remove(End.BACK)) {
            ends.add(base.drops() ? End.DROPPED : End.PASSED);
        }
        if (ends.remove(End.BACK_BEYOND_RATE)) {
            ends.add(base.drops() ? End.LIMITED : End.PASSED);
        }
        return ends;
    }

    /** Whether what is not understood had a say in it. */
    boolean isUnclear() {
        return unclear;
    }

    /** @param beyondRate whether only what is beyond a rate is still on its way */
    private Set<End> along(Chain chain, boolean beyondRate, int depth) {
        Set<End> ends = EnumSet.noneOf(End.class);
        boolean beyond = beyondRate;
        for (Rule rule : chain.rules()) {
            if (++rules > MOST_RULES) {
                throw new Unreadable("the packet filter has more rules than can be followed");
            }
            Answer about = rule.isAbout(connection);
            if (about == Answer.NO || rule.action() == Rule.Action.NOTE) {
                continue;
            }
            Set<End> target = target(rule, beyond, depth);
            boolean goesOn = !rule.action().equals(Rule.Action.GOTO)
                    && !rule.action().equals(Rule.Action.RETURN)
                    && (target.contains(End.BACK) || target.contains(End.BACK_BEYOND_RATE));
            boolean closes = !goesOn && EnumSet.of(End.DROPPED, End.LIMITED).containsAll(target);
            switch (rule.rate()) {
                case OVER -> {
                    if (closes) {
                        ends.add(End.LIMITED);
                        if (about == Answer.YES) {
                            return ends;
                        }
                    }
                }
                case WITHIN -> beyond = beyond || (about == Answer.YES && !goesOn && !target.contains(End.DROPPED));
                case ANY -> {
                    if (goesOn) {
                        beyond = beyond || (about == Answer.YES && !target.contains(End.BACK));
                        target.removeAll(EnumSet.of(End.BACK, End.BACK_BEYOND_RATE));
                    }
                    ends.addAll(target);
                    if (about == Answer.YES && !goesOn) {
                        return ends;
                    }
                }
            }
        }
        ends.add(beyond ? End.BACK_BEYOND_RATE : End.BACK);
        return ends;
    }

    private Set<End> target(Rule rule, boolean beyond, int depth) {
        return switch (rule.action()) {
            case ACCEPT -> EnumSet.of(End.PASSED);
            case DROP -> EnumSet.of(beyond ? End.LIMITED : End.DROPPED);
            case RETURN -> EnumSet.of(beyond ? End.BACK_BEYOND_RATE : End.BACK);
            case JUMP, GOTO -> {
                Chain chain = chains.get(rule.target());
                if (depth >= DEEPEST || chain == null) {
                    throw new Unreadable("a chain of the packet filter leads to " + rule.target() + ", which "
                            + (chain == null ? "is not there" : "is too deep"));
                }
                yield along(chain, beyond, depth + 1);
            }
            case NOTE, UNKNOWN -> {
                unclear = true;
                yield EnumSet.of(End.PASSED, End.BACK);
            }
        };
    }
}
