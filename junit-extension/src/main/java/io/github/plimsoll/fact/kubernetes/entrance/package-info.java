/**
 * Where traffic from outside gets to Services by name: Ingresses, routes of gateways, and what single controllers have of their own. Each
 * kind is read into one form, so that whoever asks what is open, or whose a name is, asks once for all of them.
 */
@NullMarked
package io.github.plimsoll.fact.kubernetes.entrance;

import org.jspecify.annotations.NullMarked;
