package io.github.liveroom.chat.jakarta.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FormFieldsTest {
    @Test
    void readsFormsAsBrowsersWriteThem() {
        assertThat(FormFields.parse("name=Ad%C3%A9l+%26+Bob&code=&action=join"))
                .isEqualTo(Map.of("name", "Ad\u00e9l & Bob", "code", "", "action", "join"));
        assertThat(FormFields.parse("")).isEmpty();
    }

    @Test
    void takesTheFirstOfSeveral() {
        assertThat(FormFields.parse("name=Ada&name=Bob&name")).isEqualTo(Map.of("name", "Ada"));
    }

    @Test
    void leavesOutWhatIsBroken() {
        assertThat(FormFields.parse("name=100%&=1&&code&token=%zz&action=a=b")).isEqualTo(Map.of("action", "a=b"));
    }
}
