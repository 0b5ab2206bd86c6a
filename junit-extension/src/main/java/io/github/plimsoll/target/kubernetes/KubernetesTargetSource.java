package io.github.plimsoll.target.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetSource;
import java.util.Set;

/** Opens Kubernetes clusters: the one that {@code kubectl} would use here, or one of a context or a kubeconfig. */
public final class KubernetesTargetSource implements TargetSource {

    @Override
    public boolean accepts(String spec) {
        return spec.equals("cluster")
                || spec.startsWith(ConnectionResolver.CONTEXT)
                || spec.startsWith(ConnectionResolver.KUBECONFIG);
    }

    @Override
    public String forms() {
        return "cluster, cluster:CONTEXT, kubeconfig:FILE";
    }

    @Override
    public Set<Class<?>> clients() {
        return Set.of(KubernetesClient.class);
    }

    @Override
    public Target open(String spec, TargetOptions options) {
        InsideCluster inside = InsideCluster.ofThisMachine(options.environment());
        return KubernetesTarget.open(spec, new ConnectionResolver(options, inside).resolve(spec), options);
    }
}
