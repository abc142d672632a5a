package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContextPathTest {
    @RegisterExtension
    static final Chat chat = Chat.with("--context", "/chat");

    @Test
    void theMainPathWorksUnderAContextPath() {
        assertThat(chat.server().address().getPath()).isEqualTo("/chat/");
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Person bob = chat.person("Bob").joinsByLink(code);
        assertThat(bob.page()).hasURL(bob.link(code));
        ada.says("Hello Bob");
        bob.readsLast("Ada: Hello Bob");
        bob.says("Hello Ada");
        ada.reads("Ada joined", "Bob joined", "Ada: Hello Bob", "Bob: Hello Ada");
        bob.reloads();
        bob.reads("Ada joined", "Bob joined", "Ada: Hello Bob", "Bob: Hello Ada");
        bob.leaves();
        ada.reads("Ada joined", "Bob joined", "Ada: Hello Bob", "Bob: Hello Ada", "Bob left");
        bob.submits("Bob", "QQQ0");
        bob.findsWrong(bob.codeField(), "No room has this code");
        bob.opens("nothing/here");
        bob.page().getByText("To the start page").click();
        bob.isHome();
    }
}
