package io.github.plimsoll.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.plimsoll.fact.Evidence;
import org.junit.jupiter.api.Test;

class TextTests {

    @Test
    void ordinary_text_of_any_script_is_left_alone() {
        assertThat(Text.plain("container/wéb › mount /données 日本 😀"))
                .isEqualTo("container/wéb › mount /données 日本 😀");
    }

    @Test
    void what_nobody_can_see_is_made_visible() {
        assertThat(Text.plain("a\u202Eb\u200Bc\u001b[31md\u0000e\uFEFFf\u0085g\ud800h\u2028i"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFD[31md\uFFFDe\uFFFDf\uFFFDg\uFFFDh i");
        assertThat(Text.plain("one\r\ntwo\tthree")).isEqualTo("one  two three");
    }

    @Test
    void long_text_is_cut_between_characters() {
        assertThat(Text.plain("x".repeat(10), 10)).hasSize(10).doesNotContain("…");
        assertThat(Text.plain("x".repeat(11), 10)).isEqualTo("xxxxxxxxx…");
        assertThat(Text.plain("xxx😀😀", 5)).isEqualTo("xxx…");
    }

    @Test
    void evidence_reads_as_a_setting() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        assertThat(Text.of(new Evidence("", "A.B", json.numberNode(0), true))).isEqualTo("A.B = 0 (default)");
        assertThat(Text.of(new Evidence("", "A", json.textNode("x\ny"), false))).isEqualTo("A = x y");
        assertThat(Text.of(new Evidence("", "A", json.textNode(""), false))).isEqualTo("A = \"\"");
        assertThat(Text.of(new Evidence("", "A", json.arrayNode().add("x"), false)))
                .isEqualTo("A = [\"x\"]");
        assertThat(Text.of(new Evidence("", "A", json.nullNode(), true))).isEqualTo("A = null (default)");
        assertThat(Text.of(new Evidence("", "A", MissingNode.getInstance(), false)))
                .isEqualTo("A = absent");
    }

    @Test
    void only_what_is_whole_reads_as_a_hundred_percent() {
        assertThat(Words.percent(0.999)).isEqualTo("99 %");
        assertThat(Words.percent(1)).isEqualTo("100 %");
        assertThat(Words.percent(0.29)).isEqualTo("29 %");
        assertThat(Words.percent(0)).isEqualTo("0 %");
    }
}
