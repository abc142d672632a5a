package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer says of itself, the one to a mistake too. */
abstract class HeaderTests extends HttpTests {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    HeaderTests(Servers servers) {
        super(servers);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/,200,no-store",
        "HEAD,/,200,no-store",
        "POST,/,403,no-store",
        "GET,/r/,303,no-store",
        "GET,/r/QZQ0,404,no-store",
        "GET,/leave,405,no-cache",
        "POST,/leave,403,no-store",
        "GET,/nothing/here,404,no-cache",
        "GET,/WEB-INF/web.xml,404,no-cache",
        "GET,/META-INF/MANIFEST.MF,404,no-cache",
        "GET,/assets/room.js,200,no-cache",
        "HEAD,/assets/base.css,200,no-cache",
        "GET,/assets/favicon.svg,200,no-cache",
        "GET,/liveroom/liveroom.js,200,no-cache",
        "GET,/liveroom/ws,426,no-store",
        "HEAD,/liveroom/ws,426,no-store",
        "POST,/liveroom/ws,405,no-store",
        "GET,/liveroom/stream,200,no-store",
        "HEAD,/liveroom/stream,200,no-store",
        "PUT,/liveroom/stream,405,no-store",
        "GET,/liveroom/commands,405,no-store",
        "POST,/liveroom/commands,404,no-store",
        "OPTIONS,/liveroom/commands,204,no-store"
    })
    void everyAnswerIsStrict(String method, String path, int status, String cache) throws Exception {
        HttpResponse<?> answer = ask(method, path, BodyPublishers.noBody());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(security(answer)).isEqualTo(expected(cache));
    }

    @Test
    void soIsOneThatSaysThatNothingChanged() throws Exception {
        String path = "/assets/room.js";
        String tag = header(ask("GET", path, BodyPublishers.noBody()), "ETag");
        HttpResponse<?> answer = ask("GET", path, BodyPublishers.noBody(), "If-None-Match", tag);
        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(security(answer)).isEqualTo(expected("no-cache"));
    }

    @Test
    void soIsOneToAPageOfAnotherSite() throws Exception {
        HttpResponse<?> answer =
                ask("GET", "/liveroom/stream", BodyPublishers.noBody(), "Origin", "http://evil.example");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(security(answer)).isEqualTo(expected("no-store"));
    }

    @Test
    void soIsOneToWhoeverGuessesTooMuch() throws Exception {
        RunningServer server = servers.with("guesses-per-minute", "1");
        for (int i = 0; i < 3; i++) {
            ask(server, "GET", "/r/QZQ0", BodyPublishers.noBody());
        }
        HttpResponse<?> answer = ask(server, "GET", "/r/QZQ0", BodyPublishers.noBody());
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(header(answer, "Retry-After")).matches("[1-9]\\d?");
        assertThat(security(answer)).isEqualTo(expected("no-store"));
    }

    @Test
    void soIsOneToAFormThatIsTooLarge() throws Exception {
        HttpResponse<?> answer = ask(
                "POST",
                "/",
                BodyPublishers.ofString("x".repeat(8193)),
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(security(answer)).isEqualTo(expected("no-cache"));
    }

    @Test
    void saysWhoseFramesItMayBeIn() throws Exception {
        RunningServer server = servers.with("frame-ancestors", "self,https://friend.example");
        for (String path : List.of("/", "/nothing/here", "/liveroom/ws")) {
            assertThat(header(ask(server, "GET", path, BodyPublishers.noBody()), "Content-Security-Policy"))
                    .isEqualTo(
                            POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self' https://friend.example"));
        }
    }

    /** It would tell a script what only the browser is to know. Some containers forbid it to all applications. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/r/QZQ0",
                "/leave",
                "/nothing",
                "/assets/room.js",
                "/liveroom/ws",
                "/liveroom/stream",
                "/liveroom/commands"
            })
    void tracesNothing(String path) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                request("TRACE", path, BodyPublishers.noBody(), "Cookie", "JSESSIONID=rumpelstilzchen")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isIn(403, 405);
        assertThat(answer.body()).doesNotContain("rumpelstilzchen");
        assertThat(header(answer, "Allow")).doesNotContain("TRACE");
    }

    private static Map<String, List<String>> expected(String cache) {
        return Map.of(
                "Content-Security-Policy", List.of(POLICY),
                "X-Content-Type-Options", List.of("nosniff"),
                "Referrer-Policy", List.of("same-origin"),
                "Cross-Origin-Opener-Policy", List.of("same-origin"),
                "Cross-Origin-Resource-Policy", List.of("same-origin"),
                "Permissions-Policy", List.of("camera=(), geolocation=(), microphone=()"),
                "Cache-Control", List.of(cache),
                "X-Powered-By", List.of());
    }

    /** Whole and as often as it is there. */
    private static Map<String, List<String>> security(HttpResponse<?> answer) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        expected("").forEach((name, value) -> found.put(name, answer.headers().allValues(name)));
        return found;
    }
}
