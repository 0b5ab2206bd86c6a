/** A team accepts an image: it is started by Testcontainers and judged by the controls of the benchmark. */
@NullMarked
package io.github.plimsoll.examples.acceptance;

import org.jspecify.annotations.NullMarked;
