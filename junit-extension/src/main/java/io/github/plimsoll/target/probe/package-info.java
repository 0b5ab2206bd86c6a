/**
 * Looks at an address of the target as a stranger would: what it answers in plain HTTP and in TLS, whom it lets in and which
 * certificate it shows. Every look ends after so much time and so many bytes, and no credential of anybody is ever sent.
 */
@NullMarked
package io.github.plimsoll.target.probe;

import org.jspecify.annotations.NullMarked;
