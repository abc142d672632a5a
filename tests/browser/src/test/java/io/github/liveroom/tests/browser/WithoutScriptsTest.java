package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WithoutScriptsTest {
    @RegisterExtension
    static final Chat chat = Chat.with();

    @Test
    void theFormsWorkAndTheRoomPageSaysWhatIsMissing() {
        Person ada = chat.person("Ada", setup -> setup.setJavaScriptEnabled(false));
        ada.opensHome();
        ada.submits("", "QQQ0");
        ada.findsWrong(ada.nameField(), "Please enter a name");
        ada.findsWrong(ada.codeField(), "No room has this code");
        ada.nameField().fill("Ada");
        ada.sends("Create");
        assertThat(ada.page()).hasURL(Pattern.compile(".*/r/[A-Z]+"));
        assertThat(ada.state())
                .hasText(
                        "Chatting needs JavaScript. Please switch it on for this site.",
                        new LocatorAssertions.HasTextOptions().setUseInnerText(true));
        assertThat(ada.messageField()).isDisabled();
        assertThat(ada.page().locator("#copy")).isHidden();
        ada.leaves();
        assertThat(ada.nameField()).hasValue("Ada");
    }

    @Test
    void aPastedLinkAndALinkFollowedWorkToo() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Person bob = chat.person("Bob", setup -> setup.setJavaScriptEnabled(false));
        bob.opensHome();
        bob.submits("Bob", ada.link(code));
        assertThat(bob.page()).hasURL(ada.link(code));
        Person carl = chat.person("Carl", setup -> setup.setJavaScriptEnabled(false));
        carl.opens("r/" + code);
        carl.nameField().fill("Carl");
        carl.sends("Join");
        assertThat(carl.page().locator("#code")).hasText(code);
    }
}
