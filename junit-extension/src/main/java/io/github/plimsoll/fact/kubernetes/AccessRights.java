package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import io.github.plimsoll.fact.kubernetes.rbac.BuiltIns;
import io.github.plimsoll.fact.kubernetes.rbac.Identity;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import io.github.plimsoll.fact.kubernetes.rbac.Rule;
import io.github.plimsoll.fact.kubernetes.rbac.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Who may do what, and where in the snapshot that stands. */
final class AccessRights {

    private static final int FEW = 3;

    private final Rbac rbac;
    private final Reading snapshot;

    private AccessRights(Reading snapshot) {
        this.rbac = Rbac.of(key -> snapshot.document(key).raw());
        this.snapshot = snapshot;
    }

    static AccessRights of(Reading snapshot) {
        return snapshot.derived(AccessRights.class, AccessRights::new);
    }

    Rbac rbac() {
        return rbac;
    }

    Reading place(RuleSet role) {
        return place(
                role.key().ofCluster() ? KubernetesDocuments.CLUSTER_ROLES : KubernetesDocuments.ROLES,
                role.index(),
                role.key().namespace(),
                role.key().name());
    }

    Reading place(Binding binding) {
        return place(
                binding.isOfCluster() ? KubernetesDocuments.CLUSTER_ROLE_BINDINGS : KubernetesDocuments.ROLE_BINDINGS,
                binding.index(),
                binding.namespace(),
                binding.name());
    }

    /**
     * What a service account is given by its own name, or as all accounts or all of its namespace are, with the names of the bindings.
     *
     * @param reader by whom it is noted as read
     */
    List<String> heldBy(String namespace, String account, Reading reader) {
        Principal principal = Principal.serviceAccount(namespace, account);
        rbac.failures().stream().findFirst().ifPresent(failure -> {
            throw failure;
        });
        List<String> grants = Stream.concat(
                        rbac.bindingsNaming(principal).stream(),
                        Stream.of(Identity.ACCOUNTS + ":" + namespace, Identity.ACCOUNTS)
                                .map(Principal::group)
                                .flatMap(group -> rbac.bindingsNaming(group).stream()
                                        .filter(binding -> !BuiltIns.shipped().bind(group, binding))))
                .distinct()
                .filter(binding -> rbac.role(binding).isPresent())
                .map(binding -> whatIsGiven(binding, rbac) + " " + binding.where() + " (" + binding + ")")
                .toList();
        reader.recordDerived(
                "bindings that name " + principal + " or all like it",
                grants.isEmpty() ? "none" : String.join(", ", grants));
        return grants;
    }

    /** The bindings that name somebody and are not there from the beginning; noted as read by {@code reader}. */
    List<String> addedBindings(Principal principal, Reading reader) {
        requireBindings();
        List<String> added = rbac.bindingsNaming(principal).stream()
                .filter(binding -> !BuiltIns.shipped().bind(principal, binding))
                .map(Binding::toString)
                .toList();
        reader.recordDerived("added bindings of " + principal, added.isEmpty() ? "none" : String.join(", ", added));
        return added;
    }

    /** @throws Unreadable if there may be bindings that are not known */
    void requireBindings() {
        rbac.failure(KubernetesDocuments.CLUSTER_ROLE_BINDINGS)
                .or(() -> rbac.failure(KubernetesDocuments.ROLE_BINDINGS))
                .ifPresent(failure -> {
                    throw failure;
                });
    }

    /** One grant for each whom each binding names; one that cannot be opened for each list that could not be read. */
    List<Found<Grant>> grants() {
        return ofBindings(binding -> {
            Reading place = place(binding);
            return binding.principals().stream()
                    .map(principal -> grant(place.named(Grant.name(principal, binding, rbac)), principal, binding))
                    .toList();
        });
    }

    private Found<Grant> grant(Reading place, Principal principal, Binding binding) {
        return new Found<>(place.subject(), reading -> new Grant(reading.at(place), this, principal, binding));
    }

    List<Found<RoleBinding>> bindings() {
        return ofBindings(binding -> List.of(new Found<>(
                binding.toString(),
                reading -> new RoleBinding(reading.at(place(binding).named(binding.toString())), this, binding))));
    }

    List<Found<Role>> roles() {
        List<Found<Role>> found = new ArrayList<>();
        addFailure(KubernetesDocuments.CLUSTER_ROLES, found);
        addFailure(KubernetesDocuments.ROLES, found);
        rbac.roles()
                .forEach(role -> found.add(new Found<>(
                        role.toString(),
                        reading -> new Role(reading.at(place(role).named(role.toString())), this, role))));
        return found;
    }

    /** What a binding gives, in few words: its only rule if that is short, else the role. */
    static String whatIsGiven(Binding binding, Rbac rbac) {
        try {
            return rbac.role(binding)
                    .filter(role ->
                            role.rules().size() == 1 && isShort(role.rules().get(0)))
                    .map(role -> role.rules().get(0).toString())
                    .orElse(binding.role().toString());
        } catch (Unreadable e) {
            return binding.role().toString();
        }
    }

    private static boolean isShort(Rule rule) {
        return rule.verbs().size() <= FEW
                && rule.groups().size() * rule.resources().size() <= FEW
                && rule.paths().size() <= FEW
                && rule.names().size() <= FEW;
    }

    private <S extends Subject> List<Found<S>> ofBindings(Function<Binding, List<Found<S>>> subjects) {
        List<Found<S>> found = new ArrayList<>();
        addFailure(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, found);
        addFailure(KubernetesDocuments.ROLE_BINDINGS, found);
        rbac.bindings().forEach(binding -> found.addAll(subjects.apply(binding)));
        return found;
    }

    private <S extends Subject> void addFailure(String list, List<Found<S>> found) {
        rbac.failure(list)
                .ifPresent(failure -> found.add(Found.unreadable(list.substring(list.lastIndexOf('/') + 1), failure)));
    }

    private Reading place(String list, int index, String namespace, String name) {
        return snapshot.document(list)
                .part("items[" + index + "]")
                .asDocument(KubernetesDocuments.object(list, namespace, name));
    }
}
