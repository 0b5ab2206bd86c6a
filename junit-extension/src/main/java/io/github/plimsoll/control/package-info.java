/**
 * All that the author of a control sees: the annotations that say what a control is called, why it matters and which
 * benchmark lines and threats it stands for. Metadata lives here, on the method, and nowhere else.
 */
@NullMarked
package io.github.plimsoll.control;

import org.jspecify.annotations.NullMarked;
