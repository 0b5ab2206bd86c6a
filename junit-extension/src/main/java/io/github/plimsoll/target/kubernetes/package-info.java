/**
 * Finds a Kubernetes cluster as {@code kubectl} would and collects its objects as raw JSON: one paged list for each kind,
 * whatever the number of namespaces. Nothing else speaks to an API server.
 */
@NullMarked
package io.github.plimsoll.target.kubernetes;

import org.jspecify.annotations.NullMarked;
