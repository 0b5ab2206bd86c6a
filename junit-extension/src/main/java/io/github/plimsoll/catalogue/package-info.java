/**
 * What there is to be judged: benchmark tables, threat models and parameters, read from tab-separated resources, and the
 * description of each control, read from its annotations. Any jar can contribute tables.
 */
@NullMarked
package io.github.plimsoll.catalogue;

import org.jspecify.annotations.NullMarked;
