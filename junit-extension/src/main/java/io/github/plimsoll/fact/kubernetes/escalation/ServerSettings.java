package io.github.plimsoll.fact.kubernetes.escalation;

import io.github.plimsoll.fact.Unreadable;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * What the API servers are told that decides where rights lead to; of what is empty it is not known.
 *
 * @param standards the Pod Security Standard that is enforced, by a namespace and its label; throws {@link Unreadable} if that is not
 *     known
 * @param bootstrapTokens whether bootstrap tokens log anybody in
 * @param nodeAuthorizer whether whoever bears the name of a node may do what a kubelet has to
 * @param mutatingPolicies whether MutatingAdmissionPolicies are in force
 * @param limitedImpersonation whether somebody may be let act as others for some requests only
 */
public record ServerSettings(
        BinaryOperator<String> standards,
        Optional<Boolean> bootstrapTokens,
        Optional<Boolean> nodeAuthorizer,
        Optional<Boolean> mutatingPolicies,
        Optional<Boolean> limitedImpersonation) {

    /** Why a way that takes a setting may be closed, empty if it is open; no answer if it is closed. */
    static Optional<String> doubt(Optional<Boolean> setting, String what) {
        return setting.isEmpty()
                ? Optional.of("whether " + what + " is not known, for the settings of the API server are not")
                : setting.filter(on -> on).map(on -> "");
    }
}
