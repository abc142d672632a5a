package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page at the smallest and at a usual width, light and dark: fits, passes axe, and is left in target/screenshots. */
class AppearanceTest {
    @RegisterExtension
    static final Chat chat = Chat.with("--set", "reconnect-grace=500ms");

    @ParameterizedTest
    @CsvSource({"320, 640, LIGHT", "320, 640, DARK", "1280, 800, LIGHT", "1280, 800, DARK"})
    void formsFitAndAreAccessible(int width, int height, ColorScheme scheme) {
        String code = chat.person("Ada").creates();
        Person bob = person("Bob", width, height, scheme).opensHome();
        looksAt(bob, "home", width, scheme);
        bob.submits("Ada", code);
        assertThat(bob.nameField()).hasAttribute("aria-invalid", "true");
        looksAt(bob, "home-name-taken", width, scheme);
        bob.submits("", "QQQQ");
        assertThat(bob.codeField()).hasAttribute("aria-invalid", "true");
        looksAt(bob, "home-two-errors", width, scheme);
        bob.opens("r/" + code);
        looksAt(bob, "link", width, scheme);
        bob.opens("nothing/here");
        looksAt(bob, "not-found", width, scheme);
    }

    @ParameterizedTest
    @CsvSource({"320, 640, LIGHT", "320, 640, DARK", "1280, 800, LIGHT", "1280, 800, DARK"})
    void theRoomFitsAndIsAccessible(int width, int height, ColorScheme scheme) {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Person bob = person("Bob", width, height, scheme).joins(code);
        looksAt(bob, "room-empty", width, scheme);
        Person longName = chat.person("Wolfeschlegelsteinhausenbergerdo").joins(code);
        longName.says("W".repeat(120));
        bob.finds(
                "the long word",
                true,
                () -> bob.lines().get(bob.lines().size() - 1).contains("WWW"));
        ada.says("Good morning!");
        ada.says("Shall we go through the list?\n\n1. rooms\n2. names");
        bob.finds(
                "the list", true, () -> bob.lines().get(bob.lines().size() - 1).contains("names"));
        bob.says("Yes, give me a minute. I have to find the notes that we made on Thursday first.");
        ada.finds(
                "the answer",
                true,
                () -> ada.lines().get(ada.lines().size() - 1).contains("Thursday"));
        bob.says("Here they are: https://example.org/a/rather/long/path/that-goes-on/and-on/and-on/without-a-space");
        chat.person("Carl").joins(code).messageField().pressSequentially("so");
        assertThat(bob.typing()).containsText("is typing…");
        bob.messageField().fill("a draft");
        looksAt(bob, "room", width, scheme);
        bob.messageField().fill("a draft\nof several\nlines\nthat grows");
        photograph(bob, "room-draft", width, scheme);
    }

    @ParameterizedTest
    @CsvSource({"320, 640, LIGHT", "1280, 800, DARK"})
    void theEndOfAStayFitsAndIsAccessible(int width, int height, ColorScheme scheme) {
        Person bob = chat.person("Bob");
        String code = bob.creates();
        Person first = person("Ada", width, height, scheme).joins(code);
        first.page().close();
        bob.seesHere("Bob (you, owner)");
        chat.person("Ada").joins(code);
        Person back = first.tab("Ada");
        back.page().setViewportSize(width, height);
        back.opens("r/" + code);
        assertThat(back.page().getByText("This name is taken")).isVisible();
        looksAt(back, "room-name-taken", width, scheme);
    }

    @ParameterizedTest
    @CsvSource({"320, 640, LIGHT", "1280, 800, DARK"})
    void aLostConnectionFitsAndIsAccessible(int width, int height, ColorScheme scheme) {
        Cable cable = chat.cable();
        Person ada = chat.personBehind(
                        cable,
                        "Ada",
                        setup -> setup.setViewportSize(width, height).setColorScheme(scheme))
                .expectsOffline();
        ada.creates();
        ada.says("hello");
        ada.reads("Ada joined", "Ada: hello");
        cable.cut();
        assertThat(ada.state()).containsText("Connection lost");
        ada.says("written in the dark");
        looksAt(ada, "room-lost", width, scheme);
    }

    private static Person person(String name, int width, int height, ColorScheme scheme) {
        return chat.person(name, setup -> setup.setViewportSize(width, height).setColorScheme(scheme));
    }

    private static void looksAt(Person person, String what, int width, ColorScheme scheme) {
        photograph(person, what, width, scheme);
        assertThat(person.fits())
                .as(what + " has no horizontal scroll bar at " + width)
                .isTrue();
        List<Rule> violations = new AxeBuilder(person.page()).analyze().getViolations();
        assertThat(violations)
                .as("what axe says about " + what + " at " + width + " " + scheme)
                .isEmpty();
    }

    private static void photograph(Person person, String what, int width, ColorScheme scheme) {
        person.photograph(
                Person.SCREENSHOTS, what + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
    }
}
