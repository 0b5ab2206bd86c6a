package io.github.plimsoll.target.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: yes                                  | {"a":true}
            a: 'yes'                                | {"a":"yes"}
            a: off                                  | {"a":false}
            a: 0644                                 | {"a":420}
            a: 0o17                                 | {"a":"0o17"}
            a: 0x1f                                 | {"a":31}
            a: -1_000                               | {"a":-1000}
            a: 1.5                                  | {"a":1.5}
            a: 1:30                                 | {"a":"1:30"}
            a: .inf                                 | {"a":".inf"}
            a: ~                                    | {"a":null}
            a: 2026-11-24                           | {"a":"2026-11-24"}
            a: !Ref [x]                             | {"a":["x"]}
            {a: &x {b: 1}, c: *x}                   | {"a":{"b":1},"c":{"b":1}}
            {a: &x {b: 1, c: 2}, d: {<<: *x, c: 3}} | {"a":{"b":1,"c":2},"d":{"c":3,"b":1}}
            {x: &x {b: 1}, y: &y {b: 2, c: 3}, d: {<<: [*x, *y]}} | {"x":{"b":1},"y":{"b":2,"c":3},"d":{"b":1,"c":3}}
            {"a": [1, {"b": null}]}                 | {"a":[1,{"b":null}]}
            """)
    void means_what_kubectl_takes_it_for(String yaml, String json) throws BadYaml {
        assertThat(YamlReader.read(yaml))
                .hasSize(1)
                .extracting(YamlDocument::json)
                .first()
                .hasToString(json);
    }

    @Test
    void documents_and_the_lines_of_what_is_in_them_are_known() throws BadYaml {
        List<YamlDocument> documents = YamlReader.read("# none\n---\na: 1\nb:\n  - c: 2\n---\n---\n\nd: {}\n");

        assertThat(documents).hasSize(2);
        YamlDocument first = documents.get(0);
        assertThat(first.lineOf(first.json())).isEqualTo(3);
        assertThat(first.lineOf(first.json().path("b").path(0))).isEqualTo(5);
        assertThat(documents.get(1).lineOf(documents.get(1).json())).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'a: \"x'              | 1 | found unexpected end of stream
            'b: 1\nb: 2'          | 2 | the key b stands here a second time
            'a: 1\n\tb: 2'        | 2 | found character
            'a: &a [*a]'          | 1 | an alias stands in what it refers to
            'a: 1\n{b: 1}: c'     | 2 |
            'x: 1\n<<: 2'         | 2 | what is merged here by << is no mapping
            'a: !!java.net.URL [x]' | 1 | Global tag is not allowed
            'a: *nothing'         | 1 | found undefined alias
            """)
    void what_is_wrong_is_told_in_one_line_with_its_place(String yaml, int line, String reason) {
        assertThatThrownBy(() -> YamlReader.read(
                        yaml.replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"")))
                .isInstanceOfSatisfying(BadYaml.class, bad -> {
                    assertThat(bad.line()).isEqualTo(line);
                    assertThat(bad.reason()).hasLineCount(1).contains(reason == null ? "" : reason);
                });
    }

    @Test
    void few_lines_do_not_stand_for_billions() {
        String bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
                + IntStream.rangeClosed(1, 9)
                        .mapToObj(i ->
                                "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "*a" + (i - 1) + "]\n")
                        .collect(Collectors.joining());

        assertThatThrownBy(() -> YamlReader.read(bomb))
                .isInstanceOf(BadYaml.class)
                .hasMessageContaining("more than anybody");
    }

    @Test
    void depth_is_bounded() {
        assertThatThrownBy(() -> YamlReader.read("[".repeat(100_000)))
                .isInstanceOf(BadYaml.class)
                .message()
                .hasLineCount(1);
    }
}
