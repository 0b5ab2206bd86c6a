package io.github.plimsoll.fact.kubernetes.admission;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What refuses dangerous pods in a namespace beside Pod Security admission. */
public final class PodPolicies {

    private PodPolicies() {}

    /**
     * The policies that refuse dangerous pods, by their names as subjects.
     *
     * @param vouched names of policies of which a person says that they do
     * @throws Unreadable if there are only such of which nobody says what they refuse
     */
    public static List<String> refusing(
            Reading snapshot, String namespace, Map<String, String> labels, List<String> vouched) {
        Place place = new Place(namespace, labels);
        List<PodPolicy> policies = Stream.of(
                        ServerPolicies.on(snapshot, place),
                        Kyverno.on(snapshot, place),
                        Gatekeeper.on(snapshot, place),
                        Kubewarden.on(snapshot, place),
                        Webhooks.on(snapshot, place))
                .flatMap(List::stream)
                .toList();
        List<String> refusing = policies.stream()
                .filter(policy -> policy.isCertain() || vouched.contains(policy.name()))
                .map(PodPolicy::name)
                .distinct()
                .toList();
        if (refusing.isEmpty() && !policies.isEmpty()) {
            throw new Unreadable("what is refused here is not known of "
                    + String.join(
                            ", ",
                            policies.stream().map(PodPolicy::name).distinct().toList())
                    + "; name those that refuse dangerous pods in kubernetes.pod-policies");
        }
        return refusing;
    }
}
