/**
 * Renderings of audit results that need no more than the JDK and Jackson. Whatever came from a target is hostile text here, made
 * harmless for the format that it is written to.
 */
@NullMarked
package io.github.plimsoll.report;

import org.jspecify.annotations.NullMarked;
