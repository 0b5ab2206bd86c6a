package io.github.plimsoll.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pages under {@code docs} that are made and not written: compared with what they should be, or with {@code -Pdocs} made anew. */
final class GeneratedPages {

    private static final Path DOCS = Path.of("..", "docs");
    private static final String HOW = "./mvnw -q test -Pdocs";

    private GeneratedPages() {}

    static void areUpToDate(String name, String text) throws IOException {
        Path page = DOCS.resolve(name);
        if (Boolean.getBoolean("plimsoll.docs.write")) {
            Files.createDirectories(page.toAbsolutePath().getParent());
            Files.writeString(page, text);
        }
        assertThat(page).as("docs/%s; made anew by: %s", name, HOW).exists();
        assertThat(Files.readString(page))
                .as("docs/%s is made anew by: %s", name, HOW)
                .isEqualTo(text);
    }

    /** A directory holds these pages and no other. */
    static void areUpToDate(String directory, Map<String, String> pages) throws IOException {
        for (Map.Entry<String, String> page : pages.entrySet()) {
            areUpToDate(directory + "/" + page.getKey(), page.getValue());
        }
        Path root = DOCS.resolve(directory);
        try (Stream<Path> files = Files.walk(root)) {
            Set<String> stale = files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !pages.containsKey(name))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (Boolean.getBoolean("plimsoll.docs.write")) {
                for (String name : stale) {
                    Files.delete(root.resolve(name));
                }
            } else {
                assertThat(stale)
                        .as("pages of docs/%s that nothing stands for; taken away by: %s", directory, HOW)
                        .isEmpty();
            }
        }
    }
}
