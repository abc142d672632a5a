package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page that checks the way to the server, where there is nothing on the way; behind a proxy see the proxy tests. */
class CheckPageTest {
    /** Several pings while the page waits. */
    @RegisterExtension
    static final Chat chat = Chat.with("--set", "ping=200ms", "--set", "silent-limit=10m", "--context", "/chat");

    @Test
    void findsNothingWrongAndSaysSoInALine() {
        Person ada = chat.person("Ada");
        looks(ada, 2);
        assertThat(ada.state()).hasText("Done: 1 warning, 17 OK.");
        Locator rows = ada.page().locator("[data-state]");
        assertThat(rows).hasCount(18);
        assertThat(ada.page().locator("[data-state=warning]")).hasId("tls");
        assertThat(ada.page().locator("#idle .measured")).not().hasText("2 s, signs of life: 0");
        String line = ada.page().locator("#line").inputValue();
        assertThat(line)
                .startsWith("{\"at\":\"")
                .contains("\"page\":\"" + chat.server().address() + "liveroom/check\"")
                .contains("\"tls\":\"warning: http, on this machine\"", "\"frame\":\"ok: 65536 bytes\"")
                .endsWith("}}");
        ada.button("Copy").click();
        assertThat(ada.state()).hasText("Copied.");
        ada.button("Check again").click();
        assertThat(ada.state()).hasText("Checking. It takes about 2 seconds.");
    }

    @Test
    void isReadInOrder() {
        Person ada = chat.person("Ada");
        looks(ada, 1);
        assertThat(ada.page().getByRole(AriaRole.HEADING).allTextContents())
                .isEqualTo(List.of(
                        "The way to the server",
                        "This page",
                        "What the server sees",
                        "WebSocket",
                        "HTTP, where no WebSocket gets through",
                        "For a report"));
        assertThat(ada.page().locator("#tls").ariaSnapshot())
                .contains("TLS", "Warning")
                .doesNotContain("!");
    }

    /** Opens the page, has it wait for so long only, and waits until it is done. */
    static void looks(Person person, int seconds) {
        person.context().addInitScript("""
                new MutationObserver(() => {
                  const page = document.getElementById("way");
                  if (page) {
                    page.dataset.idleSeconds = "%d";
                    page.dataset.patienceSeconds = page.dataset.streamSeconds = "30";
                  }
                }).observe(document, { childList: true, subtree: true });
                """.formatted(seconds));
        person.opens("liveroom/check");
        assertThat(person.page().locator("#report")).isVisible();
    }
}
