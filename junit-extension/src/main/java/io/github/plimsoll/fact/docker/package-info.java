/**
 * What controls judge on a Docker host, over the documents of the Engine API. Here stands what each field means when it is
 * absent, and what Docker makes of settings that refer to each other.
 */
@NullMarked
package io.github.plimsoll.fact.docker;

import org.jspecify.annotations.NullMarked;
