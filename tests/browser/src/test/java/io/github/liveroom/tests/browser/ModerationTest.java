package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ModerationTest {
    @RegisterExtension
    static final Chat chat = Chat.with();

    @Test
    void whoIsRemovedIsToldWhyAndMayComeBack() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.does("Remove from the room…", "Bob");
        ada.dialog().getByLabel("Why").fill("too loud");
        ada.confirms("Remove");
        assertThat(bob.page().getByText("You were put out of the room")).isVisible();
        assertThat(bob.page().getByText("too loud")).isVisible();
        ada.reads("Ada joined", "Bob joined", "Bob was removed");
        ada.seesHere("Ada (you, owner)");
        bob.opensHome();
        bob.submits("Bob", ada.code());
        bob.isInARoom();
    }

    @Test
    void whoIsBannedStaysOut() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.does("Ban…", "Bob");
        ada.confirms("Ban");
        assertThat(bob.page().getByText("You cannot enter this room")).isVisible();
        ada.reads("Ada joined", "Bob joined", "Bob was banned");
    }

    @Test
    void theMutedMayOnlyReadUntilTheyMayWriteAgain() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.does("Mute…", "Bob");
        ada.confirms("Mute");
        assertThat(bob.messageField()).isDisabled();
        assertThat(bob.page().getByText("You may only read at the moment")).isVisible();
        ada.says("listen");
        bob.readsLast("listen");
        bob.page().reload();
        bob.readsLast("listen");
        assertThat(bob.messageField()).isDisabled();
        ada.does("Let write again", "Bob (muted)");
        assertThat(bob.messageField()).isEnabled();
        bob.says("thanks");
        ada.reads(
                "Ada joined",
                "Bob joined",
                "Bob may only read now",
                "Ada: listen",
                "Bob may write again",
                "Bob: thanks");
    }

    @Test
    void anOwnerMakesModeratorsAndHandsTheRoomOver() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Person bob = chat.person("Bob").joins(code);
        Person carl = chat.person("Carl").joins(code);
        assertThat(bob.people().getByRole(AriaRole.BUTTON)).hasCount(1);
        ada.does("Make a moderator", "Bob");
        carl.seesHere("Ada (owner)", "Bob (moderator)", "Carl (you)");
        bob.does("Mute…", "Carl");
        bob.confirms("Mute");
        assertThat(carl.messageField()).isDisabled();
        ada.seesHere("Ada (you, owner)", "Bob (moderator)", "Carl (muted)");
        ada.does("Hand the room over…", "Bob (moderator)");
        ada.confirms("Hand over");
        carl.seesHere("Ada (moderator)", "Bob (owner)", "Carl (you, muted)");
    }

    @Test
    void theSettingsOfARoomAreForThoseWhoLookAfterIt() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Person bob = chat.person("Bob").joins(code);
        assertThat(bob.button("Settings")).isHidden();
        ada.button("Settings").click();
        ada.dialog().getByLabel("Name of the room").fill("Tea <b>time</b>");
        ada.dialog().getByLabel("Let nobody new in").check();
        ada.button("Save").click();
        assertThat(ada.dialog()).hasCount(0);
        assertThat(bob.page().locator("#room-title")).hasText("Tea <b>time</b>");
        bob.reads("Ada joined", "Bob joined", "Ada named the room “Tea <b>time</b>”, locked the room");
        Person carl = chat.person("Carl").opensHome();
        carl.submits("Carl", code);
        assertThat(carl.page().getByText("This room is locked")).isVisible();
    }

    @Test
    void slowModeHoldsTheNextMessageBack() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.button("Settings").click();
        ada.dialog().getByLabel("Slow mode").selectOption("300000");
        ada.button("Save").click();
        bob.readsLast("Ada allows one message every 5 minutes");
        bob.says("one");
        ada.readsLast("one");
        assertThat(bob.button("Send")).isDisabled();
        assertThat(bob.page().locator("#note")).containsText("Slow mode: you can write again in");
        ada.says("not for me");
        assertThat(ada.button("Send")).isEnabled();
    }

    @Test
    void aRoomWithAPassphraseAsksForItOnThePage() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        ada.button("Settings").click();
        ada.dialog().getByLabel("New passphrase").fill("open sesame");
        ada.button("Save").click();
        ada.readsLast("Ada set a passphrase");
        Person bob = chat.person("Bob").opensHome();
        bob.submits("Bob", code);
        Locator field = bob.page().locator("#passphrase");
        assertThat(field).isFocused();
        assertThat(bob.page().getByText("This is not the passphrase")).isHidden();
        field.fill("open barley");
        field.press("Enter");
        assertThat(bob.page().getByText("This is not the passphrase")).isVisible();
        assertThat(field).isFocused();
        field.fill("open sesame");
        field.press("Enter");
        bob.isInARoom().says("made it");
        ada.readsLast("made it");
        assertThat(bob.page()).not().hasURL(Pattern.compile(".*sesame.*"));
        bob.reloads();
        bob.readsLast("made it");
    }

    @Test
    void peopleRenameThemselvesAndAreToldWhenThatIsNotPossible() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        bob.people().getByText("Bob (you)").click();
        bob.dialog().getByLabel("New name").fill("Ada");
        bob.button("Rename").click();
        assertThat(bob.dialog().getByText("Somebody here already has this name"))
                .isVisible();
        bob.dialog().getByLabel("New name").fill("Robert");
        bob.button("Rename").click();
        assertThat(bob.dialog()).hasCount(0);
        ada.reads("Ada joined", "Bob joined", "Bob is now called Robert");
        bob.reloads();
        bob.seesHere("Ada (owner)", "Robert (you)");
    }

    @Test
    void aClosedRoomSendsEverybodyHomeAndSaysWhy() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.button("Settings").click();
        ada.button("Close room…").click();
        ada.dialog().getByLabel("Why").fill("closing time");
        ada.confirms("Close room");
        for (Person person : new Person[] {ada, bob}) {
            person.isHome();
            assertThat(person.notice()).hasText("This room was closed: closing time");
        }
    }
}
