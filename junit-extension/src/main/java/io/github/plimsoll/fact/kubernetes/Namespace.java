package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.kubernetes.admission.PodPolicies;
import io.github.plimsoll.fact.kubernetes.component.Admission;
import io.github.plimsoll.fact.kubernetes.network.Direction;
import io.github.plimsoll.fact.kubernetes.pss.Level;
import io.github.plimsoll.fact.kubernetes.pss.PodSecurity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A namespace, and what it admits. */
public final class Namespace extends KubernetesObject {

    /** The lists of what is found in namespaces, and the kinds for names of subjects. */
    private static final Map<String, String> CONTENTS = Map.of(
            KubernetesDocuments.SERVICES, "service",
            KubernetesDocuments.CONFIG_MAPS, "configmap",
            KubernetesDocuments.SECRETS, "secret",
            KubernetesDocuments.SERVICE_ACCOUNTS, "serviceaccount",
            KubernetesDocuments.INGRESSES, "ingress");

    /** What Kubernetes puts into namespaces itself. */
    private static final Set<String> PUT_THERE =
            Set.of("service/default/kubernetes", "configmap/%s/kube-root-ca.crt", "serviceaccount/%s/default");

    Namespace(Reading namespace) {
        super(namespace);
    }

    /** The NetworkPolicies in it. */
    public List<String> networkPolicies() {
        return Policies.of(reading()).in(objectName(), reading());
    }

    /** Whether what comes into its pods is denied unless a NetworkPolicy lets it in, of pods yet to come as well. */
    public boolean deniesIngressByDefault() {
        return Policies.of(reading()).deniesByDefault(objectName(), Direction.INGRESS, reading());
    }

    /** Whether what goes out of its pods is denied unless a NetworkPolicy lets it out, of pods yet to come as well. */
    public boolean deniesEgressByDefault() {
        return Policies.of(reading()).deniesByDefault(objectName(), Direction.EGRESS, reading());
    }

    /** The workloads in it whose pods no NetworkPolicy isolates from what comes in, though one could. */
    public List<String> workloadsWithoutPolicy() {
        return Policies.of(reading()).notIsolated(objectName(), reading());
    }

    /** Whether it is the one that whoever names none gets. */
    public boolean isDefault() {
        return objectName().equals("default");
    }

    /**
     * The Pod Security Standard below which pods are refused: {@code privileged}, {@code baseline} or {@code restricted}.
     *
     * @param decided exemptions that the site has decided on, for example {@code runtimeclass/kata}
     * @throws io.github.plimsoll.fact.Unreadable if the settings of an API server, which may leave the namespace out, are not known
     */
    public String enforcedStandard(List<String> decided) {
        String label =
                read("metadata.labels.\"pod-security.kubernetes.io/enforce\"").asText("");
        return Admission.standard(reading(), objectName(), label, decided);
    }

    /**
     * What the restricted standard asks for in the version of the cluster and not in the version that is enforced, by the names of
     * the checks.
     *
     * @throws io.github.plimsoll.fact.Unreadable if one of the versions is not known
     */
    public List<String> checksLeftOut() {
        String label = read("metadata.labels.\"pod-security.kubernetes.io/enforce-version\"")
                .asText("");
        Set<String> leftOut = new TreeSet<>();
        for (String version : Admission.versions(reading(), label)) {
            if (!version.equals(Admission.LATEST)) {
                List<String> known = checks(ClusterVersion.minor(version));
                checks(ClusterVersion.minor(reading())).stream()
                        .filter(check -> !known.contains(check))
                        .forEach(leftOut::add);
            }
        }
        reading().recordDerived("checks left out", leftOut.isEmpty() ? "none" : String.join(", ", leftOut));
        return List.copyOf(leftOut);
    }

    private static List<String> checks(int version) {
        return new PodSecurity(version).checks(Level.RESTRICTED);
    }

    /**
     * The policies other than Pod Security admission that refuse dangerous pods in it.
     *
     * @param vouched policies of which a person says that they do
     * @throws io.github.plimsoll.fact.Unreadable if there are only such of which nobody says what they refuse
     */
    public List<String> otherPolicies(List<String> vouched) {
        List<String> policies = PodPolicies.refusing(reading().unrecorded(), objectName(), labels(), vouched);
        reading().recordDerived("otherPolicies", String.join(", ", policies));
        return policies;
    }

    /** Those of {@code cpu}, {@code memory} and {@code pods} of which its pods may take all that the cluster has. */
    public List<String> withoutQuota() {
        return Quotas.of(reading()).unbounded(objectName(), reading());
    }

    public boolean hasQuotas() {
        return !Quotas.of(reading()).isNone(objectName());
    }

    /** What it uses beyond a quota, for quotas stop only what comes after them. */
    public List<String> beyondQuota() {
        return Quotas.of(reading()).exceeded(objectName(), reading());
    }

    /** The limit that containers get in it that name none; zero is none. */
    public BigDecimal defaultLimit(String resource) {
        BigDecimal limit = LimitRanges.of(reading()).limit(objectName(), resource);
        reading().recordDerived("default limit of " + resource, limit.toPlainString());
        return limit;
    }

    /** How many pods stand in it that have ended. */
    public long endedPods() {
        long ended = NodePods.of(reading()).endedIn(objectName());
        reading().recordDerived("ended pods", String.valueOf(ended));
        return ended;
    }

    /**
     * What is in it that Kubernetes did not put there itself, by the names of subjects.
     *
     * @throws io.github.plimsoll.fact.Unreadable if some kinds could not be listed, and nothing was found of the others
     */
    public List<String> contents() {
        return Contents.of(reading()).in(objectName(), reading());
    }

    static Map<String, String> listsOfContents() {
        return CONTENTS;
    }

    static boolean isPutThere(String subject, String namespace) {
        return PUT_THERE.stream().anyMatch(known -> known.formatted(namespace).equals(subject));
    }
}
