package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WritingTest {
    @RegisterExtension
    static final Chat chat = Chat.with();

    private Person ada;

    @BeforeEach
    void adaIsInARoom() {
        ada = chat.person("Ada");
        ada.creates();
        assertThat(ada.messageField()).isFocused();
    }

    @Test
    void enterSends() {
        ada.page().keyboard().type("hello");
        ada.page().keyboard().press("Enter");
        ada.reads("Ada joined", "Ada: hello");
        assertThat(ada.messageField()).hasValue("");
        assertThat(ada.messageField()).isFocused();
    }

    @Test
    void shiftAndEnterStartALine() {
        ada.page().keyboard().type("one");
        ada.page().keyboard().press("Shift+Enter");
        ada.page().keyboard().type("two");
        assertThat(ada.messageField()).hasValue("one\ntwo");
        ada.page().keyboard().press("Enter");
        ada.reads("Ada joined", "Ada: one\ntwo");
    }

    @Test
    void enterThatEndsAnInputMethodsCompositionDoesNotSend() {
        CDPSession devtools = ada.context().newCDPSession(ada.page());
        JsonObject composed = new JsonObject();
        composed.addProperty("text", "にほん");
        composed.addProperty("selectionStart", 3);
        composed.addProperty("selectionEnd", 3);
        devtools.send("Input.imeSetComposition", composed);
        assertThat(ada.messageField()).hasValue("にほん");
        ada.messageField()
                .evaluate("(field) => field.addEventListener('keydown',"
                        + " (event) => document.body.dataset.composing = event.isComposing)");
        JsonObject enter = new JsonObject();
        enter.addProperty("type", "rawKeyDown");
        enter.addProperty("key", "Enter");
        enter.addProperty("code", "Enter");
        enter.addProperty("windowsVirtualKeyCode", 13);
        devtools.send("Input.dispatchKeyEvent", enter);
        assertThat(ada.page().locator("body")).hasAttribute("data-composing", "true");
        JsonObject chosen = new JsonObject();
        chosen.addProperty("text", "日本");
        devtools.send("Input.insertText", chosen);
        assertThat(ada.messageField()).hasValue("日本");
        ada.page().keyboard().press("Enter");
        ada.reads("Ada joined", "Ada: 日本");
    }

    @Test
    void enterOfAnInputMethodThatOnlyTellsByTheKeyCodeDoesNotSend() {
        ada.messageField().fill("に");
        Object taken = ada.messageField()
                .evaluate(
                        "(field) => !field.dispatchEvent("
                                + "new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true, cancelable: true}))");
        org.assertj.core.api.Assertions.assertThat(taken).isEqualTo(false);
        assertThat(ada.messageField()).hasValue("に");
        ada.page().keyboard().press("Enter");
        ada.reads("Ada joined", "Ada: に");
    }

    @Test
    void nothingButSpacesIsNotSent() {
        ada.messageField().fill(" \n ");
        ada.page().keyboard().press("Enter");
        ada.button("Send").click();
        ada.says("now");
        ada.reads("Ada joined", "Ada: now");
    }

    @Test
    void aTextThatIsTooLongIsKeptAndSaysByHowMuch() {
        ada.messageField().fill("x".repeat(4_010));
        assertThat(ada.page().getByText("10 characters too many")).isVisible();
        ada.page().keyboard().press("Enter");
        ada.button("Send").click();
        assertThat(ada.messageField()).hasValue("x".repeat(4_010));
        ada.messageField().fill("x".repeat(3_999) + "🦉");
        assertThat(ada.page().getByText("0 characters left")).isVisible();
        ada.page().keyboard().press("Enter");
        ada.reads("Ada joined", "Ada: " + "x".repeat(3_999) + "🦉");
    }
}
