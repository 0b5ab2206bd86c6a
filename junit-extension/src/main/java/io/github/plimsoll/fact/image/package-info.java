/**
 * What controls of every platform judge of an image: its files, laid open layer by layer, its configuration and the steps of its build.
 * Knows neither where the image runs nor who told of it.
 */
@NullMarked
package io.github.plimsoll.fact.image;

import org.jspecify.annotations.NullMarked;
