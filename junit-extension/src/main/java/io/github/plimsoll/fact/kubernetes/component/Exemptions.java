package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whom and what the configuration of Pod Security admission leaves alone. */
final class Exemptions {

    private static final String USER = "user/";
    private static final String RUNTIME_CLASS = "runtimeclass/";

    /** What makes pods for whoever makes a workload. */
    private static final Set<String> MAKERS = Set.of(
            USER + "system:kube-controller-manager",
            USER + "system:serviceaccount:kube-system:replicaset-controller",
            USER + "system:serviceaccount:kube-system:replication-controller",
            USER + "system:serviceaccount:kube-system:statefulset-controller",
            USER + "system:serviceaccount:kube-system:daemon-set-controller",
            USER + "system:serviceaccount:kube-system:job-controller");

    private Exemptions() {}

    /** Users, and classes of runtimes, whose pods are not looked at in any namespace. */
    static List<String> everywhere(Reading settings) {
        List<String> spared = new ArrayList<>();
        names(settings, "usernames").forEach(name -> spared.add(USER + name));
        names(settings, "runtimeClasses").forEach(name -> spared.add(RUNTIME_CLASS + name));
        return spared;
    }

    /**
     * Whether anybody who may make pods in a namespace may make any: a class is named by whoever wants it, and controllers make
     * what they are asked for.
     *
     * @param decided those that the site has decided on
     */
    static boolean spareAnybody(Reading settings, String namespace, List<String> decided) {
        return names(settings, "namespaces").contains(namespace)
                || everywhere(settings).stream()
                        .filter(spared -> !decided.contains(spared))
                        .anyMatch(spared -> spared.startsWith(RUNTIME_CLASS) || MAKERS.contains(spared));
    }

    private static List<String> names(Reading settings, String kind) {
        List<String> names = settings.value("exemptions." + kind).asTexts();
        if (names.stream().anyMatch(name -> name.contains(SettingsFile.DROPPED))) {
            throw new Unreadable(
                    "one of the " + kind + " that are exempt looks like a key, and was not read from its node");
        }
        return names;
    }
}
