package io.github.liveroom.chat.jakarta.pages;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FormTokensTest {
    private final FormTokens tokens = new FormTokens();
    private final String cookie = tokens.newCookie();
    private final String token = tokens.tokenOf(cookie);

    /** Null: a browser without cookies, as containers tell it. */
    private static HttpServletRequest with(Cookie... cookies) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FormTokensTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getCookies")) {
                        return cookies;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static HttpServletRequest withOurs(String... values) {
        return with(Arrays.stream(values)
                .map(value -> new Cookie("liveroom-form", value))
                .toArray(Cookie[]::new));
    }

    @Test
    void takesTheTokenThatBelongsToTheCookie() {
        assertThat(tokens.fits(withOurs(cookie), token)).isTrue();
        assertThat(tokens.next(withOurs(cookie), null)).isEqualTo(token);
        assertThat(FormTokens.cameBack(withOurs(cookie))).isTrue();
    }

    @Test
    void takesNoOther() {
        assertThat(tokens.fits(withOurs(cookie), null)).isFalse();
        assertThat(tokens.fits(withOurs(cookie), "")).isFalse();
        assertThat(tokens.fits(withOurs(cookie), cookie)).isFalse();
        assertThat(tokens.fits(withOurs(cookie), token + "A")).isFalse();
        assertThat(tokens.fits(withOurs(cookie), token.substring(1))).isFalse();
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.fits(withOurs(cookie), token.substring(0, i) + other + token.substring(i + 1)))
                    .as("another character at " + i)
                    .isFalse();
        }
    }

    @Test
    void takesNoneOfAnotherBrowserOrApplication() {
        assertThat(tokens.fits(withOurs(tokens.newCookie()), token)).isFalse();
        assertThat(tokens.fits(with(), token)).isFalse();
        assertThat(tokens.fits(with((Cookie[]) null), token)).isFalse();
        assertThat(tokens.fits(with(new Cookie("other", cookie)), token)).isFalse();
        assertThat(new FormTokens().fits(withOurs(cookie), token))
                .as("an application that was started anew")
                .isFalse();
    }

    @Test
    void takesNoCookieThatItDidNotMake() {
        String made = "made by somebody else";
        assertThat(tokens.fits(withOurs(made), tokens.tokenOf(made))).isFalse();
        assertThat(FormTokens.cameBack(withOurs(made, ""))).isFalse();
        assertThat(FormTokens.cameBack(with((Cookie[]) null))).isFalse();
    }

    /** An application at {@code /} and one at {@code /chat} have a cookie each. */
    @Test
    void looksAtEachOfAFewCookies() {
        assertThat(tokens.fits(withOurs(tokens.newCookie(), cookie), token)).isTrue();
        String[] many = Stream.concat(Stream.generate(tokens::newCookie).limit(100), Stream.of(cookie))
                .toArray(String[]::new);
        assertThat(tokens.fits(withOurs(many), token)).as("not at a hundred").isFalse();
    }

    @Test
    void makesCookiesThatNobodyGuesses() {
        assertThat(Stream.generate(tokens::newCookie).limit(1000))
                .doesNotHaveDuplicates()
                .allMatch(made -> made.matches("[A-Za-z0-9_-]{22}"));
        assertThat(token).hasSize(43);
    }
}
