/**
 * Reads YAML that others wrote, within bounds and with the line of everything in it. It knows neither Kubernetes nor Compose, and
 * nothing else of this library is needed for it.
 */
@NullMarked
package io.github.plimsoll.target.yaml;

import org.jspecify.annotations.NullMarked;
