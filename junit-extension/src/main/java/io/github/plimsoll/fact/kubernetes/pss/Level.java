package io.github.plimsoll.fact.kubernetes.pss;

/** A Pod Security Standard; each asks what those before it ask. */
public enum Level {
    PRIVILEGED,
    BASELINE,
    RESTRICTED
}
