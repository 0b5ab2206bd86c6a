package io.github.plimsoll.junit;

import org.junit.jupiter.api.DisplayNameGenerator;

/** Names controls as people know them: {@code 5.11 Container memory is limited}. */
public final class ControlNames extends DisplayNameGenerator.Standard {}
