/**
 * Reads images as engines hand them out, layer by layer, while they come: nothing is unpacked, nothing written down, and whatever
 * a hostile archive may hold, memory and time stay bounded. Knows no engine and asks nobody for anything.
 */
@NullMarked
package io.github.plimsoll.target.image;

import org.jspecify.annotations.NullMarked;
