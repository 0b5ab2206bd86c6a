/**
 * Judges controls over a snapshot: control, subjects and waivers go in, results come out. Free of JUnit, so that a program of
 * any kind can audit.
 */
@NullMarked
package io.github.plimsoll.judge;

import org.jspecify.annotations.NullMarked;
