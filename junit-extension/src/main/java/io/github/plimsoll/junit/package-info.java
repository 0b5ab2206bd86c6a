/**
 * The JUnit side: thin callbacks that select controls, connect to the targets, hand each control to the judge and turn its
 * verdict into the outcome of a test.
 */
@NullMarked
package io.github.plimsoll.junit;

import org.jspecify.annotations.NullMarked;
