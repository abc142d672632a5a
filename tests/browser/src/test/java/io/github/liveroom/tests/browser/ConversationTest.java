package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConversationTest {
    @RegisterExtension
    static final Chat chat = Chat.with();

    @Test
    void twoPeopleChatBothWays() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.says("Hello Bob");
        bob.reads("Ada joined", "Bob joined", "Ada: Hello Bob");
        bob.says("Hello Ada");
        bob.says("How are you?");
        ada.reads("Ada joined", "Bob joined", "Ada: Hello Bob", "Bob: Hello Ada", "Bob: How are you?");
        bob.reads("Ada joined", "Bob joined", "Ada: Hello Bob", "Bob: Hello Ada", "Bob: How are you?");
        ada.seesHere("Ada (you, owner)", "Bob");
        bob.seesHere("Ada (owner)", "Bob (you)");
    }

    @Test
    void aLateJoinerSeesTheLastMessages() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        ada.says("first");
        ada.says("second");
        ada.reads("Ada joined", "Ada: first", "Ada: second");
        Person bob = chat.person("Bob").joins(code);
        bob.reads("Ada joined", "Ada: first", "Ada: second", "Bob joined");
        ada.reads("Ada joined", "Ada: first", "Ada: second", "Bob joined");
    }

    @Test
    void whoWantsToReadWhatCameBeforeTheLastMessagesAsksForIt() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        IntStream.rangeClosed(1, 60).forEach(i -> ada.says("message " + i));
        ada.readsLast("Ada: message 60");
        Person bob = chat.person("Bob").joins(code);
        assertThat(bob.lines()).startsWith("Earlier messages").hasSize(51).contains("Ada: message 12");
        bob.button("Earlier messages").click();
        bob.finds("the first line", "Ada joined", () -> bob.lines().get(0));
        assertThat(bob.lines()).doesNotHaveDuplicates().hasSize(62);
    }

    @Test
    void aReloadShowsNobodyALeaveOrAJoinAndKeepsRoomAndHistory() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.says("before");
        bob.reads("Ada joined", "Bob joined", "Ada: before");
        bob.reloads();
        bob.says("after");
        ada.reads("Ada joined", "Bob joined", "Ada: before", "Bob: after");
        bob.reads("Ada joined", "Bob joined", "Ada: before", "Bob: after");
        ada.seesHere("Ada (you, owner)", "Bob");
        ada.reloads();
        ada.says("I did so too");
        bob.reads("Ada joined", "Bob joined", "Ada: before", "Bob: after", "Ada: I did so too");
        ada.seesHere("Ada (you, owner)", "Bob");
    }

    @Test
    void aReloadOfTheOnlyOneThereKeepsTheRoom() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        ada.says("hello?");
        ada.reads("Ada joined", "Ada: hello?");
        ada.reloads();
        ada.reads("Ada joined", "Ada: hello?");
        assertThat(ada.code()).isEqualTo(code);
        ada.seesHere("Ada (you, owner)");
    }

    @Test
    void aReloadKeepsWhatWasNotYetSent() {
        Person ada = chat.person("Ada");
        ada.creates();
        ada.messageField().fill("half a sent");
        ada.reloads();
        assertThat(ada.messageField()).hasValue("half a sent");
    }

    @Test
    void whoLeavesIsHomeAndTheOthersSeeIt() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        bob.leaves();
        assertThat(bob.nameField()).hasValue("Bob");
        ada.reads("Ada joined", "Bob joined", "Bob left");
        ada.seesHere("Ada (you, owner)");
    }

    @Test
    void whenTheOwnerLeavesTheOtherOneBecomesOwner() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.leaves();
        bob.seesHere("Bob (you, owner)");
    }

    @Test
    void theOthersSeeWhoIsTyping() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.reads("Ada joined", "Bob joined");
        bob.messageField().pressSequentially("I am");
        assertThat(ada.typing()).containsText("is typing…");
        assertThat(ada.typing()).containsText("Bob");
        bob.button("Send").click();
        ada.reads("Ada joined", "Bob joined", "Bob: I am");
        assertThat(ada.typing()).isEmpty();
        assertThat(bob.typing()).isEmpty();
    }

    @Test
    void timesAreThoseOfTheReadersClock() {
        Person ada = chat.person("Ada");
        Person bob =
                chat.person("Bob", setup -> setup.setTimezoneId("Asia/Kolkata")).joins(ada.creates());
        ada.says("What time is it?");
        bob.reads("Ada joined", "Bob joined", "Ada: What time is it?");
        // With "2-digit" the expected text would differ from the page's from midnight to ten.
        String local = "(time) => new Date(time.dateTime).toLocaleTimeString('en-GB',"
                + " {timeZone: 'Asia/Kolkata', hour: 'numeric', minute: '2-digit'})";
        Object expected = bob.log().locator("time").last().evaluate(local);
        assertThat(bob.log().locator("time").last()).hasText(expected.toString());
    }
}
