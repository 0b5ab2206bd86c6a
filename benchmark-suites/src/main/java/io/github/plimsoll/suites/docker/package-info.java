/** The controls of the CIS Docker Benchmark and of the Docker threat model, a class for each section. */
@NullMarked
package io.github.plimsoll.suites.docker;

import org.jspecify.annotations.NullMarked;
