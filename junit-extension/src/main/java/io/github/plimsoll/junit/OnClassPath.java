package io.github.plimsoll.junit;

import io.github.plimsoll.catalogue.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Properties;

/** What is on the class path of the tests, read once: JUnit makes what asks for it anew for each class. */
final class OnClassPath {

    private OnClassPath() {}

    static Catalogue catalogue() {
        return Tables.CATALOGUE;
    }

    /** The {@code plimsoll.properties} of the project. */
    static Properties settings() {
        return Files.SETTINGS;
    }

    /** The {@code junit-platform.properties} of the project. */
    static Properties platform() {
        return Files.PLATFORM;
    }

    private static ClassLoader loader() {
        return Thread.currentThread().getContextClassLoader();
    }

    private static Properties properties(String resource) {
        Properties properties = new Properties();
        URL url = loader().getResource(resource);
        if (url != null) {
            try (InputStream in = url.openStream()) {
                properties.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + url, e);
            }
        }
        return properties;
    }

    private static final class Tables {

        private static final Catalogue CATALOGUE = Catalogue.load(loader());
    }

    private static final class Files {

        private static final Properties SETTINGS = properties("plimsoll.properties");
        private static final Properties PLATFORM = properties("junit-platform.properties");
    }
}
