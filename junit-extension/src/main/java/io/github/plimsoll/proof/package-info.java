/**
 * Proves controls: each is shown subjects that violate it and subjects that satisfy it, made from a hardened one by changing
 * one field. Made for the controls of this project and for anybody's own.
 */
@NullMarked
package io.github.plimsoll.proof;

import org.jspecify.annotations.NullMarked;
