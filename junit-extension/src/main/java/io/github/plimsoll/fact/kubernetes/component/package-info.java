/**
 * The programs that a cluster consists of, and the settings they run with: flags of their command lines, and what files and the
 * program's own defaults add to them.
 */
@NullMarked
package io.github.plimsoll.fact.kubernetes.component;

import org.jspecify.annotations.NullMarked;
