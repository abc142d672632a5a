package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TabsTest {
    @RegisterExtension
    static final Chat chat = Chat.with();

    @Test
    void twoTabsWithTwoNamesAreTwoMembers() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Person bob = ada.tab("Bob").joins(code);
        bob.says("from the other tab");
        ada.reads("Ada joined", "Bob joined", "Bob: from the other tab");
        ada.seesHere("Ada (you, owner)", "Bob");
        bob.seesHere("Ada (owner)", "Bob (you)");
        ada.reloads();
        ada.seesHere("Ada (you, owner)", "Bob");
        bob.reloads();
        bob.seesHere("Ada (owner)", "Bob (you)");
        bob.leaves();
        ada.reads("Ada joined", "Bob joined", "Bob: from the other tab", "Bob left");
    }

    @Test
    void twoTabsWithTheSameNameAreOneMember() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Person again = ada.tab("Ada").joins(code);
        Person bob = chat.person("Bob").joins(code);
        again.says("from the second tab");
        ada.says("from the first tab");
        bob.reads("Ada joined", "Bob joined", "Ada: from the second tab", "Ada: from the first tab");
        bob.seesHere("Ada (owner)", "Bob (you)");
        again.leaves();
        ada.says("still here");
        bob.reads("Ada joined", "Bob joined", "Ada: from the second tab", "Ada: from the first tab", "Ada: still here");
        bob.seesHere("Ada (owner)", "Bob (you)");
    }

    @Test
    void aDuplicatedTabIsASecondWindowOfTheSamePerson() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Page copy = ada.page().waitForPopup(() -> ada.page().evaluate("open(location.href)"));
        assertThat(copy.getByLabel("Message", new Page.GetByLabelOptions().setExact(true))
                        .last())
                .isEnabled();
        Person bob = chat.person("Bob").joins(code);
        bob.seesHere("Ada (owner)", "Bob (you)");
        ada.says("I am still in the first tab");
        bob.reads("Ada joined", "Bob joined", "Ada: I am still in the first tab");
    }

    @Test
    void aRoomPageThatWasLeftIsAliveAgainAfterGoingBack() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        bob.opensHome();
        bob.page().goBack();
        bob.isInARoom().says("back");
        ada.reads("Ada joined", "Bob joined", "Bob: back");
        ada.seesHere("Ada (you, owner)", "Bob");
    }

    @Test
    void aHiddenTabCountsWhatCameInItsTitle() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Person bob = chat.person("Bob").joins(code);
        String hide =
                "(state) => { Object.defineProperty(document, 'visibilityState', {value: state, configurable: true});"
                        + " document.dispatchEvent(new Event('visibilitychange')); }";
        ada.page().evaluate(hide, "hidden");
        bob.says("one");
        bob.says("two");
        assertThat(ada.page()).hasTitle("(2) " + code + " · LiveRoom");
        ada.page().evaluate(hide, "visible");
        assertThat(ada.page()).hasTitle(code + " · LiveRoom");
    }
}
