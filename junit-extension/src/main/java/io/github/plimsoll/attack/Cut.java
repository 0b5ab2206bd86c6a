package io.github.plimsoll.attack;

import io.github.plimsoll.fact.attack.Fix;

/**
 * One change, and how much it is worth.
 *
 * @param breaks how many of the paths that were left it breaks
 * @param of how many there were
 */
public record Cut(Fix fix, int breaks, int of) {}
