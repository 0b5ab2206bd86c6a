package io.github.plimsoll.fact.kubernetes.rbac;

/**
 * One rule that a binding gives to somebody.
 *
 * @param rule its number in the role
 */
public record Right(Principal principal, Binding binding, RuleSet role, int rule) {

    public Rule theRule() {
        return role.rules().get(rule);
    }

    /** For a person, without whose it is: {@code create pods in shop (rolebinding/shop/builders)}. */
    public String text() {
        return text(theRule().toString());
    }

    /** As {@link #text}, of all that the rule allows just what matters: {@code create pods}. */
    public String text(String what) {
        return what + " " + binding.where() + " (" + binding + ")";
    }

    /** As in reports: {@code serviceaccount/dev/builder › create pods in shop (rolebinding/shop/builders)}. */
    @Override
    public String toString() {
        return principal + " › " + text();
    }
}
