package io.github.plimsoll.fact.host.filter;

/** Whether a rule is about a connection. */
enum Answer {
    NO,
    MAYBE,
    YES;

    static Answer of(boolean holds) {
        return holds ? YES : NO;
    }

    Answer and(Answer other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Answer not() {
        return this == MAYBE ? MAYBE : of(this == NO);
    }

    Answer negatedIf(boolean negated) {
        return negated ? not() : this;
    }
}
