/** What needs a cluster, or pretends to be one: measurements and live proofs. */
@NullMarked
package io.github.plimsoll.suites.kubernetes.live;

import org.jspecify.annotations.NullMarked;
