package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeyboardTest {
    private static final String FOCUSED = """
            () => {
              const focused = document.activeElement;
              const style = getComputedStyle(focused);
              const box = focused.getBoundingClientRect();
              const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
              const inside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
              const label = focused.labels?.[0]?.textContent ?? focused.getAttribute("aria-label");
              const name = label ?? document.getElementById(focused.getAttribute("aria-labelledby"))?.textContent;
              const problem = (outlined ? "" : " NO OUTLINE") + (inside ? "" : " OUT OF SIGHT");
              return (name ?? focused.textContent).trim() + problem;
            }
            """;

    @RegisterExtension
    static final Chat chat = Chat.with();

    @Test
    void theMainPathNeedsNothingButTabAndEnter() {
        Person ada = chat.person("Ada").opensHome();
        assertThat(ada.nameField()).isFocused();
        Keyboard keys = ada.page().keyboard();
        keys.type("Ada");
        assertThat(tabs(ada, 3)).containsExactly("Room code", "Join", "Create");
        keys.press("Enter");
        ada.isInARoom();
        String code = ada.code();

        Person bob = chat.person("Bob").opensHome();
        assertThat(bob.nameField()).isFocused();
        bob.page().keyboard().type("Bob");
        bob.page().keyboard().press("Tab");
        bob.page().keyboard().type(code);
        bob.page().keyboard().press("Enter");
        bob.isInARoom();
        assertThat(bob.messageField()).isFocused();
        bob.page().keyboard().type("hello");
        bob.page().keyboard().press("Tab");
        assertThat(bob.button("Send")).isFocused();
        bob.page().keyboard().press("Enter");
        ada.reads("Ada joined", "Bob joined", "Bob: hello");
        assertThat(bob.messageField()).isFocused();

        tabTo(bob, bob.button("Leave"));
        bob.page().keyboard().press("Enter");
        bob.isHome();
        ada.reads("Ada joined", "Bob joined", "Bob: hello", "Bob left");
    }

    @Test
    void everyStopOfTheTabKeyOnTheHomePageIsSeen() {
        Person ada = chat.person("Ada").opensHome();
        assertThat(ada.nameField()).isFocused();
        assertThat(tabs(ada, 3)).containsExactly("Room code", "Join", "Create");
        ada.opensHome();
        assertThat(ada.nameField()).isFocused();
        ada.page().keyboard().press("Shift+Tab");
        assertThat(ada.page().evaluate(FOCUSED)).isEqualTo("LiveRoom");
    }

    @Test
    void everyStopOfTheTabKeyInTheRoomIsSeen() {
        Person ada = chat.person("Ada");
        ada.creates();
        ada.says("hello");
        ada.reads("Ada joined", "Ada: hello");
        ada.seesHere("Ada (you, owner)");
        ada.page().locator(".brand").focus();
        assertThat(tabs(ada, 9))
                .containsExactly(
                        "Copy link",
                        "Settings",
                        "Leave",
                        "Here now (1)",
                        "Ada (you, owner)",
                        "Messages",
                        "What to do with the message of Ada",
                        "Message",
                        "Send");
    }

    private static List<Object> tabs(Person person, int times) {
        List<Object> stops = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            person.page().keyboard().press("Tab");
            stops.add(person.page().evaluate(FOCUSED));
        }
        return stops;
    }

    private static void tabTo(Person person, Locator goal) {
        for (int i = 0;
                i < 20
                        && !goal.evaluate("(goal) => goal === document.activeElement")
                                .equals(true);
                i++) {
            person.page().keyboard().press("Tab");
        }
        assertThat(goal).isFocused();
    }
}
