/**
 * Reads Compose files, as a target that is judged before it is started: each service becomes the container that would be created for
 * it. What only the image or a running engine decides is said to be so, never made up.
 */
@NullMarked
package io.github.plimsoll.target.compose;

import org.jspecify.annotations.NullMarked;
