package io.github.plimsoll.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every Java snippet of the documents stands, word for word, in a test of this module; so it compiles and holds. */
class SnippetTests {

    private static final Path ROOT = Path.of("..");
    private static final Pattern SNIPPET = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md"})
    void stands_in_a_test(String document) throws IOException {
        String examples = sources();

        List<String> snippets = SNIPPET.matcher(Files.readString(ROOT.resolve(document)))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replaceAll("```(java)?", ""))
                .toList();

        assertThat(snippets).isNotEmpty();
        assertThat(snippets).allSatisfy(snippet -> assertThat(examples).contains(words(snippet)));
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(SnippetTests::read)
                    .map(SnippetTests::words)
                    .collect(Collectors.joining(" "));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Line breaks and indentation differ between a document and a class. */
    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
