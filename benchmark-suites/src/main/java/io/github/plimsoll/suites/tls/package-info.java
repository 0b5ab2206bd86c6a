/** What is asked of whatever serves in TLS, for controls of every platform. */
@NullMarked
package io.github.plimsoll.suites.tls;

import org.jspecify.annotations.NullMarked;
