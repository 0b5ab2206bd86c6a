/**
 * Proves the controls on a real engine: containers with one planted fault each are collected and judged as an audit would.
 * What is planted carries a label and is taken away afterwards; nothing else on the daemon is touched.
 */
@NullMarked
package io.github.plimsoll.suites.docker.live;

import org.jspecify.annotations.NullMarked;
