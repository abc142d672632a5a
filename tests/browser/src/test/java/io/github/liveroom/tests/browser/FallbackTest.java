package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.github.liveroom.tests.network.Cable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where no WebSocket gets through. */
class FallbackTest {
    /** Attempts follow each other soon: only some of those to come are streams. */
    private static final String NO_SOCKETS = """
            Math.random = () => 0.05;
            globalThis.WebSocket = class {
              constructor() {
                setTimeout(() => this.onclose?.({ code: 1006, reason: "" }));
              }
              close() {}
            };
            """;

    @RegisterExtension
    static final Chat chat = Chat.with();

    @Test
    void peopleChatOverHttp() {
        Person ada = chat.person("Ada");
        ada.context().addInitScript(NO_SOCKETS);
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.says("one");
        ada.says("two");
        bob.reads("Ada joined", "Bob joined", "Ada: one", "Ada: two");
        bob.says("three");
        ada.reads("Ada joined", "Bob joined", "Ada: one", "Ada: two", "Bob: three");
        ada.reloads();
        ada.reads("Ada joined", "Bob joined", "Ada: one", "Ada: two", "Bob: three");
        bob.seesHere("Ada (owner)", "Bob (you)");
        ada.leaves();
        bob.seesHere("Bob (you, owner)");
    }

    @Test
    void aStreamThatIsCutIsResumed() {
        Cable cable = chat.cable();
        Person ada = chat.personBehind(cable, "Ada").expectsOffline();
        ada.context().addInitScript(NO_SOCKETS);
        Person bob = chat.person("Bob").joins(ada.creates());
        cable.cut();
        assertThat(ada.state()).hasText("Connection lost. Trying again…");
        bob.says("Are you there?");
        ada.says("I was in a tunnel");
        cable.mend();
        bob.reads("Ada joined", "Bob joined", "Bob: Are you there?", "Ada: I was in a tunnel");
        ada.reads("Ada joined", "Bob joined", "Bob: Are you there?", "Ada: I was in a tunnel");
    }
}
