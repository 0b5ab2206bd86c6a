package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules by which an API server records requests: the first rule that matches a request decides. */
final class AuditPolicy {

    private static final String NONE = "None";
    private static final String METADATA = "Metadata";

    /** What has to be recorded. */
    private static final List<Action> SENSITIVE = List.of(
            new Action("reading Secrets", "", "secrets", "get"),
            new Action("listing Secrets", "", "secrets", "list"),
            new Action("changing Secrets", "", "secrets", "update"),
            new Action("changing ConfigMaps", "", "configmaps", "update"),
            new Action("reviewing tokens", "authentication.k8s.io", "tokenreviews", "create"),
            new Action("issuing tokens", "", "serviceaccounts/token", "create"),
            new Action("creating pods", "", "pods", "create"),
            new Action("changing Deployments", "apps", "deployments", "update"),
            new Action("commands in pods", "", "pods/exec", "create"),
            new Action("forwarding ports", "", "pods/portforward", "create"),
            new Action("proxying to pods", "", "pods/proxy", "get"),
            new Action("proxying to services", "", "services/proxy", "get"),
            new Action("proxying to nodes", "", "nodes/proxy", "get"),
            new Action("changing roles", "rbac.authorization.k8s.io", "clusterroles", "update"),
            new Action("binding roles", "rbac.authorization.k8s.io", "clusterrolebindings", "create"));

    /** Whose contents are secret, so that only the fact of the request may be recorded. */
    private static final Set<String> SECRET = Set.of("secrets", "configmaps", "tokenreviews", "serviceaccounts/token");

    private final SettingsFile file;

    AuditPolicy(SettingsFile file) {
        this.file = file;
    }

    /** In words, what is not recorded that should be, and what is recorded that is secret. */
    List<String> gaps() {
        List<Rule> rules = file.elements("rules").stream().map(Rule::of).toList();
        Map<String, Set<String>> gaps = new LinkedHashMap<>();
        for (Action action : SENSITIVE) {
            for (String level : levels(rules, action)) {
                if (level.equals(NONE)) {
                    gaps.computeIfAbsent("does not record ", gap -> new LinkedHashSet<>())
                            .add(action.words());
                } else if (SECRET.contains(action.resource()) && !level.equals(METADATA)) {
                    gaps.computeIfAbsent("records the contents when ", gap -> new LinkedHashSet<>())
                            .add(action.words());
                }
            }
        }
        return gaps.entrySet().stream()
                .map(gap -> gap.getKey() + String.join(", ", gap.getValue()))
                .toList();
    }

    /** At what levels an action is recorded: for all by one rule, for some users or namespaces perhaps at another before. */
    private static List<String> levels(List<Rule> rules, Action action) {
        List<String> levels = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.matches(action)) {
                if (!rule.forSome()) {
                    levels.add(rule.level());
                    return levels;
                }
                // That an action of the system's own is left out is what such rules are for.
                if (!rule.level().equals(NONE)) {
                    levels.add(rule.level());
                }
            }
        }
        levels.add(NONE);
        return levels;
    }

    private record Action(String words, String group, String resource, String verb) {}

    /**
     * @param forSome whether it is for some users or namespaces only, so that others are not decided by it
     * @param forPaths whether it is for requests that are about no resource
     */
    private record Rule(String level, List<String> verbs, List<Reading> resources, boolean forSome, boolean forPaths) {

        static Rule of(Reading rule) {
            List<String> groups = rule.value("userGroups").asTexts();
            boolean forSomeUsers = !rule.value("users").asTexts().isEmpty()
                    || (!groups.isEmpty() && !groups.contains("system:authenticated"));
            return new Rule(
                    rule.value("level").requiredText(),
                    rule.value("verbs").asTexts(),
                    rule.elements("resources"),
                    forSomeUsers || !rule.value("namespaces").asTexts().isEmpty(),
                    !rule.value("nonResourceURLs").asTexts().isEmpty());
        }

        boolean matches(Action action) {
            return !forPaths
                    && (verbs.isEmpty() || verbs.contains(action.verb()) || verbs.contains("*"))
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
