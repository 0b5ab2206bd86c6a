package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the cluster that a target names, as {@code kubectl} does. */
final class ConnectionResolver {

    private final TargetOptions options;

    ConnectionResolver(TargetOptions options) {
        this.options = options;
    }

    /** @throws TargetUnavailable if there is no such kubeconfig or context */
    Connection resolve(String spec) {
        if (spec.startsWith("kubeconfig:")) {
            return of(Path.of(spec.substring("kubeconfig:".length())), "", "-Dtarget=" + spec);
        }
        String context = spec.startsWith("cluster:") ? spec.substring("cluster:".length()) : "";
        String configured = options.environment().getOrDefault("KUBECONFIG", "");
        return configured.isEmpty()
                ? of(options.home().resolve(".kube/config"), context, "the kubeconfig in the home directory")
                : of(Path.of(configured), context, "KUBECONFIG is set");
    }

    private static Connection of(Path file, String context, String why) {
        if (!Files.isReadable(file)) {
            throw new TargetUnavailable("no kubeconfig " + file.toAbsolutePath() + " (" + why
                    + "); name one with KUBECONFIG or -Dtarget=kubeconfig:FILE");
        }
        try {
            Config config = Config.fromKubeconfig(context.isEmpty() ? null : context, file.toFile());
            NamedContext chosen = config.getCurrentContext();
            if (chosen == null) {
                throw new TargetUnavailable("the kubeconfig " + file + " has no current context"
                        + "; choose one with -Dtarget=cluster:CONTEXT");
            }
            return new Connection(config, chosen.getName(), chosen.getContext().getUser(), why);
        } catch (KubernetesClientException e) {
            throw new TargetUnavailable("the kubeconfig " + file + " cannot be read: " + Failures.describe(e));
        }
    }
}
