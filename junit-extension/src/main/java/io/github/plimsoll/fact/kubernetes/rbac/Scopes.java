package io.github.plimsoll.fact.kubernetes.rbac;

import java.util.Set;

/** Which resources belong to no namespace, so that a binding of a namespace gives nothing on them. */
final class Scopes {

    private static final Set<String> OF_CLUSTER = Set.of(
            "nodes",
            "persistentvolumes",
            "componentstatuses",
            "users",
            "groups",
            "users.authentication.k8s.io",
            "groups.authentication.k8s.io",
            "nodes.authentication.k8s.io",
            "uids.authentication.k8s.io",
            "userextras.authentication.k8s.io",
            "tokenreviews.authentication.k8s.io",
            "subjectaccessreviews.authorization.k8s.io",
            "clusterroles.rbac.authorization.k8s.io",
            "clusterrolebindings.rbac.authorization.k8s.io",
            "certificatesigningrequests.certificates.k8s.io",
            "signers.certificates.k8s.io",
            "clustertrustbundles.certificates.k8s.io",
            "validatingwebhookconfigurations.admissionregistration.k8s.io",
            "mutatingwebhookconfigurations.admissionregistration.k8s.io",
            "validatingadmissionpolicies.admissionregistration.k8s.io",
            "validatingadmissionpolicybindings.admissionregistration.k8s.io",
            "mutatingadmissionpolicies.admissionregistration.k8s.io",
            "mutatingadmissionpolicybindings.admissionregistration.k8s.io",
            "customresourcedefinitions.apiextensions.k8s.io",
            "apiservices.apiregistration.k8s.io",
            "storageclasses.storage.k8s.io",
            "volumeattachments.storage.k8s.io",
            "csidrivers.storage.k8s.io",
            "csinodes.storage.k8s.io",
            "priorityclasses.scheduling.k8s.io",
            "runtimeclasses.node.k8s.io",
            "ingressclasses.networking.k8s.io",
            "flowschemas.flowcontrol.apiserver.k8s.io",
            "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io");

    private Scopes() {}

    /** Whether a request can be allowed by nothing but a binding of the whole cluster. */
    static boolean isOfCluster(Request request) {
        if (request.isPath()) {
            return true;
        }
        // Who makes a binding in a namespace is asked there whether they may bind the role, be it one of the cluster.
        boolean asksAboutBinding = request.verb().equals("bind");
        return !asksAboutBinding
                && OF_CLUSTER.contains(request.withoutSubresource().what());
    }
}
