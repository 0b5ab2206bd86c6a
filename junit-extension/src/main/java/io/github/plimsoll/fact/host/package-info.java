/**
 * Facts of a machine that serves containers, whatever it serves them with: files and who may change them, mounts, accounts,
 * units of systemd, audit rules. Which path matters to whom is known elsewhere.
 */
@NullMarked
package io.github.plimsoll.fact.host;

import org.jspecify.annotations.NullMarked;
