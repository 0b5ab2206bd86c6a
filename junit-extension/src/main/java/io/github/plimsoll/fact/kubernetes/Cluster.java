package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.List;

/** The cluster as a whole. */
public final class Cluster extends Subject {

    Cluster(Reading version) {
        super(version);
    }

    /** The version of the API server, for example {@code v1.34.4} or {@code v1.33.1+k3s1}. */
    public String version() {
        return read("gitVersion").requiredText();
    }

    /** The bindings that name a group, but for those that every cluster has from the beginning. */
    public List<String> bindingsOf(String group) {
        return AccessRights.of(reading()).addedBindings(Principal.group(group), reading());
    }

    /** The requests for certificates that were granted to members of a group, as far as the cluster still remembers them. */
    public List<String> certificatesFor(String group) {
        List<String> requests = IssuedCertificates.of(reading()).forGroup(group);
        reading()
                .recordDerived(
                        "certificates issued for " + group,
                        requests.isEmpty() ? "none remembered" : String.join(", ", requests));
        return requests;
    }

    /**
     * What runs in it that is known to enforce NetworkPolicies, on every node that it is meant for.
     *
     * @throws io.github.plimsoll.fact.Unreadable if nothing runs whose habits are known
     */
    public List<String> policyEnforcers() {
        return NetworkPlugins.of(reading()).enforcers(reading());
    }
}
