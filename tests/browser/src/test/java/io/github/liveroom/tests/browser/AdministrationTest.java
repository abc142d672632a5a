package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages of those who look after the server, without scripts. */
class AdministrationTest {
    private static final String MARKUP = "<img src=x onerror=run()>";

    @RegisterExtension
    static final Chat chat = Chat.with("--admin", users());

    private static String users() {
        try {
            Path target = Path.of("target").toAbsolutePath();
            Files.createDirectories(target);
            return Files.writeString(target.resolve("users"), "grace: sesame,liveroom-admin\n")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Person grace() {
        return chat.person(
                "Grace",
                setup -> setup.setJavaScriptEnabled(false)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setHttpCredentials("grace", "sesame"));
    }

    private static Locator member(Person grace, String name) {
        return grace.page().locator("li").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void press(Person grace, String button) {
        grace.answerTo(() -> grace.button(button).click());
    }

    @Test
    void somebodyIsPutOutAndLetInAgain() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Person bob = chat.person(MARKUP).joins(code);
        Person grace = grace();
        grace.opens("liveroom/admin");
        grace.page().getByLabel("Find a room by its code").fill(code);
        press(grace, "Find");
        assertThat(grace.heading()).hasText("Room " + code);

        Locator row = member(grace, MARKUP);
        row.getByText("Kick or ban…").click();
        row.getByLabel("Why (they can read this)").fill("too loud");
        grace.answerTo(() -> row.getByText("Ban", new Locator.GetByTextOptions().setExact(true))
                .click());
        assertThat(grace.page().getByRole(AriaRole.STATUS)).hasText("The member is out and cannot come again.");
        assertThat(bob.page().getByText("too loud")).isVisible();
        press(grace, "Let in again");
        assertThat(grace.page().getByText("Let in again")).hasCount(0);

        grace.page().getByText("Tell everyone in this room…").click();
        grace.page().getByLabel("Message").fill("closing soon");
        press(grace, "Send");
        ada.readsLast("closing soon");
        grace.page().getByText("Close this room…").click();
        press(grace, "Close room");
        assertThat(grace.heading()).hasText("Administration");
        ada.waitsUntilGone(code);
    }

    @Test
    void thePagesAreForEverybody() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        chat.person("Bartholomew of the longest name").joins(code);
        Person grace = chat.person(
                "Grace", setup -> setup.setReducedMotion(ReducedMotion.REDUCE).setHttpCredentials("grace", "sesame"));
        for (String path : new String[] {"liveroom/admin", "liveroom/admin/room/" + code}) {
            grace.opens(path);
            for (Locator closed : grace.page().locator("summary").all()) {
                closed.click();
            }
            looksGood(grace, 360, ColorScheme.LIGHT, path);
            looksGood(grace, 1100, ColorScheme.DARK, path);
        }
    }

    private static void looksGood(Person grace, int width, ColorScheme scheme, String what) {
        Page page = grace.page();
        page.setViewportSize(width, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Person.SCREENSHOTS.resolve(
                        "admin-" + (what.contains("/room/") ? "room-" : "") + width + ".png")));
        assertThat(grace.fits()).as(what + " at " + width).isTrue();
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(what + " at " + width)
                .isEmpty();
    }
}
