package io.github.liveroom.chat.jakarta.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormTest {
    @Test
    void takesALinkForTheCodeAtItsEnd() {
        assertThat(Form.codeIn("https://example.org/chat/r/KQZW")).isEqualTo("KQZW");
        assertThat(Form.codeIn("example.org/r/ABCD-EFGH?from=mail#top")).isEqualTo("ABCD-EFGH");
        assertThat(Form.codeIn("https://example.org/r/KQZW/")).isEqualTo("KQZW");
        assertThat(Form.codeIn("https://example.org/r/r/KQZW;jsessionid=1")).isEqualTo("KQZW");
    }

    @Test
    void leavesEverythingElseToTheRulesForCodes() {
        assertThat(Form.codeIn(" kq-zw ")).isEqualTo(" kq-zw ");
        assertThat(Form.codeIn("")).isEmpty();
        assertThat(Form.codeIn("https://example.org/r/")).isEmpty();
    }
}
