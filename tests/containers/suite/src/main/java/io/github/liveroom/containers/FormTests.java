package io.github.liveroom.containers;

import static io.github.liveroom.containers.PlainBrowser.FORM;
import static io.github.liveroom.containers.PlainBrowser.SESSION;
import static io.github.liveroom.containers.PlainBrowser.setsCookie;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages, forms and their cookies. */
abstract class FormTests extends HttpTests {
    FormTests(Servers servers) {
        super(servers);
    }

    private PlainBrowser browser() {
        return new PlainBrowser(server(), address);
    }

    @Test
    void whoOnlyLooksHasNoSession() throws Exception {
        String code = browser().creates("Ada");
        for (String path : List.of("/", "/r/" + code, "/r/QZQ0", "/nothing/here", "/assets/room.js", "/leave")) {
            assertThat(setsCookie(browser().get(path), SESSION)).as(path).isEmpty();
        }
        PlainBrowser bob = browser();
        for (int i = 0; i < 20; i++) {
            bob.get("/");
            bob.withToken("guessed").post("/", "name", "Bob", "code", code, "action", "join");
            bob.post("/", "name", "Bob", "code", "QZQ0", "action", "join");
            bob.post("/", "name", "", "code", code, "action", "join");
            bob.post("/r/" + code, "name", "");
            bob.post("/leave", "name", "Bob", "code", code);
        }
        assertThat(bob.cookies()).containsOnlyKeys(FORM);
    }

    @Test
    void theCookieOfAFormIsOutOfReachAndSetOnce() throws Exception {
        PlainBrowser bob = browser();
        assertThat(setsCookie(bob.get("/"), FORM)).singleElement().satisfies(FormTests::isOutOfReach);
        String token = bob.token();
        assertThat(token).isNotEmpty();
        assertThat(setsCookie(bob.get("/r/QZQ0"), FORM)).isEmpty();
        assertThat(bob.token()).as("two tabs may have a form each").isEqualTo(token);
        assertThat(token).isNotEqualTo(bob.cookies().get(FORM));
    }

    @Test
    void cookiesAreForTlsWhereThePublicOriginIs() throws Exception {
        PlainBrowser ada = new PlainBrowser(servers.with("public-origin", "https://chat.example"), address);
        List<String> form = setsCookie(ada.get("/"), FORM);
        List<String> session = setsCookie(ada.post("/", "name", "Ada", "action", "create"), SESSION);
        List<String> renewed = setsCookie(ada.post("/", "name", "Ada", "action", "create"), SESSION);
        for (List<String> set : List.of(form, session, renewed)) {
            assertThat(set).singleElement().satisfies(cookie -> {
                isOutOfReach(cookie);
                assertThat(cookie.split("; *")).contains("Secure");
            });
        }
    }

    @Test
    void cookiesAreForAnyWayWhereThePublicOriginIsNotOfTls() throws Exception {
        PlainBrowser ada = new PlainBrowser(servers.with("public-origin", "http://chat.example"), address);
        List<String> form = setsCookie(ada.get("/"), FORM);
        List<String> session = setsCookie(ada.post("/", "name", "Ada", "action", "create"), SESSION);
        for (List<String> set : List.of(form, session)) {
            assertThat(set).singleElement().satisfies(cookie -> {
                isOutOfReach(cookie);
                assertThat(cookie.split("; *")).doesNotContain("Secure");
            });
        }
    }

    @Test
    void theSessionBeginsWithTheFirstRoomAndGetsANewIdWithTheNext() throws Exception {
        PlainBrowser ada = browser();
        ada.get("/");
        HttpResponse<String> first = ada.post("/", "name", "Ada", "action", "create");
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(setsCookie(first, SESSION)).singleElement().satisfies(FormTests::isOutOfReach);
        String id = ada.cookies().get(SESSION);
        HttpResponse<String> second = ada.post("/", "name", "Ada", "action", "create");
        assertThat(second.statusCode()).isEqualTo(303);
        assertThat(setsCookie(second, SESSION)).singleElement().satisfies(FormTests::isOutOfReach);
        assertThat(ada.cookies().get(SESSION)).isNotEqualTo(id);
        for (HttpResponse<String> entered : List.of(first, second)) {
            String page = entered.headers().firstValue("Location").orElseThrow();
            assertThat(ada.get(page).body()).as("the room is remembered").contains("data-name=\"Ada\"");
        }
    }

    @Test
    void aTokenIsGoodForTheBrowserThatWasShownIt() throws Exception {
        PlainBrowser eve = browser();
        eve.get("/");
        PlainBrowser bob = browser();
        bob.get("/");
        String own = bob.token();
        for (String other : List.of(
                eve.token(), "", own + "A", own.substring(1), bob.cookies().get(FORM))) {
            assertThat(bob.withToken(other)
                            .post("/", "name", "Bob", "action", "create")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(bob.withToken(own)
                        .post("/", "name", "Bob", "action", "create")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void noFormIsTakenWithoutItsToken() throws Exception {
        String code = browser().creates("Ada");
        for (String path : List.of("/", "/r/" + code, "/leave")) {
            HttpResponse<String> answer = browser().post(path, "name", "Bob", "code", code, "action", "join");
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body()).as(path).contains("Please try again");
        }
    }

    @Test
    void noFormIsTakenFromAnotherSite() throws Exception {
        PlainBrowser bob = browser();
        bob.get("/");
        assertThat(bob.postFrom("http://evil.example", "/", "name", "Bob", "action", "create")
                        .statusCode())
                .isEqualTo(403);
        assertThat(bob.postFrom(server().origin(), "/", "name", "Bob", "action", "create")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void leavingWithoutASessionIsGoingHome() throws Exception {
        PlainBrowser bob = browser();
        bob.get("/");
        HttpResponse<String> answer = bob.post("/leave", "name", "Bob", "code", "QZQZ");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/");
    }

    // ---------------------------------------------------------------- what a form may say

    @ParameterizedTest
    @ValueSource(strings = {"", "passphrase", "locked"})
    void whoIsInARoomThatDoesNotLetEverybodyInIsToldToNobody(String closed) throws Exception {
        RunningServer server = servers.with("max-members", "1");
        WireClient ada = connect(server);
        String room = closed.equals("passphrase") ? ada.create("passphrase", "sesame") : ada.create();
        ada.join(room, "Ada");
        if (closed.equals("locked")) {
            ada.ok("update", "room", room, "locked", true);
        }
        for (String name : List.of("Ada", "Bob")) {
            for (String path : List.of("/", "/r/" + room)) {
                PlainBrowser bob = new PlainBrowser(server, address);
                bob.get("/");
                HttpResponse<String> answer = bob.post(path, "name", name, "code", room, "action", "join");
                assertThat(answer.statusCode()).as(name + " at " + path).isEqualTo(closed.isEmpty() ? 409 : 303);
            }
        }
    }

    @Test
    void takesNoFormThatIsLongerThanAny() throws Exception {
        PlainBrowser bob = browser();
        bob.get("/");
        String name = "x".repeat(8000);
        assertThat(bob.post("/", "name", name, "action", "create").statusCode())
                .as("too long a name, but a form")
                .isEqualTo(400);
        for (String path : List.of("/", "/r/QZQ0", "/leave")) {
            assertThat(bob.post(path, "name", name + "x".repeat(192)).statusCode())
                    .as(path)
                    .isEqualTo(413);
        }
    }

    /** Nothing of a form's is lost between its parts, and others are served meanwhile. */
    @Test
    void aFormMayComeInParts() throws Exception {
        try (RawSocket slow = RawSocket.dial(server())) {
            slow.begin(
                    "POST " + server().context() + "/ HTTP/1.1",
                    "Host: 127.0.0.1:" + server().port(),
                    Servers.ADDRESS + ": " + address,
                    "Content-Type: application/x-www-form-urlencoded",
                    "Connection: close",
                    "Content-Length: 23");
            slow.part("name=Ad%C3");
            assertThat(browser().get("/").statusCode()).isEqualTo(200);
            assertThat(slow.hasAnswer()).isFalse();
            assertThat(slow.end("%A9l&code=a+b").status()).as("without a token").isEqualTo(403);
            assertThat(slow.rest()).contains("value=\"Ad\u00e9l\"", "value=\"a b\"");
        }
    }

    @Test
    void takesNoFormThatDoesNotSayHowLongItIs() throws Exception {
        HttpResponse<?> answer = ask(
                "POST",
                "/",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("name=Ada".getBytes(UTF_8))),
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(answer.statusCode()).isEqualTo(411);
    }

    private static void isOutOfReach(String cookie) {
        assertThat(cookie.split("; *"))
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .noneMatch(attribute -> attribute.matches("(?i)(expires|max-age|domain)=.*"));
    }
}
