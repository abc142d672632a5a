package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FormSecurityTest {
    @RegisterExtension
    static final Chat chat = Chat.with();

    @Test
    void aFormWithoutItsTokenComesBackInWordsWithWhatWasTyped() {
        String code = chat.person("Ada").creates();
        Person bob = chat.person("Bob").opensHome();
        bob.page().locator("input[name=token]").evaluate("(token) => token.remove()");
        Response answer = bob.answerTo(() -> bob.submits("Bob", code));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(bob.notice()).containsText("Please try again");
        assertThat(bob.nameField()).hasValue("Bob");
        assertThat(bob.codeField()).hasValue(code);
        bob.sends("Join");
        bob.isInARoom();
    }

    @Test
    void aFormFromASessionThatEndedComesBackInWordsWithWhatWasTyped() {
        String code = chat.person("Ada").creates();
        Person bob = chat.person("Bob").opensHome();
        bob.context().clearCookies();
        Response answer = bob.answerTo(() -> bob.submits("Bob", code));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(bob.notice()).containsText("Please try again");
        assertThat(bob.nameField()).hasValue("Bob");
        assertThat(bob.codeField()).hasValue(code);
        bob.sends("Join");
        bob.isInARoom();
    }

    @Test
    void theSameHoldsForTheFormBehindALink() {
        String code = chat.person("Ada").creates();
        Person bob = chat.person("Bob");
        bob.opens("r/" + code);
        bob.context().clearCookies();
        bob.nameField().fill("Bob");
        Response answer = bob.answerTo(() -> bob.sends("Join"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(bob.notice()).containsText("Please try again");
        assertThat(bob.nameField()).hasValue("Bob");
        bob.sends("Join");
        bob.isInARoom();
    }

    @Test
    void aFormSentByNoPageAtAllIsRefused() {
        Person eve = chat.person("Eve").opensHome();
        RequestOptions form = RequestOptions.create()
                .setForm(FormData.create()
                        .set("name", "Eve")
                        .set("action", "create")
                        .set("token", "guessed"));
        APIResponse answer = eve.context().request().post(eve.page().url(), form);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("Please try again").contains("value=\"Eve\"");
    }

    @Test
    void theSessionCookieIsOutOfReachAndChangesOnEntry() {
        Person ada = chat.person("Ada").opensHome();
        assertThat(namesOf(cookiesOf(ada))).as("who only looks has no session").containsExactly("liveroom-form");
        ada.creates();
        Cookie before = sessionOf(ada);
        ada.leaves();
        ada.creates();
        Cookie after = sessionOf(ada);
        assertThat(after.value).isNotEqualTo(before.value);
        for (Cookie cookie : cookiesOf(ada)) {
            assertThat(cookie.httpOnly).as(cookie.name).isTrue();
            assertThat(cookie.sameSite).as(cookie.name).isEqualTo(SameSiteAttribute.LAX);
        }
        assertThat(ada.page().evaluate("document.cookie")).isEqualTo("");
        assertThat(ada.page().url()).doesNotContain("jsessionid");
    }

    @Test
    void everyAnswerForbidsWhatItDoesNotNeed() {
        Person ada = chat.person("Ada");
        for (String path : List.of("", "r/QQQ0", "nothing/here", "leave", "assets/room.js", "liveroom/liveroom.js")) {
            assertStrict(ada.opens(path));
        }
    }

    @Test
    void theRoomPageForbidsWhatItDoesNotNeed() {
        Person ada = chat.person("Ada");
        ada.creates();
        assertStrict(ada.page().reload());
        ada.isInARoom();
        assertThat(ada.page().content())
                .doesNotContain("<style")
                .doesNotContain(" style=")
                .doesNotContain(" onclick=");
        assertThat(ada.page().locator("script:not([src])")).hasCount(0);
    }

    private static void assertStrict(Response response) {
        String policy = response.headerValue("content-security-policy");
        assertThat(policy)
                .contains("default-src 'none'", "img-src 'self';")
                .contains("frame-ancestors 'none'")
                .contains("base-uri 'none'")
                .contains("form-action 'self'")
                .doesNotContain("unsafe")
                .doesNotContain("*");
        assertThat(response.headerValue("x-content-type-options")).isEqualTo("nosniff");
        assertThat(response.headerValue("referrer-policy")).isEqualTo("same-origin");
        assertThat(response.headerValue("server")).isNull();
    }

    private static List<Cookie> cookiesOf(Person person) {
        return person.context().cookies();
    }

    private static List<String> namesOf(List<Cookie> cookies) {
        return cookies.stream().map(cookie -> cookie.name).toList();
    }

    private static Cookie sessionOf(Person person) {
        List<Cookie> cookies = cookiesOf(person);
        assertThat(namesOf(cookies)).containsExactlyInAnyOrder("liveroom-form", "JSESSIONID");
        return cookies.stream()
                .filter(cookie -> cookie.name.equals("JSESSIONID"))
                .findFirst()
                .orElseThrow();
    }
}
