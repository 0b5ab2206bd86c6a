/**
 * What is known of a target: raw documents as its API sent them, and the subjects that controls judge over them. A subject
 * records what is read from it, and nothing that could not be collected can be read as a value.
 */
@NullMarked
package io.github.plimsoll.fact;

import org.jspecify.annotations.NullMarked;
