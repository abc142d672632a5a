package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongCodesTest {
    @RegisterExtension
    static final Chat chat = Chat.with("--set", "codes=private", "--set", "code-length=16");

    @ParameterizedTest
    @ValueSource(ints = {320, 500, 1280})
    void fitOnTheScreen(int width) {
        Person ada = chat.person("Ada", setup -> setup.setViewportSize(width, 640));
        String code = ada.creates();
        assertThat(code).matches("([A-Z]{4}-){3}[A-Z]{4}");
        ada.photograph(Person.SCREENSHOTS, "room-long-code-" + width);
        assertThat(ada.fits()).isTrue();
        assertThat(ada.button("Leave")).isInViewport();
        Person bob = chat.person("Bob", setup -> setup.setViewportSize(width, 640));
        bob.opens("r/" + code);
        bob.photograph(Person.SCREENSHOTS, "link-long-code-" + width);
        assertThat(bob.fits()).isTrue();
    }
}
