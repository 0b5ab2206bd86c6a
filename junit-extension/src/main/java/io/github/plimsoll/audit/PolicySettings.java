package io.github.plimsoll.audit;

import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.catalogue.Suggestions;
import io.github.plimsoll.policy.Policies;
import io.github.plimsoll.policy.PolicyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Where the policy of a run is set: a file, and over it parameters of the keys' own names.
 *
 * @param file {@code -Dpolicy}: the file; {@value #USUAL_FILE} if nothing is said and there is one
 * @param directory what the file's name is relative to
 * @param parameters the value of a parameter by its key, empty if nobody gave one
 * @param names the names of settings that were given, as far as they can be listed
 */
public record PolicySettings(
        Optional<String> file, Path directory, Function<String, Optional<String>> parameters, Set<String> names) {

    private static final String USUAL_FILE = "plimsoll.yaml";
    private static final String PREFIX = "plimsoll.";

    /** @throws BadSetting if a parameter was given that there is not */
    Policies read(Catalogue catalogue) {
        Policies policies = ofFile(Policies.defaults(catalogue));
        for (String key : policies.keys()) {
            Optional<String> value = parameters.apply(key);
            if (value.isPresent()) {
                policies = policies.withText(key, value.get(), "-D" + PREFIX + key);
            }
        }
        requireKnownNames(policies.keys());
        return policies;
    }

    private Policies ofFile(Policies defaults) {
        String name = file.orElse(USUAL_FILE);
        Path path = directory.resolve(name);
        return file.isPresent() || Files.exists(path) ? PolicyFile.read(path, name, defaults) : defaults;
    }

    /** A mistyped parameter would otherwise leave the default in force without a word. */
    private void requireKnownNames(List<String> keys) {
        List<String> groups =
                keys.stream().map(key -> key.substring(0, key.indexOf('.') + 1)).toList();
        for (String name : names) {
            if (groups.stream().anyMatch(name::startsWith) && !keys.contains(name)) {
                throw new BadSetting("-D" + PREFIX + name + ": unknown; " + Suggestions.among(name, keys));
            }
        }
    }
}
