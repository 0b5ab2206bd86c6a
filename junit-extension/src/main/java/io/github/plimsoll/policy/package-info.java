/**
 * The lists and limits that each site sets for itself: which there are, what is set in {@code plimsoll.yaml} or by parameters,
 * and how a control reads them. Knows no platform; the keys come from tables that jars ship.
 */
@NullMarked
package io.github.plimsoll.policy;

import org.jspecify.annotations.NullMarked;
