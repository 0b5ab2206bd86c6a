/**
 * What follows from the steps that an attacker could take: the paths from where attackers stand to what they are after, and the
 * few changes that break most of them. One algorithm for every platform; linear in the number of steps.
 */
@NullMarked
package io.github.plimsoll.attack;

import org.jspecify.annotations.NullMarked;
