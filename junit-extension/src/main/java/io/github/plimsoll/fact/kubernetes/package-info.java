/**
 * The subjects of a Kubernetes cluster, over lists of objects as the API server sent them: what its workloads run as, who may do
 * what, what its namespaces admit. A workload that many pods come from is one subject.
 */
@NullMarked
package io.github.plimsoll.fact.kubernetes;

import org.jspecify.annotations.NullMarked;
