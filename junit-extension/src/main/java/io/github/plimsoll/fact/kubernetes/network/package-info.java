/**
 * Who can reach whom: the NetworkPolicies of a cluster as a plugin that enforces them has to read them. It works over raw lists;
 * whether anything enforces them is another question.
 */
@NullMarked
package io.github.plimsoll.fact.kubernetes.network;

import org.jspecify.annotations.NullMarked;
