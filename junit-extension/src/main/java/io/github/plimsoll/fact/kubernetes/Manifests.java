package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Locator;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import java.util.Set;

/** Files that somebody means to apply, in place of a cluster: what stands in none of them may be in the cluster all the same. */
public final class Manifests {

    /** What files hold whole. Whatever else there is belongs to a cluster, and nothing is said of it. */
    private static final Set<Class<? extends Subject>> HELD = Set.of(
            Namespace.class,
            ServiceAccount.class,
            Workload.class,
            PodContainer.class,
            PodImage.class,
            Grant.class,
            Role.class,
            RoleBinding.class,
            Autoscaler.class,
            Task.class,
            AnnotatedObject.class,
            ConfigMap.class,
            Service.class,
            Entrance.class,
            Gateway.class);

    private Manifests() {}

    /** Whether the snapshot is of files and not of a cluster. */
    public static boolean are(Reading snapshot) {
        return snapshot.document(KubernetesDocuments.MANIFESTS).wasCollected();
    }

    /** The same, but that files have no subjects of a type that only a cluster has. */
    static Locator heldBy(Class<? extends Subject> type, Locator locator) {
        return HELD.contains(type)
                ? locator
                : snapshot -> {
                    if (are(snapshot)) {
                        throw new Absent("only a cluster can tell, and these are files");
                    }
                    return locator.locate(snapshot);
                };
    }
}
