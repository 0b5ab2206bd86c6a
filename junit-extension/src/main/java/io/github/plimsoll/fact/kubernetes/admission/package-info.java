/**
 * What refuses pods beside Pod Security admission: policies of the API server itself, of engines added to it, and webhooks. What
 * certainly refuses dangerous pods in a namespace is told apart from what may, since most such policies are programs.
 */
@NullMarked
package io.github.plimsoll.fact.kubernetes.admission;

import org.jspecify.annotations.NullMarked;
