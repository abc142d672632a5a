package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever would run calls {@code alert}, and a dialog fails the test; so does an attempt that the policy stops. */
class UntrustedTextTest {
    @RegisterExtension
    static final Chat chat = Chat.with();

    @ParameterizedTest
    @ValueSource(strings = {"<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "\"><svg onload=alert(1)>"})
    void aScriptInANameIsTextEverywhere(String name) {
        Person eve = chat.person(name);
        String code = eve.creates();
        Person bob = chat.person("Bob").joins(code);
        bob.seesHere(name + " (owner)", "Bob (you)");
        bob.reads(name + " joined", "Bob joined");
        eve.messageField().pressSequentially("hi");
        assertThat(bob.typing()).hasText(name + " is typing…");
        eve.button("Send").click();
        bob.reads(name + " joined", "Bob joined", name + ": hi");
        assertThat(bob.page()).hasTitle(code + " · LiveRoom");
        assertThat(eve.page()).hasTitle(code + " · LiveRoom");
        eve.reloads();
        eve.reads(name + " joined", "Bob joined", name + ": hi");
        assertOnlyText(bob);
        assertOnlyText(eve);
        eve.leaves();
        bob.reads(name + " joined", "Bob joined", name + ": hi", name + " left", "Bob looks after the room now");
        assertThat(eve.nameField()).hasValue(name);
    }

    @Test
    void aScriptInAMessageIsText() {
        String image = "<img src=x onerror=alert(1)>";
        String script = "<script>alert(1)</script>";
        String frame = "</p></div><iframe srcdoc=\"<script>parent.alert(1)</script>\"></iframe>";
        String others = "javascript:alert(1) &amp; <b>bold</b> ${7*7} {{7*7}}";
        Person eve = chat.person("Eve");
        String code = eve.creates();
        Person bob = chat.person("Bob").joins(code);
        eve.says(image);
        eve.says(script);
        eve.says(frame);
        eve.says(others);
        String[] log = {"Eve joined", "Bob joined", "Eve: " + image, "Eve: " + script, "Eve: " + frame, "Eve: " + others
        };
        bob.reads(log);
        eve.reads(log);
        bob.reloads();
        bob.reads(log);
        assertThat(bob.page()).hasTitle(code + " · LiveRoom");
        assertOnlyText(bob);
        assertOnlyText(eve);
    }

    @Test
    void whatWasTypedComesBackIntoTheFormAsText() {
        String script = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";
        Person eve = chat.person("Eve").opensHome();
        eve.submits(script, script);
        assertThat(eve.nameField()).hasValue(script);
        assertThat(eve.codeField()).hasValue(script);
        eve.opens("r/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
        eve.opens("r/%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E");
        assertThat(eve.codeField()).hasValue("\"><img src=x onerror=alert(1)>");
    }

    @Test
    void textKeepsItsLinesAndItsSpaces() {
        Person ada = chat.person("Ada");
        Person bob = chat.person("Bob").joins(ada.creates());
        ada.says("one\n  two   three\n\nfour");
        bob.reads("Ada joined", "Bob joined", "Ada: one\n  two   three\n\nfour");
        assertThat(bob.log().locator(".text")).hasCSS("white-space-collapse", "preserve");
    }

    private static void assertOnlyText(Person person) {
        assertThat(person.log().locator(".text *")).hasCount(0);
        assertThat(person.page().locator("main img, main iframe, main svg, main script, main b"))
                .hasCount(0);
    }
}
