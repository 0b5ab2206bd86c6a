/**
 * What scanners say of images, wherever they say it: which image they looked at, when, and how many critical flaws they found. One
 * small reader for each format of a file, and one place that tells which scans are of an image.
 */
@NullMarked
package io.github.plimsoll.fact.scan;

import org.jspecify.annotations.NullMarked;
