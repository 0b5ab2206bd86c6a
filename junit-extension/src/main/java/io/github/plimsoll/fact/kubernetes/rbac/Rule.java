package io.github.plimsoll.fact.kubernetes.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One rule of a role, matched as the authorizer of the API server matches it. */
public record Rule(
        List<String> verbs, List<String> groups, List<String> resources, List<String> names, List<String> paths) {

    private static final String ALL = "*";

    /** @throws Unreadable if a field is not what it has to be */
    static Rule of(JsonNode rule, String place) {
        return new Rule(
                texts(rule, "verbs", place),
                texts(rule, "apiGroups", place),
                texts(rule, "resources", place),
                texts(rule, "resourceNames", place),
                texts(rule, "nonResourceURLs", place));
    }

    public boolean allows(Request request) {
        if (request.isPath()) {
            return allowsVerb(request.verb()) && paths.stream().anyMatch(path -> covers(path, request.path()));
        }
        return concerns(request) && (names.isEmpty() || names.contains(request.name()));
    }

    /** Whether it allows that on some object, be it not on the one that is asked for. */
    public boolean concerns(Request request) {
        return allowsVerb(request.verb())
                && (groups.contains(ALL) || groups.contains(request.group()))
                && resources.stream().anyMatch(resource -> covers(resource, request));
    }

    /** Whether it allows that on some object that there can be: new objects, "everything" and all of a kind have no name. */
    boolean canAllow(Request request) {
        if (request.isPath()) {
            return allows(request);
        }
        boolean isNameless = request.resource().equals(ALL)
                || request.verb().equals("deletecollection")
                || (request.verb().equals("create") && request.subresource().isEmpty());
        return concerns(request) && (names.isEmpty() || !isNameless);
    }

    /** Whether whatever another rule allows of something, this one allows too. */
    boolean coversOf(Rule other, Request request) {
        return request.isPath()
                ? allows(request)
                : concerns(request) && (names.isEmpty() || (!other.names.isEmpty() && names.containsAll(other.names)));
    }

    /** The places that hold a wildcard, for example {@code verbs *}. */
    public List<String> wildcards() {
        List<String> wildcards = new ArrayList<>();
        verbs.stream().filter(ALL::equals).forEach(verb -> wildcards.add("verbs " + verb));
        groups.stream().filter(ALL::equals).forEach(group -> wildcards.add("apiGroups " + group));
        resources.stream()
                .filter(resource -> resource.startsWith(ALL))
                .forEach(resource -> wildcards.add("resources " + resource));
        paths.stream()
                .filter(path -> path.equals(ALL) || path.equals("/*"))
                .forEach(path -> wildcards.add("nonResourceURLs " + path));
        return wildcards;
    }

    private boolean allowsVerb(String verb) {
        return verbs.contains(ALL) || verbs.contains(verb);
    }

    private static boolean covers(String resource, Request request) {
        return resource.equals(ALL)
                || resource.equals(request.combinedResource())
                || (!request.subresource().isEmpty() && resource.equals("*/" + request.subresource()))
                || (request.subresource().equals(ALL) && resource.startsWith(request.resource() + "/"));
    }

    private static boolean covers(String pattern, String path) {
        return pattern.equals(ALL)
                || pattern.equals(path)
                || (pattern.endsWith(ALL) && path.startsWith(pattern.replaceFirst("\\*+$", "")));
    }

    /** For a person, without where: {@code create pods, get secrets named tls}. */
    @Override
    public String toString() {
        List<String> things = paths.isEmpty()
                ? groups.stream()
                        .flatMap(group -> resources.stream().map(resource -> inGroup(resource, group)))
                        .toList()
                : paths;
        return few(verbs) + " " + few(things) + (names.isEmpty() ? "" : " named " + few(names));
    }

    private static String inGroup(String resource, String group) {
        int slash = resource.indexOf('/');
        String whole = slash < 0 ? resource : resource.substring(0, slash);
        return whole + (group.isEmpty() ? "" : "." + group) + (slash < 0 ? "" : resource.substring(slash));
    }

    private static String few(List<String> texts) {
        int most = 4;
        String some = String.join(", ", texts.subList(0, Math.min(most, texts.size())));
        return texts.size() <= most ? some : some + " and " + (texts.size() - most) + " more";
    }

    private static List<String> texts(JsonNode rule, String field, String place) {
        JsonNode list = rule.path(field);
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray() || !elements(list).allMatch(JsonNode::isTextual)) {
            throw new Unreadable(field + " of " + place + " is not a list of texts");
        }
        return elements(list).map(JsonNode::textValue).toList();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return java.util.stream.StreamSupport.stream(list.spliterator(), false);
    }
}
