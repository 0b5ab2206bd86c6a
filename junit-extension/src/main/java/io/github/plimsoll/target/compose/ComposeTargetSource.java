package io.github.plimsoll.target.compose;

import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetSource;

/** Opens Compose files: one, several that make one project, or those of a directory. */
public final class ComposeTargetSource implements TargetSource {

    private static final String PREFIX = "compose:";

    @Override
    public boolean accepts(String spec) {
        return spec.startsWith(PREFIX);
    }

    @Override
    public String forms() {
        return "compose:FILE, compose:FILE:FILE, compose:DIRECTORY";
    }

    @Override
    public Target open(String spec, TargetOptions options) {
        return new ComposeTarget(spec, spec.substring(PREFIX.length()), options);
    }
}
