/** A team judges the manifests of what it ships, before they are applied: no cluster is needed for it. */
@NullMarked
package io.github.plimsoll.examples.manifests;

import org.jspecify.annotations.NullMarked;
