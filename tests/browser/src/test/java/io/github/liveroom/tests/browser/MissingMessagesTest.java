package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.github.liveroom.tests.network.Cable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A room that keeps few entries, so that somebody who was away can miss some. */
class MissingMessagesTest {
    @RegisterExtension
    static final Chat chat = Chat.with("--set", "retain=10");

    @Test
    void whoMissedMoreThanTheRoomKeepsIsToldSo() {
        Cable cable = chat.cable();
        Person ada = chat.personBehind(cable, "Ada").expectsOffline();
        Person bob = chat.person("Bob").joins(ada.creates());
        cable.cut();
        assertThat(ada.state()).hasText("Connection lost. Trying again…");
        for (int i = 0; i < 12; i++) {
            bob.says("line " + i);
        }
        bob.readsLast("Bob: line 11");
        cable.mend();
        assertThat(ada.page().getByText("Some messages may be missing here.")).isVisible();
        ada.readsLast("Bob: line 11");
        bob.says("and on");
        ada.readsLast("Bob: and on");
    }
}
