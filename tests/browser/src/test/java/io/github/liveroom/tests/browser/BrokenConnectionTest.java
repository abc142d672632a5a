package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.github.liveroom.tests.network.Cable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BrokenConnectionTest {
    private static final String LOST = "Connection lost. Trying again…";

    @RegisterExtension
    static final Chat chat = Chat.with();

    @Test
    void aLostConnectionIsShownAndHealsByItself() {
        Cable cable = chat.cable();
        Person ada = chat.personBehind(cable, "Ada").expectsOffline();
        Person bob = chat.person("Bob").joins(ada.creates());
        cable.cut();
        assertThat(ada.state()).hasText(LOST);
        bob.seesHere("Ada (owner, away)", "Bob (you)");
        bob.says("Are you there?");
        bob.says("Ada?");
        ada.says("I was in a tunnel");
        ada.reads("Ada joined", "Bob joined", "Sending…: I was in a tunnel");
        ada.page().evaluate("""
                () => {
                  window.said = [];
                  const state = document.getElementById("state");
                  new MutationObserver(() => said.push(state.textContent)).observe(state, { childList: true });
                }""");
        cable.mend();
        ada.finds("it says so for a while", true, () -> ada.page().evaluate("said.includes('Connected again')"));
        bob.reads("Ada joined", "Bob joined", "Bob: Are you there?", "Bob: Ada?", "Ada: I was in a tunnel");
        ada.reads("Ada joined", "Bob joined", "Bob: Are you there?", "Bob: Ada?", "Ada: I was in a tunnel");
        bob.seesHere("Ada (owner)", "Bob (you)");
        assertThat(ada.state()).isEmpty();
    }

    @Test
    void whatWasWrittenInABreakSurvivesAReloadAfterIt() {
        Cable cable = chat.cable();
        Person ada = chat.personBehind(cable, "Ada").expectsOffline();
        Person bob = chat.person("Bob").joins(ada.creates());
        cable.cut();
        assertThat(ada.state()).hasText(LOST);
        ada.says("written in the dark");
        cable.mend();
        ada.reloads();
        bob.reads("Ada joined", "Bob joined", "Ada: written in the dark");
        ada.reads("Ada joined", "Bob joined", "Ada: written in the dark");
    }

    @Test
    void whatWasWrittenInABreakSurvivesATabThatIsKilled() {
        Cable cable = chat.cable();
        Person ada = chat.personBehind(cable, "Ada").expectsOffline();
        Person bob = chat.person("Bob").joins(ada.creates());
        cable.cut();
        assertThat(ada.state()).hasText(LOST);
        ada.says("written in the dark");
        // What is killed is not told that it goes.
        ada.page().evaluate("addEventListener('pagehide', (event) => event.stopImmediatePropagation(), true)");
        cable.mend();
        ada.reloads();
        bob.reads("Ada joined", "Bob joined", "Ada: written in the dark");
        bob.seesHere("Ada (owner)", "Bob (you)");
    }

    @Test
    void afterAKilledServerIsBackThePagesSaySoAndAreHomeWithTheNameKept() {
        Person ada = chat.person("Ada").expectsOffline();
        String code = ada.creates();
        Person bob = chat.person("Bob").expectsOffline().joins(code);
        chat.server().kill();
        assertThat(ada.state()).hasText(LOST);
        assertThat(bob.state()).hasText(LOST);
        chat.server().restart();
        for (Person person : new Person[] {ada, bob}) {
            person.isHome();
            assertThat(person.notice())
                    .hasText("This room does not exist any more. Everyone left, or the server was restarted.");
        }
        assertThat(ada.nameField()).hasValue("Ada");
        assertThat(bob.nameField()).hasValue("Bob");
        bob.codeField().fill(code);
        bob.sends("Join");
        bob.findsWrong(bob.codeField(), "No room has this code");
        ada.sends("Create");
        ada.isInARoom();
    }

    @Test
    void aLeaveWithoutAConnectionGoesHomeOnceThereIsOne() {
        Cable cable = chat.cable();
        Person ada = chat.personBehind(cable, "Ada").expectsOffline();
        ada.creates();
        cable.cut();
        assertThat(ada.state()).hasText(LOST);
        cable.mend();
        ada.leaves();
        assertThat(ada.nameField()).hasValue("Ada");
    }
}
