/**
 * The files of nodes that the cluster is configured by: which file of a node is what, and who may change or read it. What a file
 * is comes from the settings of the programs that use it.
 */
@NullMarked
package io.github.plimsoll.fact.kubernetes.files;

import org.jspecify.annotations.NullMarked;
