/**
 * What a packet filter does with a new connection from outside, told from the rules that the kernel has. Whatever of a rule is not
 * understood may hold or not, so that it neither opens nor closes a way for sure.
 */
@NullMarked
package io.github.plimsoll.fact.host.filter;

import org.jspecify.annotations.NullMarked;
