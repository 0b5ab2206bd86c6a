package io.github.plimsoll.junit;

import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Where settings come from, the first that has one: {@code plimsoll.NAME} as JUnit knows it (its configuration parameters,
 * then system properties), the system property {@code NAME}, {@code plimsoll.properties} on the class path.
 */
final class SettingsLookup implements Function<String, Optional<String>> {

    private static final String PREFIX = "plimsoll.";

    private final Function<String, Optional<String>> parameters;
    private final Properties file;

    private SettingsLookup(Function<String, Optional<String>> parameters, Properties file) {
        this.parameters = parameters;
        this.file = file;
    }

    static SettingsLookup of(ExtensionContext context) {
        return new SettingsLookup(context::getConfigurationParameter, OnClassPath.settings());
    }

    /** What is known before a test runs; parameters given with a launcher's request are not. */
    static SettingsLookup beforeExecution() {
        Properties platform = OnClassPath.platform();
        return new SettingsLookup(
                name -> Optional.ofNullable(System.getProperty(name, platform.getProperty(name))),
                OnClassPath.settings());
    }

    @Override
    public Optional<String> apply(String name) {
        return parameters
                .apply(PREFIX + name)
                .or(() -> Optional.ofNullable(System.getProperty(name)))
                .or(() -> Optional.ofNullable(file.getProperty(name)))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** What is set, without the prefix; configuration parameters that come with a launcher's request cannot be listed. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(file.stringPropertyNames());
        for (String name : System.getProperties().stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                names.add(name.substring(PREFIX.length()));
            }
        }
        return names;
    }
}
