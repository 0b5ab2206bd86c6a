/**
 * The Pod Security Standards as an API server's own admission evaluates them, by version. A pod and the template of one are
 * judged alike.
 */
@NullMarked
package io.github.plimsoll.fact.kubernetes.pss;

import org.jspecify.annotations.NullMarked;
