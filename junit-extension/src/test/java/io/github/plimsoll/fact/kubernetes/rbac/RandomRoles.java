package io.github.plimsoll.fact.kubernetes.rbac;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Roles, bindings and questions at random, the same for the same seed; few words, so that they meet often. */
final class RandomRoles {

    private static final List<String> VERBS = List.of("get", "list", "create", "update", "delete", "use");
    private static final List<String> GROUPS = List.of("", "apps", "example.com");
    private static final List<String> RESOURCES = List.of("pods", "secrets", "deployments");
    private static final List<String> SUBRESOURCES = List.of("log", "exec", "status");
    private static final List<String> NAMES = List.of("one", "two", "three");
    private static final List<String> PATHS = List.of("/healthz", "/healthz/etcd", "/logs/a", "/metrics");

    private final Random random;
    private final List<String> namespaces;
    private final String prefix;

    /** @param prefix what names of cluster-wide objects begin with, so that they can be told from others on a real cluster */
    RandomRoles(long seed, String prefix, List<String> namespaces) {
        this.random = new Random(seed);
        this.prefix = prefix;
        this.namespaces = namespaces;
    }

    Lists lists() {
        Lists lists = new Lists();
        for (int i = 0; i < 8; i++) {
            lists.clusterRole(prefix + "role" + i, rules(true));
            lists.role(namespace(), "role" + i, rules(false));
        }
        for (int i = 0; i < 10; i++) {
            lists.bind(prefix + "binding" + i, prefix + "role" + random.nextInt(9), subjects(true));
        }
        for (int i = 0; i < 30; i++) {
            String role = random.nextBoolean()
                    ? "clusterrole/" + prefix + "role" + random.nextInt(9)
                    : "role/role" + random.nextInt(9);
            lists.bindIn(namespace(), "binding" + i, role, subjects(false));
        }
        return lists;
    }

    Identity identity() {
        return switch (random.nextInt(4)) {
            case 0 -> Identity.serviceAccount(namespace(), pick(NAMES));
            case 1 -> Identity.anonymous();
            case 2 -> Identity.user(prefix + pick(NAMES), prefix + pick(NAMES));
            default -> Identity.user(prefix + pick(NAMES));
        };
    }

    Request request() {
        if (random.nextInt(6) == 0) {
            return Request.ofPath(pick(List.of("get", "post")), pick(PATHS));
        }
        String group = pick(GROUPS);
        String resource = pick(RESOURCES) + (group.isEmpty() ? "" : "." + group);
        Request request = Request.of(pick(VERBS), resource + (random.nextInt(3) == 0 ? "/" + pick(SUBRESOURCES) : ""));
        Request named = random.nextBoolean() ? request.named(pick(NAMES)) : request;
        return random.nextInt(4) == 0 ? named : named.in(namespace());
    }

    private String[] rules(boolean ofCluster) {
        List<String> rules = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            rules.add(ofCluster && random.nextInt(5) == 0 ? pathRule() : resourceRule());
        }
        return rules.toArray(String[]::new);
    }

    private String pathRule() {
        return "{verbs: " + some(VERBS) + ", nonResourceURLs: ["
                + pick(List.of("/healthz", "/healthz/*", "/logs*", "'*'", "/metrics", "'/*'", "/heal*thz")) + "]}";
    }

    private String resourceRule() {
        String names = random.nextInt(3) == 0 ? ", resourceNames: " + some(NAMES) : "";
        return "{verbs: " + some(VERBS) + ", apiGroups: " + some(GROUPS) + ", resources: " + resources() + names + "}";
    }

    private String resources() {
        return switch (random.nextInt(6)) {
            case 0 -> "['*']";
            // Neither means any subresource, whatever it looks like.
            case 3 -> "[" + pick(RESOURCES) + "/*, '*/*']";
            case 1 -> "['*/" + pick(SUBRESOURCES) + "', " + pick(RESOURCES) + "]";
            case 2 -> "[" + pick(RESOURCES) + "/" + pick(SUBRESOURCES) + "]";
            default -> "[" + pick(RESOURCES) + ", " + pick(RESOURCES) + "/" + pick(SUBRESOURCES) + "]";
        };
    }

    private String some(List<String> words) {
        return random.nextInt(4) == 0 ? "['*']" : "['" + pick(words) + "', '" + pick(words) + "']";
    }

    private String[] subjects(boolean ofCluster) {
        List<String> subjects = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            subjects.add(
                    switch (random.nextInt(7)) {
                        case 0 -> "group/" + prefix + pick(NAMES);
                        case 1 -> "group/system:serviceaccounts:" + namespace();
                        case 2 -> "user/system:serviceaccount:" + namespace() + ":" + pick(NAMES);
                        case 3 -> "user/" + prefix + pick(NAMES);
                        case 4 -> ofCluster ? "user/" + prefix + pick(NAMES) : "serviceaccount/" + pick(NAMES);
                        default -> "serviceaccount/" + namespace() + "/" + pick(NAMES);
                    });
        }
        return subjects.toArray(String[]::new);
    }

    private String namespace() {
        return pick(namespaces);
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
