package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import io.github.plimsoll.fact.kubernetes.rbac.BuiltIns;
import io.github.plimsoll.fact.kubernetes.rbac.Identity;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import io.github.plimsoll.fact.kubernetes.rbac.Request;
import io.github.plimsoll.fact.kubernetes.rbac.Right;
import io.github.plimsoll.fact.kubernetes.rbac.Rule;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What one binding gives to one of those whom it names.
 *
 * <p>What is asked of it is written as a verb and a resource, {@code create pods/exec} or {@code get deployments.apps}; or as a verb
 * and a path, {@code get /metrics}. It is allowed if it is on one object at least.
 */
public final class Grant extends Subject {

    private static final int FEW = 5;

    /** Asked for while another request is decided on, which alone is logged. */
    private static final Set<String> UNSEEN = Set.of("bind", "escalate", "approve", "sign", "attest", "use");

    private final AccessRights rights;
    private final Principal principal;
    private final Binding binding;

    Grant(Reading place, AccessRights rights, Principal principal, Binding binding) {
        super(place);
        this.rights = rights;
        this.principal = principal;
        this.binding = binding;
    }

    static String name(Principal principal, Binding binding, Rbac rbac) {
        return principal + " › " + AccessRights.whatIsGiven(binding, rbac) + " " + binding.where() + " (" + binding
                + ")";
    }

    /** Who has it, for example {@code serviceaccount/dev/builder} or {@code group/system:authenticated}. */
    public String holder() {
        reading().recordDerived("subjects", principal.toString());
        return principal.toString();
    }

    /** Whether its holder is one of these, in which {@code *} stands for anything. */
    public boolean isHeldByOneOf(List<String> patterns) {
        return Patterns.anyMatches(patterns, holder());
    }

    /** Where it holds; empty for the whole cluster. */
    public String namespace() {
        return read("metadata.namespace").asText("");
    }

    /** Whether every cluster has it from the beginning, be its role as it was or not. */
    public boolean isBuiltIn() {
        return BuiltIns.shipped().bind(principal, binding);
    }

    /** What it allows of these. */
    public List<String> allows(String... requests) {
        return allowed((right, what) -> true, requests);
    }

    /** What it allows of these that does not come with Kubernetes itself: all of it, but for built-in grants of built-in rules. */
    public List<String> allowsBeyondBuiltIn(String... requests) {
        return isBuiltIn()
                ? allowed((right, what) -> !BuiltIns.shipped().give(right, what), requests)
                : allows(requests);
    }

    /** The rules it gives that do not come with Kubernetes itself, for example {@code create pods}. */
    public List<String> rulesBeyondBuiltIn() {
        read("roleRef.name").requiredText();
        List<String> rules = rights.rbac().rights(principal, binding).stream()
                .filter(right ->
                        !isBuiltIn() || !BuiltIns.shipped().cover(right.role().key(), right.theRule()))
                .map(right -> right.theRule().toString())
                .toList();
        reading()
                .recordDerived(
                        "rules that Kubernetes does not ship", rules.isEmpty() ? "none" : String.join(", ", rules));
        return rules;
    }

    /**
     * The requests of an audit log that it allows and its holder made, for a person; a few of them.
     *
     * @param file the log, a line of JSON for each event
     * @param span the time that it has to cover at least
     * @throws Unreadable if the log cannot be read, or covers less
     */
    public List<String> usesIn(String file, Duration span) {
        AuditLog log = reading().derived(AuditLog.class, snapshot -> AuditLog.read(file));
        if (log.span().compareTo(span) < 0) {
            throw new Unreadable("the audit log " + file + " covers " + log.span() + " only");
        }
        List<Rule> rules = rights.rbac().rights(principal, binding).stream()
                .map(Right::theRule)
                .toList();
        List<String> uses = log.of(principal).stream()
                .filter(request -> binding.isOfCluster() || binding.namespace().equals(request.namespace()))
                .filter(request -> rules.stream().anyMatch(rule -> rule.allows(request)))
                .map(Request::text)
                .distinct()
                .limit(FEW)
                .toList();
        reading().recordDerived("uses in the audit log", uses.isEmpty() ? "none" : String.join(", ", uses));
        return uses;
    }

    /** Whether it allows what no event of an audit log shows and nothing else, such as to bind or to approve. */
    public boolean isOfUnseenVerbs() {
        List<Right> all = rights.rbac().rights(principal, binding);
        return !all.isEmpty()
                && all.stream()
                        .allMatch(right -> UNSEEN.containsAll(right.theRule().verbs()));
    }

    /** Whether its holder may do that by this grant or by any other. */
    public boolean holderMay(String request) {
        boolean may = rights.rbac()
                .anywhere(Identity.of(principal), Request.parse(request))
                .isPresent();
        reading().recordDerived("holder may " + request, String.valueOf(may));
        return may;
    }

    private List<String> allowed(BiPredicate<Right, Request> which, String... requests) {
        read("roleRef.name").requiredText();
        List<String> allowed = Arrays.stream(requests)
                .map(Request::parse)
                .flatMap(what -> rights.rbac().allowing(principal, binding, what).stream()
                        .filter(right -> which.test(right, what))
                        .map(right -> noted(right, what)))
                .distinct()
                .toList();
        if (allowed.isEmpty()) {
            reading()
                    .recordDerived(
                            "rules of " + binding.role(), "none of them allows any of " + String.join(", ", requests));
        }
        return allowed;
    }

    private String noted(Right right, Request what) {
        Reading rule = reading().at(rights.place(right.role())).part("rules[" + right.rule() + "]");
        rule.value("verbs").asTexts();
        List<String> names = rule.value("resourceNames").asTexts();
        rule.value(right.theRule().paths().isEmpty() ? "resources" : "nonResourceURLs")
                .asTexts();
        return what.text() + (names.isEmpty() ? "" : " named " + String.join(", ", names));
    }
}
