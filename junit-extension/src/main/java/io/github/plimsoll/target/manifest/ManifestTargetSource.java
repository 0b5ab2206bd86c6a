package io.github.plimsoll.target.manifest;

import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetSource;

/** Opens manifests: a file, a directory, or the standard input. */
public final class ManifestTargetSource implements TargetSource {

    private static final String PREFIX = "manifests:";

    @Override
    public boolean accepts(String spec) {
        return spec.startsWith(PREFIX);
    }

    @Override
    public String forms() {
        return "manifests:FILE, manifests:DIRECTORY, manifests:-";
    }

    @Override
    public Target open(String spec, TargetOptions options) {
        return new ManifestTarget(spec, spec.substring(PREFIX.length()), options);
    }
}
