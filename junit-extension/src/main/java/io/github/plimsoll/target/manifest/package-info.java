/**
 * Reads the manifests of Kubernetes objects from files, as a target that is judged before it is applied. What a cluster would fill in
 * without being told is filled in; what only a cluster knows is unreadable.
 */
@NullMarked
package io.github.plimsoll.target.manifest;

import org.jspecify.annotations.NullMarked;
