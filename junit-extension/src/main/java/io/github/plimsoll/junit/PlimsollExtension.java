package io.github.plimsoll.junit;

import org.junit.jupiter.api.extension.Extension;

/** Runs the controls of a class against the targets. */
public final class PlimsollExtension implements Extension {}
