package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import io.github.plimsoll.fact.kubernetes.rbac.BuiltIns;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** A RoleBinding or ClusterRoleBinding. */
public final class RoleBinding extends KubernetesObject {

    private final AccessRights rights;
    private final Binding binding;

    RoleBinding(Reading place, AccessRights rights, Binding binding) {
        super(place);
        this.rights = rights;
        this.binding = binding;
    }

    /** Whether every cluster has it from the beginning, whomever else it names by now. */
    public boolean isBuiltIn() {
        return binding.principals().stream()
                .anyMatch(principal -> BuiltIns.shipped().bind(principal, binding));
    }

    /** What it refers to, for example {@code clusterrole/edit}. */
    public String role() {
        read("roleRef.name").requiredText();
        return binding.role().toString();
    }

    public boolean roleExists() {
        boolean exists = rights.rbac().role(binding).map(RuleSet::rules).isPresent();
        reading().recordDerived(role() + " exists", String.valueOf(exists));
        return exists;
    }

    /** The service accounts that it names and that do not exist; whether users and groups do, only their provider knows. */
    public List<String> missingAccounts() {
        ServiceAccounts accounts = ServiceAccounts.of(reading());
        List<String> missing = new ArrayList<>(binding.nobodies());
        binding.principals().stream()
                .filter(Principal::isServiceAccount)
                .filter(account -> !accounts.exist(account))
                .forEach(account -> missing.add(account.toString()));
        reading().recordDerived("subjects", binding.principals().toString());
        return missing;
    }
}
