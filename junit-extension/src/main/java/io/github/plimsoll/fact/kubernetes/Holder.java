package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.escalation.Chain;
import io.github.plimsoll.fact.kubernetes.escalation.Place;
import io.github.plimsoll.fact.kubernetes.escalation.Use;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.List;
import java.util.Optional;

/** Somebody who holds rights by a binding: a user, the members of a group, a service account. */
public final class Holder extends Subject {

    private final Climbs climbs;
    private final Principal principal;

    Holder(Reading snapshot, Climbs climbs, Principal principal) {
        super(snapshot);
        this.climbs = climbs;
        this.principal = principal;
    }

    /** Whether it is one of these, in which {@code *} stands for anything. */
    public boolean isOneOf(List<String> patterns) {
        return Patterns.anyMatches(patterns, principal.toString());
    }

    /** Whether it may do everything in the cluster as it is. */
    public boolean isAdministrator() {
        boolean is = climbs.escalation().isAdministrator(principal);
        reading().recordDerived("is an administrator", String.valueOf(is));
        return is;
    }

    /**
     * The shortest chain of rights by which it gets to everything in the cluster, for a person; empty if there is none.
     *
     * @throws Unreadable if there is only one of which it cannot be told whether it is open
     */
    public String wayToCluster() {
        return noted(
                "way to the cluster",
                climbs.bestCutToCluster(),
                climbs.escalation().chain(principal, Place.CLUSTER));
    }

    /** The same, leaving out what it does by nothing but rights that every cluster has from the beginning. */
    public String wayToClusterBeyondBuiltIn() {
        return noted(
                "way to the cluster",
                climbs.bestCutToCluster(),
                climbs.escalation().chainBeyondBuiltIn(principal, Place.CLUSTER));
    }

    /**
     * The shortest chain of rights by which it gets to be root on a node, for a person; empty if there is none.
     *
     * @throws Unreadable if there is only one of which it cannot be told whether it is open
     */
    public String wayToNode() {
        return noted(
                "way to a node", climbs.bestCutToNode(), climbs.escalation().chain(principal, Place.ANY_NODE));
    }

    /** The same, leaving out what it does by nothing but rights that every cluster has from the beginning. */
    public String wayToNodeBeyondBuiltIn() {
        return noted(
                "way to a node",
                climbs.bestCutToNode(),
                climbs.escalation().chainBeyondBuiltIn(principal, Place.ANY_NODE));
    }

    private String noted(String what, String bestCut, Optional<Chain> chain) {
        if (chain.isEmpty()) {
            reading().recordDerived(what, "none");
            return "";
        }
        chain.get().uses().forEach(this::note);
        String words = chain.get().toString();
        reading().recordDerived(what, words);
        if (!chain.get().doubt().isEmpty()) {
            throw new Unreadable(words + ", unless it is closed: " + chain.get().doubt());
        }
        reading().recordDerived("what cuts most ways", bestCut);
        return words;
    }

    private void note(Use use) {
        reading()
                .at(climbs.rights().place(use.right().binding()))
                .value("roleRef.name")
                .requiredText();
        reading()
                .at(climbs.rights().place(use.right().role()))
                .part("rules[" + use.right().rule() + "]")
                .value("verbs")
                .asTexts();
    }
}
