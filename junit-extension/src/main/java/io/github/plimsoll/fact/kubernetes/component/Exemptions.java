package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.RuntimeClasses;
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

    /**
     * Users, and classes of runtimes, whose pods are not looked at in any namespace.
     *
     * @param decided those that the site has decided on, which are left out
     * @throws Unreadable if nobody is found, and it is not known whether there are the classes that are named
     */
    static List<String> everywhere(Reading settings, List<String> decided) {
        List<String> spared = new ArrayList<>(users(settings, decided));
        try {
            spared.addAll(classes(settings, decided));
        } catch (Unreadable e) {
            // Whoever is found is enough of an answer.
            if (spared.isEmpty()) {
                throw e;
            }
        }
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
                || users(settings, decided).stream().anyMatch(MAKERS::contains)
                || !classes(settings, decided).isEmpty();
    }

    private static List<String> users(Reading settings, List<String> decided) {
        return undecided(settings, "usernames", USER, decided);
    }

    /** Only classes that there are: a pod that names another is refused, and a node that has it from a file does not start it. */
    private static List<String> classes(Reading settings, List<String> decided) {
        List<String> named = undecided(settings, "runtimeClasses", RUNTIME_CLASS, decided);
        if (named.isEmpty()) {
            return named;
        }
        RuntimeClasses known = RuntimeClasses.of(settings);
        List<String> there = named.stream()
                .filter(spared -> known.has(spared.substring(RUNTIME_CLASS.length())))
                .toList();
        settings.recordDerived(
                "exempt RuntimeClasses that there are", there.isEmpty() ? "none" : String.join(", ", there));
        return there;
    }

    private static List<String> undecided(Reading settings, String kind, String prefix, List<String> decided) {
        return names(settings, kind).stream()
                .map(name -> prefix + name)
                .filter(spared -> !decided.contains(spared))
                .toList();
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
