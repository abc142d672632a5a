package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MessageActionsTest {
    private static final String DELETED = "This message was deleted";

    @RegisterExtension
    static final Chat chat = Chat.with();

    @Test
    void anEditedMessageIsMarkedForEverybodyAndStaysSoAfterAReload() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.says("helo");
        bob.reads("Ada joined", "Bob joined", "Ada: helo");
        ada.messageField().fill("a draft");
        ada.chooses("helo", "Edit");
        assertThat(ada.messageField()).hasValue("helo");
        ada.messageField().fill("hello");
        ada.button("Save").click();
        assertThat(ada.messageField()).hasValue("a draft");
        bob.reads("Ada joined", "Bob joined", "Ada: hello");
        assertThat(bob.message("hello").locator(".mark")).hasText("edited");
        bob.reloads();
        bob.reads("Ada joined", "Bob joined", "Ada: hello");
        assertThat(bob.message("hello").locator(".mark")).hasText("edited");
        bob.opensMenuOf("hello");
        assertThat(bob.menu().getByText("Edit")).hasCount(0);
    }

    @Test
    void upFromTheEmptyFieldEditsTheLastMessageOfOnesOwnAndEscapeDoesNot() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.says("first");
        ada.says("second");
        bob.readsLast("Ada: second");
        bob.says("of Bob");
        ada.readsLast("of Bob");
        ada.messageField().press("ArrowUp");
        assertThat(ada.messageField()).hasValue("second");
        ada.messageField().press("Escape");
        assertThat(ada.messageField()).isEmpty();
        ada.messageField().press("ArrowUp");
        ada.messageField().fill("second, better");
        ada.messageField().press("Enter");
        bob.reads("Ada joined", "Bob joined", "Ada: first", "Ada: second, better", "Bob: of Bob");
    }

    @Test
    void aMessageIsDeletedForEverybodyOnceThatIsConfirmed() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        bob.says("oops");
        ada.readsLast("Bob: oops");
        ada.says("what?");
        bob.readsLast("what?");
        bob.opensMenuOf("what?");
        assertThat(bob.menu().getByText("Delete…")).hasCount(0);
        bob.page().keyboard().press("Escape");
        bob.chooses("oops", "Delete…");
        bob.dialog().getByText("Cancel").click();
        bob.reads("Ada joined", "Bob joined", "Bob: oops", "Ada: what?");
        bob.chooses("oops", "Delete…");
        bob.confirms("Delete");
        bob.reads("Ada joined", "Bob joined", "Bob: " + DELETED, "Ada: what?");
        ada.reads("Ada joined", "Bob joined", "Bob: " + DELETED, "Ada: what?");
        ada.reloads();
        ada.reads("Ada joined", "Bob joined", "Bob: " + DELETED, "Ada: what?");
    }

    @Test
    void whoLooksAfterTheRoomDeletesWhatOthersWrote() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        bob.says("rude");
        ada.readsLast("rude");
        ada.chooses("rude", "Delete…");
        ada.confirms("Delete");
        bob.reads("Ada joined", "Bob joined", "Bob: " + DELETED);
    }

    @Test
    void reactionsAreCountedAndTakenBackWithTheSameButton() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.says("party?");
        bob.readsLast("party?");
        bob.chooses("party?", "Party");
        Locator chip = ada.message("party?").locator(".chip");
        assertThat(chip).hasText("🎉 1");
        assertThat(chip).hasAttribute("aria-pressed", "false");
        chip.click();
        assertThat(chip).hasText("🎉 2");
        assertThat(chip).hasAttribute("aria-pressed", "true");
        assertThat(chip).hasAttribute("title", "Bob and Ada");
        assertThat(chip).isFocused();
        assertThat(bob.message("party?").locator(".chip")).hasText("🎉 2");
        bob.message("party?").locator(".chip").click();
        assertThat(chip).hasText("🎉 1");
        bob.reloads();
        assertThat(bob.message("party?").locator(".chip")).hasText("🎉 1");
        ada.message("party?").locator(".chip").press("Enter");
        assertThat(bob.message("party?").locator(".chip")).hasCount(0);
    }

    @Test
    void aReplyQuotesWhatItAnswersAndLeadsBackToIt() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.says("tea or coffee?");
        for (int i = 0; i < 30; i++) {
            ada.says("line " + i);
        }
        bob.readsLast("line 29");
        bob.chooses("tea or coffee?", "Reply");
        assertThat(bob.page().locator(".about")).containsText("Replying to Ada");
        bob.messageField().press("Escape");
        assertThat(bob.page().locator(".about")).isHidden();
        bob.chooses("tea or coffee?", "Reply");
        bob.says("tea");
        assertThat(bob.page().locator(".about")).isHidden();
        Locator quote = ada.message("tea").last().locator(".quote");
        assertThat(quote).hasText("Adatea or coffee?");
        quote.click();
        assertThat(ada.message("tea or coffee?").first()).isInViewport();
        assertThat(ada.message("tea or coffee?").first().locator(".options")).isFocused();
        ada.chooses("tea or coffee?", "Delete…");
        ada.confirms("Delete");
        assertThat(bob.message("tea").last().locator(".quote")).hasText(DELETED);
    }

    @Test
    void aQuotedMessageThatIsNotThereYetIsFetched() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        ada.says("long ago");
        for (int i = 0; i < 70; i++) {
            ada.says("line " + i);
        }
        ada.readsLast("Ada: line 69");
        ada.chooses("long ago", "Reply");
        ada.says("about that");
        Person bob = chat.person("Bob").joins(code);
        Locator quote = bob.message("about that").locator(".quote");
        assertThat(quote).hasText("An earlier message");
        quote.click();
        assertThat(bob.message("long ago").first()).isInViewport();
        assertThat(quote).hasText("Adalong ago");
    }

    @Test
    void theMenuOfAMessageNeedsNoMouse() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.says("one");
        ada.says("two");
        bob.readsLast("two");
        bob.messageField().press("Shift+Tab");
        assertThat(bob.message("two").locator(".options")).isFocused();
        bob.page().keyboard().press("ArrowUp");
        assertThat(bob.message("one").locator(".options")).isFocused();
        bob.page().keyboard().press("Enter");
        assertThat(bob.button("Thumbs up")).isFocused();
        bob.page().keyboard().press("Escape");
        assertThat(bob.message("one").locator(".options")).isFocused();
        bob.page().keyboard().press("Enter");
        bob.page().keyboard().press("Enter");
        assertThat(ada.message("one").locator(".chip")).hasText("👍 1");
    }
}
