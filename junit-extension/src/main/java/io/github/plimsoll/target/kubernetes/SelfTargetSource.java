package io.github.plimsoll.target.kubernetes;

import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetSource;
import io.github.plimsoll.target.host.Machine;

/** Opens the node of a Kubernetes cluster on which this runs. */
public final class SelfTargetSource implements TargetSource {

    @Override
    public boolean accepts(String spec) {
        return spec.equals("node");
    }

    @Override
    public String forms() {
        return "node";
    }

    @Override
    public Target open(String spec, TargetOptions options) {
        return SelfTarget.open(spec, Machine.ofThis(), options);
    }
}
