/**
 * Where facts come from: {@code -Dtarget} names targets, each source knows how to open some of them and to collect a snapshot,
 * and a recorded snapshot is a target like any other.
 */
@NullMarked
package io.github.plimsoll.target;

import org.jspecify.annotations.NullMarked;
