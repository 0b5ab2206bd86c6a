/**
 * Accepted risks and people's words: waivers cover violations of named subjects until a date, attestations answer controls
 * that only a person can decide. Both are read from one file, and neither hides what was found.
 */
@NullMarked
package io.github.plimsoll.waiver;

import org.jspecify.annotations.NullMarked;
