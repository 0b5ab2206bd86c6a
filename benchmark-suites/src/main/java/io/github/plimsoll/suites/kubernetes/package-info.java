/** The CIS Kubernetes Benchmark and the STRIDE threat model for Kubernetes, as controls. A control judges one subject and asserts one thing. */
@NullMarked
package io.github.plimsoll.suites.kubernetes;

import org.jspecify.annotations.NullMarked;
