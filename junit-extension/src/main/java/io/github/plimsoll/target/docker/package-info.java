/**
 * Docker hosts as targets: finds the engine that {@code docker} itself would use, and collects a snapshot with GET requests
 * only. The only package that knows docker-java.
 */
@NullMarked
package io.github.plimsoll.target.docker;

import org.jspecify.annotations.NullMarked;
