package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.github.liveroom.tests.network.Cable;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every page, on the smallest phone and on a desk, light and dark: nobody scrolls from side to side, axe finds nothing, and a
 * picture of each is left in {@code target/screenshots}.
 */
class AppearanceTest {
    @RegisterExtension
    static final Chat chat = Chat.impatient();

    /** The ways a page is looked at. What axe judges depends on the colours or on the width: two of the four see all. */
    private enum Look {
        PHONE_LIGHT(320, 640, ColorScheme.LIGHT, true),
        PHONE_DARK(320, 640, ColorScheme.DARK, false),
        DESK_LIGHT(1280, 800, ColorScheme.LIGHT, false),
        DESK_DARK(1280, 800, ColorScheme.DARK, true);

        private final int width;
        private final int height;
        private final ColorScheme scheme;
        private final boolean judged;

        Look(int width, int height, ColorScheme scheme, boolean judged) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
            this.judged = judged;
        }

        void on(Page page) {
            page.setViewportSize(width, height);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        }

        @Override
        public String toString() {
            return width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        }
    }

    @Test
    void theHomePageIsForEverybody() {
        Person ada = still("Ada").opensHome();
        assertThat(ada.nameField()).isFocused();
        assertLooksGood(ada, "home");
    }

    @Test
    void theHomePageWithErrorsIsForEverybody() {
        String code = chat.person("Ada").creates();
        Person bob = still("Bob").opensHome();
        bob.submits("Ada", code);
        assertThat(bob.nameField()).hasAttribute("aria-invalid", "true");
        assertLooksGood(bob, "home-name-taken");
        bob.submits("", "QQQ0");
        assertThat(bob.codeField()).hasAttribute("aria-invalid", "true");
        assertLooksGood(bob, "home-two-errors");
    }

    @Test
    void thePageBehindALinkIsForEverybody() {
        String code = chat.person("Ada").creates();
        Person bob = still("Bob");
        bob.opens("r/" + code);
        assertLooksGood(bob, "link");
    }

    @Test
    void thePageForWhatIsNotThereIsForEverybody() {
        Person ada = still("Ada");
        ada.opens("nothing/here");
        assertLooksGood(ada, "not-found");
    }

    @Test
    void thePageThatChecksTheWayIsForEverybody() {
        Person ada = still("Ada");
        CheckPageTest.looks(ada, 1);
        assertLooksGood(ada, "check");
    }

    @Test
    void theRoomIsForEverybody() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Person bob = still("Bob").joins(code);
        bob.seesHere("Ada (owner)", "Bob (you)");
        assertLooksGood(bob, "room-empty");
        Person longName = chat.person("Wolfeschlegelsteinhausenbergerdo").joins(code);
        longName.says("W".repeat(120));
        bob.readsLast("W".repeat(120));
        ada.says("Good morning!");
        ada.says("Shall we go through the list?\n\n1. rooms\n2. names");
        bob.readsLast("1. rooms\n2. names");
        bob.says("Yes, give me a minute. I have to find the notes that we made on Thursday first.");
        bob.says("Here they are: https://example.org/a/rather/long/path/that-goes-on/and-on/and-on/without-a-space");
        ada.readsLast("without-a-space");
        chat.person("Carl").joins(code).messageField().pressSequentially("I am");
        assertThat(bob.typing()).containsText("is typing…");
        bob.messageField().fill("a draft\nof two lines");
        assertLooksGood(bob, "room");
    }

    @Test
    void whatBecomesOfMessagesIsForEverybody() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Person bob = still("Bob").joins(code);
        Person carl = chat.person("Carl").joins(code);
        ada.says("Where shall we meet? I thought of the café at the corner, the one with the green door.");
        ada.says("Rude words");
        bob.readsLast("Rude words");
        bob.chooses("Where shall we meet?", "Reply");
        bob.says("Green door it is");
        carl.readsLast("Green door it is");
        bob.chooses("Green door it is", "Edit");
        bob.messageField().fill("Green door it is!");
        bob.button("Save").click();
        carl.chooses("Green door it is!", "Thumbs up");
        carl.chooses("Where shall we meet?", "Party");
        bob.chooses("Where shall we meet?", "Party");
        bob.chooses("Where shall we meet?", "Heart");
        ada.chooses("Rude words", "Delete…");
        ada.confirms("Delete");
        ada.does("Make a moderator", "Bob");
        bob.readsLast("Bob is a moderator now");
        bob.chooses("Where shall we meet?", "Reply");
        bob.messageField().fill("And when?");
        assertLooksGood(bob, "room-messages");
        bob.button("Cancel").click();
        bob.opensMenuOf("Green door it is!");
        assertLooksGood(bob, "room-menu");
    }

    @Test
    void dialogsAreForEverybody() {
        Person ada = still("Ada");
        String code = ada.creates();
        Person bob = still("Bob").joins(code);
        ada.people().getByText("Bob").click();
        assertThat(ada.dialog()).isVisible();
        assertLooksGood(ada, "dialog-person");
        ada.dialog().getByText("Mute…").click();
        assertLooksGood(ada, "dialog-confirm");
        ada.confirms("Mute");
        assertThat(bob.messageField()).isDisabled();
        assertLooksGood(bob, "room-muted");
        ada.people().getByText("Ada").click();
        ada.dialog().getByLabel("New name").fill("Bob");
        ada.button("Rename").click();
        assertThat(ada.dialog().getByText("already has this name")).isVisible();
        assertLooksGood(ada, "dialog-rename");
        ada.dialog().getByText("Close").click();
        ada.button("Settings").click();
        ada.dialog().getByLabel("Name of the room").fill("The café at the corner with the green door");
        ada.dialog().getByLabel("New passphrase").fill("open sesame");
        assertLooksGood(ada, "dialog-settings");
        ada.button("Save").click();
        assertThat(ada.dialog()).hasCount(0);
        assertLooksGood(ada, "room-titled");
        Person carl = still("Carl").opensHome();
        carl.submits("Carl", code);
        carl.page().locator("#passphrase").fill("wrong");
        carl.button("Enter").click();
        assertThat(carl.page().getByText("This is not the passphrase")).isVisible();
        assertLooksGood(carl, "room-passphrase");
    }

    @Test
    void theEndOfAStayIsForEverybody() {
        Person bob = chat.person("Bob");
        String code = bob.creates();
        Person first = still("Ada").joins(code);
        first.page().close();
        bob.seesHere("Bob (you, owner)");
        chat.person("Ada").joins(code);
        Person back = first.tab("Ada");
        back.opens("r/" + code);
        assertThat(back.page().getByText("This name is taken")).isVisible();
        assertLooksGood(back, "room-name-taken");
    }

    @Test
    void aLostConnectionIsForEverybody() {
        Cable cable = chat.cable();
        Person ada = chat.personBehind(cable, "Ada", setup -> setup.setReducedMotion(ReducedMotion.REDUCE))
                .expectsOffline();
        ada.creates();
        ada.says("hello");
        ada.reads("Ada joined", "Ada: hello");
        cable.cut();
        assertThat(ada.state()).containsText("Connection lost");
        ada.says("written in the dark");
        assertLooksGood(ada, "room-lost");
    }

    /** Somebody whose pages stand still, so that pictures show no colour on its way to another. */
    private static Person still(String name) {
        return chat.person(name, setup -> setup.setReducedMotion(ReducedMotion.REDUCE));
    }

    private static void assertLooksGood(Person person, String what) {
        for (Look look : Look.values()) {
            look.on(person.page());
            person.photograph(Person.SCREENSHOTS, what + "-" + look);
            assertThat(person.fits()).as(what + " fits at " + look).isTrue();
        }
        for (Look look : Look.values()) {
            if (look.judged) {
                look.on(person.page());
                List<Rule> violations = new AxeBuilder(person.page()).analyze().getViolations();
                assertThat(violations)
                        .as("what axe says of " + what + " at " + look)
                        .isEmpty();
            }
        }
    }
}
