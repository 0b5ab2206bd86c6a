package io.github.plimsoll.fact.host.filter;

import java.util.List;

/** A rule: what happens with the packets that pass all of its tests. */
record Rule(List<Test> tests, Rate rate, Action action, String target) {

    /** Asks one thing about a connection. */
    interface Test {

        Answer of(NewConnection connection);
    }

    /** Which packets a rule takes, of those that come fast. */
    enum Rate {
        /** All. */
        ANY,
        /** Those within a rate or a number. */
        WITHIN,
        /** Those beyond it. */
        OVER
    }

    enum Action {
        /** Nothing that decides, such as counting or logging. */
        NOTE,
        ACCEPT,
        DROP,
        RETURN,
        /** To the chain that is its target, and back. */
        JUMP,
        /** The same without coming back. */
        GOTO,
        /** What is not understood, and may let through. */
        UNKNOWN
    }

    Answer isAbout(NewConnection connection) {
        Answer answer = Answer.YES;
        for (Test test : tests) {
            answer = answer.and(test.of(connection));
            if (answer == Answer.NO) {
                return answer;
            }
        }
        return answer;
    }
}
