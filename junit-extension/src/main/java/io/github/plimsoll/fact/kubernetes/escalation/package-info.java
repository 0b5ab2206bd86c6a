/**
 * How whoever holds a right gets from it to others: ways from one holder to the next, to a node and to the whole cluster, each with
 * the rights that it takes. It works over raw lists and the answers of the RBAC engine.
 */
@NullMarked
package io.github.plimsoll.fact.kubernetes.escalation;

import org.jspecify.annotations.NullMarked;
