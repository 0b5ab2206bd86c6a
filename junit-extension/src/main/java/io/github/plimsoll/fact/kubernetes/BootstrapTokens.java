package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.kubernetes.component.ApiServer;
import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import io.github.plimsoll.fact.kubernetes.rbac.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The tokens by which machines join a cluster as nodes, and what else they are good for. */
final class BootstrapTokens {

    static final String TYPE = "bootstrap.kubernetes.io/token";
    private static final String SYSTEM = "secret/kube-system/";
    private static final String USER = "system:bootstrap:";
    private static final String GROUP = "system:bootstrappers";

    private static final Set<String> LOOK = Set.of("get", "list", "watch");
    private static final Set<String> REQUEST = Set.of("create", "get", "list", "watch");

    private BootstrapTokens() {}

    /** @throws Unreadable if it is not known of one whether it ends, and every other does */
    static List<String> lasting(Reading reading) {
        List<String> lasting = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (Reading secret : Objects.of(reading, KubernetesDocuments.SECRETS, "secret")) {
            if (secret.value("type").asText("").equals(TYPE) && secret.subject().startsWith(SYSTEM)) {
                List<String> keys = secret.value("keys").asTexts();
                if (keys.isEmpty()) {
                    unknown.add(secret.subject());
                } else if (keys.contains("usage-bootstrap-authentication") && !keys.contains("expiration")) {
                    lasting.add(secret.subject());
                }
            }
        }
        reading.recordDerived(
                "bootstrap tokens that never end", lasting.isEmpty() ? "none" : String.join(", ", lasting));
        if (lasting.isEmpty() && !unknown.isEmpty()) {
            throw new Unreadable("whether it ends is not known of " + String.join(", ", unknown)
                    + ", for the server does not tell what is in it");
        }
        return ifTaken(lasting, reading);
    }

    /** @throws Unreadable if there may be bindings that are not known */
    static List<String> rightsBeyondJoining(Reading reading) {
        AccessRights access = AccessRights.of(reading);
        access.requireBindings();
        Rbac rbac = access.rbac();
        List<String> rights = new ArrayList<>();
        for (Binding binding : rbac.bindings()) {
            if (binding.principals().stream().anyMatch(BootstrapTokens::isHolder)) {
                rbac.role(binding).stream()
                        .flatMap(role -> role.rules().stream())
                        .filter(rule -> !servesJoining(rule))
                        .map(rule -> rule + " " + binding.where() + " (" + binding + ")")
                        .forEach(rights::add);
            }
        }
        reading.recordDerived(
                "rights of bootstrap tokens beyond joining", rights.isEmpty() ? "none" : String.join(", ", rights));
        return ifTaken(rights, reading);
    }

    /** Where no server takes them, they are good for nothing. */
    private static List<String> ifTaken(List<String> found, Reading reading) {
        return found.isEmpty() || areTaken(reading) ? found : List.of();
    }

    /** @throws Unreadable if no API server is seen */
    private static boolean areTaken(Reading reading) {
        try {
            return ApiServer.locate(reading.unrecorded()).stream()
                    .map(server -> server.opener().open(reading))
                    .map(ApiServer::takesBootstrapTokens)
                    .toList()
                    .contains(true);
        } catch (Absent e) {
            // Whoever runs it may let them in.
            return true;
        }
    }

    private static boolean isHolder(Principal principal) {
        String name = principal.name();
        return principal.isGroup()
                ? name.equals(GROUP) || name.startsWith(GROUP + ":")
                : !principal.isServiceAccount() && name.startsWith(USER);
    }

    /** To ask for a certificate, and to look at nodes and at named settings of the cluster. */
    private static boolean servesJoining(Rule rule) {
        boolean requests = rule.groups().equals(List.of("certificates.k8s.io"))
                && REQUEST.containsAll(rule.verbs())
                && rule.resources().stream().allMatch(BootstrapTokens::isRequest);
        boolean looks = rule.groups().equals(List.of(""))
                && LOOK.containsAll(rule.verbs())
                && (rule.resources().equals(List.of("nodes"))
                        || (rule.resources().equals(List.of("configmaps"))
                                && !rule.names().isEmpty()));
        return rule.paths().isEmpty() && (requests || looks);
    }

    private static boolean isRequest(String resource) {
        return resource.equals("certificatesigningrequests")
                || (resource.startsWith("certificatesigningrequests/") && resource.contains("node"));
    }
}
