package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.List;

/** The configuration by which the API server encrypts objects: the first entry that names a resource decides, its first provider writes. */
final class Encryption {

    private static final List<String> PROVIDERS = List.of("identity", "aescbc", "aesgcm", "secretbox", "kms");

    private Encryption() {}

    /** @param resource of the core group, for example {@code secrets} */
    static String providerOf(String resource, SettingsFile file) {
        for (Reading entry : file.elements("resources")) {
            boolean named = entry.value("resources").asTexts().stream()
                    .anyMatch(name -> name.equals(resource) || name.equals("*.") || name.equals("*.*"));
            if (named) {
                List<Reading> providers = entry.elements("providers");
                return providers.isEmpty() ? "identity" : name(providers.get(0));
            }
        }
        return "identity";
    }

    private static String name(Reading provider) {
        return provider.value("").keys().stream()
                .filter(PROVIDERS::contains)
                .findFirst()
                .orElseThrow(() -> new Unreadable("the first provider of the encryption configuration is not known"));
    }
}
