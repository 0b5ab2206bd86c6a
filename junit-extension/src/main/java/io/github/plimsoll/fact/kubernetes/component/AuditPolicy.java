package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules by which an API server records requests: the first rule that matches a request decides. */
final class AuditPolicy {

    private static final String NONE = "None";
    private static final String METADATA = "Metadata";

    private static final List<String> CREATE = List.of("create");
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> WRITE = List.of("create", "update", "patch", "delete", "deletecollection");

    /** A connection by WebSocket, which newer clients use, is a get. */
    private static final List<String> CONNECT = List.of("get", "create");

    /** What has to be recorded. */
    private static final List<Action> SENSITIVE = List.of(
            new Action("reading Secrets", "", "secrets", READ),
            new Action("changing Secrets", "", "secrets", WRITE),
            new Action("changing ConfigMaps", "", "configmaps", WRITE),
            new Action("reviewing tokens", "authentication.k8s.io", "tokenreviews", CREATE),
            new Action("issuing tokens", "", "serviceaccounts/token", CREATE),
            new Action("changing pods", "", "pods", WRITE),
            new Action("changing Deployments", "apps", "deployments", WRITE),
            new Action("commands in pods", "", "pods/exec", CONNECT),
            new Action("attaching to pods", "", "pods/attach", CONNECT),
            new Action("forwarding ports", "", "pods/portforward", CONNECT),
            new Action("proxying to pods", "", "pods/proxy", CONNECT),
            new Action("proxying to services", "", "services/proxy", CONNECT),
            new Action("proxying to nodes", "", "nodes/proxy", CONNECT),
            new Action("changing roles", "rbac.authorization.k8s.io", "roles", WRITE),
            new Action("changing roles", "rbac.authorization.k8s.io", "clusterroles", WRITE),
            new Action("binding roles", "rbac.authorization.k8s.io", "rolebindings", WRITE),
            new Action("binding roles", "rbac.authorization.k8s.io", "clusterrolebindings", WRITE));

    /** Whose contents are secret, so that only the fact of the request may be recorded. */
    private static final Set<String> SECRET = Set.of("secrets", "configmaps", "tokenreviews", "serviceaccounts/token");

    private final SettingsFile file;

    AuditPolicy(SettingsFile file) {
        this.file = file;
    }

    /** In words, what is not recorded that should be, and what is recorded that is secret. */
    List<String> gaps() {
        List<String> omitted = file.value("omitStages").asTexts();
        List<Rule> rules = file.elements("rules").stream()
                .map(rule -> Rule.of(rule, omitted))
                .toList();
        Map<String, Map<String, Set<String>>> gaps = new LinkedHashMap<>();
        for (Action action : SENSITIVE) {
            for (String verb : action.verbs()) {
                for (String level : levels(rules, action, verb)) {
                    gap(action, level)
                            .ifPresent(gap -> gaps.computeIfAbsent(gap, words -> new LinkedHashMap<>())
                                    .computeIfAbsent(action.words(), verbs -> new LinkedHashSet<>())
                                    .add(verb));
                }
            }
        }
        return gaps.entrySet().stream()
                .map(gap -> gap.getKey()
                        + gap.getValue().entrySet().stream()
                                .map(action -> action.getKey() + " (" + String.join(", ", action.getValue()) + ")")
                                .collect(Collectors.joining(", ")))
                .toList();
    }

    private static Optional<String> gap(Action action, String level) {
        if (level.equals(NONE)) {
            return Optional.of("does not record ");
        }
        return SECRET.contains(action.resource()) && !level.equals(METADATA)
                ? Optional.of("records the contents when ")
                : Optional.empty();
    }

    /** At what levels an action is recorded: for all by one rule, for some users or namespaces perhaps at another before. */
    private static List<String> levels(List<Rule> rules, Action action, String verb) {
        List<String> levels = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.matches(action, verb)) {
                String level = rule.level(action, verb);
                if (!rule.forSome()) {
                    levels.add(level);
                    return levels;
                }
                // That an action of the system's own is left out is what such rules are for.
                if (!level.equals(NONE) || !rule.forSystem()) {
                    levels.add(level);
                }
            }
        }
        levels.add(NONE);
        return levels;
    }

    private record Action(String words, String group, String resource, List<String> verbs) {

        /** Of what goes through these the answer begins long before it ends. */
        private static final Pattern LASTING = Pattern.compile(".*/(exec|attach|portforward|proxy)");

        /** The stages at each of which a request is recorded; there is another for a server that fails. */
        Set<String> stages(String verb) {
            return verb.equals("watch") || LASTING.matcher(resource).matches()
                    ? Set.of("RequestReceived", "ResponseStarted", "ResponseComplete")
                    : Set.of("RequestReceived", "ResponseComplete");
        }
    }

    /**
     * @param omitted the stages at which nothing is recorded
     * @param forSome whether it is for some users or namespaces only, so that others are not decided by it
     * @param forSystem whether it is for programs of the system only
     * @param forPaths whether it is for requests that are about no resource
     */
    private record Rule(
            String level,
            Set<String> omitted,
            List<String> verbs,
            List<Reading> resources,
            boolean forSome,
            boolean forSystem,
            boolean forPaths) {

        /** Users and groups that are programs of the cluster, and no people, pods or strangers. */
        private static final Pattern OF_SYSTEM = Pattern.compile("system:(?!anonymous$|authenticated$|unauthenticated$|"
                + "masters$|admin$|serviceaccounts$|serviceaccount:|serviceaccounts:).*"
                + "|system:serviceaccount:kube-system:.*|system:serviceaccounts:kube-system");

        /** @param omittedByAll the stages at which no rule records anything */
        static Rule of(Reading rule, List<String> omittedByAll) {
            Set<String> omitted = new LinkedHashSet<>(omittedByAll);
            omitted.addAll(rule.value("omitStages").asTexts());
            List<String> groups = rule.value("userGroups").asTexts();
            List<String> users = rule.value("users").asTexts();
            boolean forSomeUsers = !users.isEmpty() || (!groups.isEmpty() && !groups.contains("system:authenticated"));
            return new Rule(
                    rule.value("level").requiredText(),
                    omitted,
                    rule.value("verbs").asTexts(),
                    rule.elements("resources"),
                    forSomeUsers || !rule.value("namespaces").asTexts().isEmpty(),
                    areOfSystem(users) || areOfSystem(groups),
                    !rule.value("nonResourceURLs").asTexts().isEmpty());
        }

        /** That of requests which are recorded at some stage. */
        String level(Action action, String verb) {
            return omitted.containsAll(action.stages(verb)) ? NONE : level;
        }

        private static boolean areOfSystem(List<String> names) {
            return !names.isEmpty()
                    && names.stream().allMatch(name -> OF_SYSTEM.matcher(name).matches());
        }

        /** Of verbs, unlike of resources, an asterisk stands for none. */
        boolean matches(Action action, String verb) {
            return !forPaths
                    && (verbs.isEmpty() || verbs.contains(verb))
                    && (resources.isEmpty() || resources.stream().anyMatch(entry -> names(entry, action)));
        }

        private static boolean names(Reading entry, Action action) {
            List<String> names = entry.value("resources").asTexts();
            return entry.value("group").asText("").equals(action.group())
                    && entry.value("resourceNames").asTexts().isEmpty()
                    && (names.isEmpty() || names.stream().anyMatch(name -> names(name, action.resource())));
        }

        /** {@code pods} names no subresource, {@code pods/*} all of its own, {@code *} everything. */
        private static boolean names(String name, String resource) {
            if (name.equals("*") || name.equals(resource)) {
                return true;
            }
            int slash = resource.indexOf('/');
            return slash > 0
                    && (name.equals(resource.substring(0, slash) + "/*")
                            || name.equals("*" + resource.substring(slash)));
        }
    }
}
