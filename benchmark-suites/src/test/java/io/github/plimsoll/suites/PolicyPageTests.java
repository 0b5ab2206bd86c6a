package io.github.plimsoll.suites;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.catalogue.Parameter;
import io.github.plimsoll.policy.Policies;
import java.io.IOException;
import java.util.Comparator;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The page that lists what each site can set is made from the tables of parameters. */
class PolicyPageTests {

    @Test
    void the_page_is_up_to_date() throws IOException {
        GeneratedPages.areUpToDate("policy.md", page());
    }

    @Test
    void each_default_is_of_its_type() {
        assertThat(Policies.defaults(ShippedControls.CATALOGUE).keys())
                .isNotEmpty()
                .allMatch(key -> key.matches("[a-z]+\\.[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void each_parameter_says_what_depends_on_it() {
        assertThat(ShippedControls.CATALOGUE.parameters())
                .extracting(Parameter::meaning)
                .allMatch(meaning -> meaning.endsWith("."));
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # What each site sets for itself

                Some controls need a list or a limit. Each has a default; what a site needs otherwise stands in `plimsoll.yaml` in
                the directory in which Maven is started, or in the file of `-Dpolicy=FILE`:

                ```yaml
                docker:
                  max-managers: 5
                  max-swarm-root-age: 180d
                ```

                A key may also stand in full (`docker.max-managers: 5`), and each is a parameter as well, which stands over the
                file: `-Dplimsoll.docker.max-managers=5`; the texts of a list are then separated by commas. An unknown key or a
                value of another type stops the run, with the file and the line. What a control was judged by is part of its
                evidence: the value, whether it is the default, and where it was set.

                A company's own jar adds keys by a table of its own, named in its `META-INF/plimsoll/parameters`. This page is
                made by `PolicyPageTests`.

                | key | type | default | what depends on it |
                |---|---|---|---|
                """);
        ShippedControls.CATALOGUE.parameters().stream()
                .sorted(Comparator.comparing(Parameter::key))
                .forEach(parameter -> page.append("| `%s` | %s | %s | %s |\n"
                        .formatted(
                                parameter.key(),
                                type(parameter),
                                parameter.initial().isEmpty() ? "none" : "`" + parameter.initial() + "`",
                                parameter.meaning())));
        return page.toString();
    }

    private static String type(Parameter parameter) {
        String type = parameter.type().name().toLowerCase(Locale.ROOT);
        return parameter.unit().isEmpty() ? type : type + " (" + parameter.unit() + ")";
    }
}
