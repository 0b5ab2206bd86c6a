/** A company's own controls beside those of the benchmark: written, proven and run like them. */
@NullMarked
package io.github.plimsoll.examples.company;

import org.jspecify.annotations.NullMarked;
