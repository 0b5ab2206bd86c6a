/**
 * What a look at an address of the target found, whatever platform the target is of: what it answers in plain HTTP and in TLS,
 * whom it lets in, which certificate it shows.
 */
@NullMarked
package io.github.plimsoll.fact.probe;

import org.jspecify.annotations.NullMarked;
