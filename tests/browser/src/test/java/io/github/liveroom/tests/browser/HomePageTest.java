package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HomePageTest {
    private static final String NAME_TAKEN =
            "Somebody in this room already has this name, or one that looks like it. Please choose another.";

    @RegisterExtension
    static final Chat chat = Chat.with();

    @Test
    void whoOpensItCanTypeANameAtOnce() {
        Person ada = chat.person("Ada").opensHome();
        assertThat(ada.nameField()).isFocused();
        assertThat(ada.notice()).isHidden();
    }

    @Test
    void aMissingNameIsSaidNextToTheField() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Person bob = chat.person("Bob").opensHome();
        bob.submits("", code);
        bob.findsWrong(bob.nameField(), "Please enter a name");
        assertThat(bob.nameField()).isFocused();
        assertThat(bob.codeField()).hasValue(code);
        bob.submits("Bob", code);
        bob.isInARoom();
    }

    @Test
    void aMissingNameIsAlsoMissedWhenCreating() {
        Person ada = chat.person("Ada").opensHome();
        ada.sends("Create");
        ada.findsWrong(ada.nameField(), "Please enter a name");
        assertThat(ada.nameField()).isFocused();
    }

    @Test
    void aMissingCodeIsSaidNextToTheField() {
        Person ada = chat.person("Ada").opensHome();
        ada.submits("Ada", " ");
        ada.findsWrong(ada.codeField(), "Please enter a room code");
        assertThat(ada.codeField()).isFocused();
        assertThat(ada.nameField()).hasValue("Ada");
    }

    @Test
    void whenBothAreMissingBothAreSaidAndTheFirstHasTheFocus() {
        Person ada = chat.person("Ada").opensHome();
        ada.submits("", "");
        ada.findsWrong(ada.nameField(), "Please enter a name");
        ada.findsWrong(ada.codeField(), "Please enter a room code");
        assertThat(ada.nameField()).isFocused();
    }

    @Test
    void anUnknownOrMalformedCodeIsSaidNextToTheField() {
        Person ada = chat.person("Ada").opensHome();
        for (String typed : List.of("QQQ0", "no such code!", "12", "ＱＱＱ０", "<script>alert(1)</script>")) {
            ada.submits("Ada", typed);
            ada.findsWrong(ada.codeField(), "No room has this code");
            assertThat(ada.codeField()).isFocused();
            assertThat(ada.codeField()).hasValue(typed);
            assertThat(ada.nameField()).hasValue("Ada");
        }
    }

    @Test
    void aNameThatIsTakenOrLooksLikeItIsRefusedNextToTheField() {
        String code = chat.person("Ada").creates();
        Person other = chat.person("other").opensHome();
        // Among them Cyrillic letters and full-width ones.
        for (String name : List.of("Ada", "ADA", " ada ", "Аda", "Adа", "Ａｄａ")) {
            other.submits(name, code);
            other.findsWrong(other.nameField(), NAME_TAKEN);
            assertThat(other.nameField()).isFocused();
            assertThat(other.nameField()).hasValue(name);
            assertThat(other.codeField()).hasValue(code);
        }
        other.submits("Bob", code);
        other.isInARoom();
    }

    @Test
    void aNameThatCannotBeSeenOrPassesForTheChatIsRefusedInWords() {
        Person ada = chat.person("Ada").opensHome();
        for (String name : List.of("\u202Eada", "A\u0007da", "\u200B", "admin")) {
            ada.submits("Ada", "");
            assertThat(ada.nameField()).not().hasAttribute("aria-invalid", "true");
            ada.submits(name, "");
            ada.findsWrong(
                    ada.nameField(), "This name cannot be used. Please try one with plain letters, digits and spaces.");
            assertThat(ada.nameField()).isFocused();
        }
    }

    @Test
    void aNameThatIsTooLongIsToldTheLimit() {
        Person ada = chat.person("Ada").opensHome();
        ada.submits("A".repeat(33), "");
        ada.findsWrong(ada.nameField(), "This name is too long. Please use at most 32 characters.");
        assertThat(ada.nameField()).hasValue("A".repeat(33));
    }

    @Test
    void aCodeMayBeTypedAsPeopleTypeIt() {
        String code = chat.person("Ada").creates();
        String small = code.toLowerCase(Locale.ROOT);
        String typed = " " + small.charAt(0) + " " + small.charAt(1) + "-" + small.substring(2) + " ";
        Person bob = chat.person("Bob").joins(typed);
        assertThat(bob.code()).isEqualTo(code);
        assertThat(bob.page()).hasURL(bob.link(code));
    }

    @Test
    void fullWidthLettersAreACodeToo() {
        String code = chat.person("Ada").creates();
        String wide = code.chars()
                .map(c -> c - 'A' + 'Ａ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(chat.person("Bob").joins(wide).code()).isEqualTo(code);
    }

    @Test
    void aPastedLinkIsAsGoodAsTheCode() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        assertThat(chat.person("Bob").joins(ada.link(code)).code()).isEqualTo(code);
    }

    @Test
    void whoCreatesARoomGetsALinkToShareThatOnlyAsksForAName() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        ada.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        ada.button("Copy link").click();
        assertThat(ada.button("Copied")).isVisible();
        Object copied = ada.page().evaluate("navigator.clipboard.readText()");
        assertThat(copied).isEqualTo(ada.link(code));

        Person bob = chat.person("Bob");
        bob.page().navigate(copied.toString());
        assertThat(bob.heading()).hasText("Join room " + code);
        assertThat(bob.codeField()).hasCount(0);
        assertThat(bob.nameField()).isFocused();
        bob.nameField().fill("Bob");
        bob.sends("Join");
        bob.isInARoom().seesHere("Ada (owner)", "Bob (you)");
    }

    @Test
    void aLinkAsksAgainForANameThatCannotBeUsed() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Person bob = chat.person("Bob");
        bob.opens("r/" + code);
        bob.sends("Join");
        bob.findsWrong(bob.nameField(), "Please enter a name");
        bob.nameField().fill("Ada");
        bob.sends("Join");
        bob.findsWrong(bob.nameField(), NAME_TAKEN);
        assertThat(bob.nameField()).isFocused();
        bob.nameField().fill("Bob");
        bob.sends("Join");
        bob.isInARoom();
    }

    @Test
    void aLinkToNoRoomIsTheHomePageThatSaysSo() {
        Person ada = chat.person("Ada");
        assertThat(ada.opens("r/QQQ0").status()).isEqualTo(404);
        ada.findsWrong(ada.codeField(), "No room has this code");
        assertThat(ada.codeField()).hasValue("QQQ0");
    }

    @Test
    void aLinkMayBeTypedInSmallLetters() {
        String code = chat.person("Ada").creates();
        Person bob = chat.person("Bob").joinsByLink(code.toLowerCase(Locale.ROOT));
        assertThat(bob.page()).hasURL(bob.link(code));
    }

    @Test
    void theNameIsRemembered() {
        Person ada = chat.person("Ada");
        ada.creates();
        ada.leaves();
        assertThat(ada.nameField()).hasValue("Ada");
        ada.context().clearCookies();
        ada.opensHome();
        assertThat(ada.nameField()).hasValue("Ada");
        assertThat(ada.codeField()).isFocused();
    }

    @Test
    void whoEmptiesTheRememberedNameIsAskedForOneAndNotGivenItBack() {
        Person ada = chat.person("Ada");
        ada.creates();
        ada.leaves();
        ada.submits("", "QQQ0");
        ada.findsWrong(ada.nameField(), "Please enter a name");
        assertThat(ada.nameField()).hasValue("");
    }

    @Test
    void aPageThatDoesNotExistSaysSoAndShowsTheWay() {
        Person ada = chat.person("Ada");
        assertThat(ada.opens("nothing/here").status()).isEqualTo(404);
        assertThat(ada.heading()).hasText("There is nothing here");
        ada.page().getByText("To the start page").click();
        ada.isHome();
    }
}
