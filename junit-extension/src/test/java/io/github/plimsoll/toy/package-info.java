/** A platform small enough to see through: ships, their load, and the mark that limits it. For tests of the core. */
@NullMarked
package io.github.plimsoll.toy;

import org.jspecify.annotations.NullMarked;
