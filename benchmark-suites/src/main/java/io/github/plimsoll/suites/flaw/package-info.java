/**
 * Versions of programs against a dated list of flaws, for controls of every platform. The list that ships with them is one file; a site
 * may name its own.
 */
@NullMarked
package io.github.plimsoll.suites.flaw;

import org.jspecify.annotations.NullMarked;
