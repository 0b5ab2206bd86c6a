/**
 * Renders audit results as SARIF 2.1.0, the format of code-scanning services. Written by hand: the few objects needed are smaller
 * than any library for them.
 */
@NullMarked
package io.github.plimsoll.report.sarif;

import org.jspecify.annotations.NullMarked;
