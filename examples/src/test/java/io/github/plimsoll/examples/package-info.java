/** Examples that are run and asserted in each build. */
@NullMarked
package io.github.plimsoll.examples;

import org.jspecify.annotations.NullMarked;
