/**
 * One run: its settings, the targets they name, the controls they select, and what comes out. Free of JUnit, so that a
 * {@code main} can audit as well as a test.
 */
@NullMarked
package io.github.plimsoll.audit;

import org.jspecify.annotations.NullMarked;
