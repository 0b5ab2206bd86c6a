/**
 * Facts of the machine this runs on: processes, who serves which socket, how the daemon was started and configured. Reads
 * {@code /proc} and files, starts nothing, and says of each thing it may not read that it may not.
 */
@NullMarked
package io.github.plimsoll.target.host;

import org.jspecify.annotations.NullMarked;
