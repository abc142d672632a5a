package io.github.liveroom.tests.browser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TmpTest {
    @RegisterExtension
    static final Chat chat = Chat.with();

    @Test
    void consoleError() {
        chat.person("A").opensHome().page().evaluate("console.error('boo')");
    }

    @Test
    void uncaught() {
        chat.person("A").opensHome().page().evaluate("setTimeout(() => { throw new Error('boo') })");
    }

    @Test
    void rejected() {
        chat.person("A").opensHome().page().evaluate("void Promise.reject(new Error('boo'))");
    }

    @Test
    void style() {
        chat.person("A").opensHome().page().evaluate("document.body.innerHTML = '<p style=\"color:red\">x</p>'");
    }

    @Test
    void image() {
        chat.person("A").opensHome().page().evaluate("document.body.innerHTML = '<img src=x onerror=alert(1)>'");
    }

    @Test
    void missingFile() {
        chat.person("A").opensHome().page().evaluate("fetch('nothing')");
    }
}
