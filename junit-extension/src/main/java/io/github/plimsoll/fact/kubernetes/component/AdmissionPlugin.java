package io.github.plimsoll.fact.kubernetes.component;

import java.util.List;

/** The admission plugins that controls ask about, and whether they are on by themselves. */
public enum AdmissionPlugin {
    ALWAYS_ADMIT("AlwaysAdmit", false),
    ALWAYS_PULL_IMAGES("AlwaysPullImages", false),
    DENY_SERVICE_EXTERNAL_IPS("DenyServiceExternalIPs", false),
    EVENT_RATE_LIMIT("EventRateLimit", false),
    IMAGE_POLICY_WEBHOOK("ImagePolicyWebhook", false),
    MUTATING_ADMISSION_POLICY("MutatingAdmissionPolicy", true),
    NAMESPACE_LIFECYCLE("NamespaceLifecycle", true),
    NODE_RESTRICTION("NodeRestriction", false),
    POD_SECURITY("PodSecurity", true),
    SERVICE_ACCOUNT("ServiceAccount", true),
    VALIDATING_ADMISSION_POLICY("ValidatingAdmissionPolicy", true);

    private final String title;
    private final boolean byItself;

    AdmissionPlugin(String title, boolean byItself) {
        this.title = title;
        this.byItself = byItself;
    }

    /** The server takes what is switched on over what is switched off; the old flag names all plugins there are. */
    boolean isOn(Flags flags) {
        if (flags.has("admission-control")) {
            return flags.texts("admission-control", List.of()).contains(title);
        }
        return flags.texts("enable-admission-plugins", List.of()).contains(title)
                || (byItself
                        && !flags.texts("disable-admission-plugins", List.of()).contains(title));
    }

    @Override
    public String toString() {
        return title;
    }
}
