/**
 * The words in which a platform says how an attacker gets from one position to the next: positions, steps, and the conditions
 * that allow a step. Knows no platform and works nothing out; what follows from the steps is another package's matter.
 */
@NullMarked
package io.github.plimsoll.fact.attack;

import org.jspecify.annotations.NullMarked;
