package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.SecretNames;
import io.github.plimsoll.fact.Unreadable;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;

/** A Secret, as far as it is known without what is in it. */
public final class Secret extends KubernetesObject {

    /** What people and programs log in with; of tokens of service accounts and of certificates others tell when they end. */
    private static final Set<String> LOGINS = Set.of(
            "kubernetes.io/dockerconfigjson",
            "kubernetes.io/dockercfg",
            "kubernetes.io/basic-auth",
            "kubernetes.io/ssh-auth");

    private static final Set<String> ENDING = Set.of(LastingTokens.TYPE, "kubernetes.io/tls", BootstrapTokens.TYPE);

    Secret(Reading secret) {
        super(secret);
    }

    /** Whether somebody logs in with what is in it and could do so for ever, by its type or by what something in it is called. */
    public boolean isLasting() {
        return LOGINS.contains(type())
                || (!ENDING.contains(type()) && read("keys").asTexts().stream().anyMatch(SecretNames::suggestsSecret));
    }

    /**
     * How long ago something in it was written last.
     *
     * @throws Unreadable if the API server has not noted it
     */
    public Duration age() {
        String written = read("written").asText("");
        try {
            return Duration.between(Instant.parse(written), reading().header().collectedAt());
        } catch (DateTimeParseException e) {
            throw new Unreadable("the API server has not noted when it was written");
        }
    }

    public String type() {
        return read("type").requiredText();
    }

    /** Whether an annotation repeats what is in it, as {@code kubectl apply} writes one. */
    public boolean isCopiedIntoAnnotation() {
        return read("copied").asBoolean(false);
    }
}
