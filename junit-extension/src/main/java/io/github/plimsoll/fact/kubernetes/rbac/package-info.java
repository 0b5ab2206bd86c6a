/**
 * Who may do what in a cluster: roles and bindings resolved as the authorizer of the API server resolves them. It works over raw
 * lists and knows no subject of an audit, so that it can be asked the same questions as the API server itself.
 */
@NullMarked
package io.github.plimsoll.fact.kubernetes.rbac;

import org.jspecify.annotations.NullMarked;
