package io.github.plimsoll.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Roles, bindings and service accounts as the API server lists them. */
final class HardenedAccess {

    private HardenedAccess() {}

    /** @param rules for example {@code get,list pods,deployments.apps}, {@code get secrets named tls} or {@code get /metrics} */
    static Json role(String namespace, String name, String... rules) {
        Json role = metadata(namespace, name);
        for (String rule : rules) {
            role = role.plus("rules", rule(rule));
        }
        return role;
    }

    /** @param subjects for example {@code serviceaccount/dev/builder}, {@code user/alice} or {@code group/ops} */
    static Json binding(String namespace, String name, String role, String... subjects) {
        String[] reference = role.split("/", 2);
        Json binding = metadata(namespace, name)
                .with("roleRef.kind", reference[0].equals("role") ? "Role" : "ClusterRole")
                .with("roleRef.name", reference[1]);
        for (String subject : subjects) {
            binding = binding.plus("subjects", subject(subject));
        }
        return binding;
    }

    static Json serviceAccount(String namespace, String name) {
        return metadata(namespace, name).with("automountServiceAccountToken", false);
    }

    private static Json rule(String text) {
        String[] words = text.split(" ");
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("verbs", List.of(words[0].split(",")));
        if (words[1].startsWith("/")) {
            rule.put("nonResourceURLs", List.of(words[1].split(",")));
        } else {
            Set<String> groups = new LinkedHashSet<>();
            List<String> resources = new ArrayList<>();
            for (String resource : words[1].split(",")) {
                int slash = resource.indexOf('/');
                String whole = slash < 0 ? resource : resource.substring(0, slash);
                int dot = whole.indexOf('.');
                groups.add(dot < 0 ? "" : whole.substring(dot + 1));
                resources.add(
                        (dot < 0 ? whole : whole.substring(0, dot)) + (slash < 0 ? "" : resource.substring(slash)));
            }
            rule.put("apiGroups", groups);
            rule.put("resources", resources);
        }
        if (words.length == 4) {
            rule.put("resourceNames", List.of(words[3].split(",")));
        }
        return Json.parse("{}").with("rule", rule).part("rule");
    }

    private static Json subject(String text) {
        List<String> parts = Arrays.asList(text.split("/", -1));
        String name = parts.get(parts.size() - 1);
        return switch (parts.get(0)) {
            case "serviceaccount" -> {
                Json account = Json.parse("{kind: 'ServiceAccount'}").with("name", name);
                yield parts.size() == 2 ? account : account.with("namespace", parts.get(1));
            }
            case "user" -> Json.parse("{kind: 'User'}").with("name", name);
            case "group" -> Json.parse("{kind: 'Group'}").with("name", name);
            default -> throw new IllegalArgumentException(text + " is no serviceaccount/, user/ or group/");
        };
    }

    private static Json metadata(String namespace, String name) {
        Json object = Json.parse("{}").with("metadata.name", name);
        return namespace.isEmpty() ? object : object.with("metadata.namespace", namespace);
    }
}
