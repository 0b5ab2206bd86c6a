package io.github.plimsoll.fact.kubernetes.rbac;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The roles and bindings that every cluster begins with, as Kubernetes and kubeadm ship them. */
public final class BuiltIns {

    private static final BuiltIns SHIPPED = new BuiltIns();

    private final Map<String, List<Rule>> roles = new HashMap<>();
    private final Set<List<String>> bindings = new HashSet<>();

    private BuiltIns() {
        for (String[] cells : rows("built-in-roles.tsv")) {
            roles.computeIfAbsent(cells[0], role -> new ArrayList<>())
                    .add(new Rule(
                            list(cells[1]),
                            list(cells[2]).stream()
                                    .map(group -> group.equals("core") ? "" : group)
                                    .toList(),
                            list(cells[3]),
                            list(cells[4]),
                            list(cells[5])));
        }
        for (String[] cells : rows("built-in-bindings.tsv")) {
            bindings.add(List.of(cells));
        }
    }

    public static BuiltIns shipped() {
        return SHIPPED;
    }

    /** The rules of a role that every cluster begins with, of all versions together; none if there is no such role. */
    public List<Rule> rules(RoleKey role) {
        return List.copyOf(roles.getOrDefault(role.toString(), List.of()));
    }

    /** Whether a binding of that name gives that role to that one from the beginning. */
    public boolean bind(Principal principal, Binding binding) {
        return bindings.contains(List.of(binding.toString(), binding.role().toString(), principal.toString()));
    }

    /** Whether a right is one of those that its role has from the beginning, as far as it allows that. */
    public boolean give(Right right, Request what) {
        return roles.getOrDefault(right.role().toString(), List.of()).stream()
                .anyMatch(shipped -> shipped.coversOf(right.theRule(), what));
    }

    /** Whether a role has a rule from the beginning that allows all that this one allows, with the same wildcards. */
    public boolean cover(RoleKey role, Rule rule) {
        return roles.getOrDefault(role.toString(), List.of()).stream().anyMatch(shipped -> covers(shipped, rule));
    }

    private static boolean covers(Rule shipped, Rule rule) {
        return has(shipped.verbs(), rule.verbs())
                && has(shipped.groups(), rule.groups())
                && has(shipped.resources(), rule.resources())
                && has(shipped.paths(), rule.paths())
                && (shipped.names().isEmpty()
                        || (!rule.names().isEmpty() && shipped.names().containsAll(rule.names())));
    }

    private static boolean has(List<String> shipped, List<String> words) {
        return shipped.contains("*") || shipped.containsAll(words);
    }

    private static List<String> list(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(",", -1));
    }

    private static List<String[]> rows(String resource) {
        try (InputStream in = Objects.requireNonNull(BuiltIns.class.getResourceAsStream(resource), resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
