package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCheckServletTest {
    private static final String PROXY = "10.1.2.3";

    private Chat chat = new Chat(settings -> settings.trustedProxies(List.of(PROXY)));

    @AfterEach
    void close() {
        chat.close();
    }

    private FakeResponse ask(FakeRequest request) throws IOException {
        FakeResponse response = new FakeResponse();
        new ChatCheckServlet(chat.gateway).service(request.get(), response.get());
        return response;
    }

    private static FakeRequest page(String origin) {
        return new FakeRequest().method("POST").with("Host", "chat.example").with("Origin", origin);
    }

    private String seen(FakeRequest request) throws IOException {
        FakeResponse response = ask(request);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers)
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Cache-Control", "no-store");
        return response.body.toString();
    }

    @Test
    void tellsWhatItSeesOfAPageOfItsOwn() throws IOException {
        assertThat(seen(page("http://chat.example")))
                .isEqualTo(
                        "{\"time\":" + chat.time.instant().toEpochMilli()
                                + ",\"origin\":\"allowed\",\"scheme\":true,\"host\":true,\"proxied\":\"none\",\"cookies\":\"plain\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "https://chat.example,foreign,false,true",
        "http://chat.example:8080,foreign,true,false",
        "http://evil.example,foreign,true,false",
        "https://evil.example,foreign,false,false",
        "null,foreign,false,false"
    })
    void tellsWhatIsAnotherThanItSees(String origin, String verdict, boolean scheme, boolean host) throws IOException {
        assertThat(seen(page(origin)))
                .contains("\"origin\":\"" + verdict + "\",\"scheme\":" + scheme + ",\"host\":" + host);
    }

    @Test
    void tellsThatSomebodyTookTheOriginOut() throws IOException {
        assertThat(seen(new FakeRequest().method("POST").with("Host", "chat.example")))
                .contains("\"origin\":\"missing\",\"scheme\":false,\"host\":false");
    }

    @Test
    void comparesWithThePublicOriginWhereThereIsOne() throws IOException {
        chat.close();
        chat = new Chat(settings -> settings.publicOrigin("https://chat.example"));
        assertThat(seen(page("https://chat.example"))).contains("\"origin\":\"allowed\",\"scheme\":true,\"host\":true");
        assertThat(seen(page("http://chat.example"))).contains("\"origin\":\"foreign\",\"scheme\":false,\"host\":true");
    }

    @ParameterizedTest
    @CsvSource({
        OriginsTest.CLIENT + ",X-Nothing,none",
        OriginsTest.CLIENT + ",X-Forwarded-For,untrusted",
        OriginsTest.CLIENT + ",X-Forwarded-Proto,untrusted",
        OriginsTest.CLIENT + ",X-Forwarded-Host,untrusted",
        OriginsTest.CLIENT + ",Forwarded,untrusted",
        PROXY + ",X-Forwarded-For,trusted",
        PROXY + ",X-Nothing,silent",
        PROXY + ",X-Forwarded-Proto,silent"
    })
    void tellsWhetherAProxyIsBelieved(String remote, String header, String verdict) throws IOException {
        assertThat(seen(page("http://chat.example").from(remote).with(header, "192.0.2.7")))
                .contains("\"proxied\":\"" + verdict + "\"");
    }

    @Test
    void tellsWhetherCookiesAreForTlsOnly() throws IOException {
        assertThat(seen(page("https://chat.example").scheme("https"))).contains("\"cookies\":\"secure\"");
        assertThat(seen(page("https://chat.example").withSecureCookies())).contains("\"cookies\":\"secure\"");
    }

    /** Whatever is sent along: a verdict is one of a few words. */
    @Test
    void tellsNoAddressAndNoName() throws IOException {
        String secret = "inside.example";
        assertThat(seen(page("https://" + secret)
                        .from(PROXY)
                        .with("X-Forwarded-For", "192.0.2.7, 10.9.9.9")
                        .with("X-Forwarded-Host", secret)
                        .with("Cookie", "JSESSIONID=" + secret)))
                .matches("\\{\"time\":\\d+,\"origin\":\"\\w+\",\"scheme\":(true|false),\"host\":(true|false),"
                        + "\"proxied\":\"[a-z]+\",\"cookies\":\"(plain|secure)\"}");
    }

    @Test
    void countsAsAConnectionThatTheAddressBegins() throws IOException {
        chat.close();
        chat = new Chat(settings -> settings.handshakesPerSecond(1).connectionsPerAddress(1));
        for (int i = 0; i < 4; i++) {
            seen(page("http://chat.example"));
        }
        FakeResponse refused = ask(page("http://chat.example"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers).containsEntry("Retry-After", "1");
        seen(page("http://chat.example").from("198.51.100.1"));
    }

    @Test
    void showsAPageThatMayDoNothingElse() throws IOException {
        FakeResponse response = ask(new FakeRequest());
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers)
                .containsEntry("Content-Type", "text/html;charset=UTF-8")
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                                + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(response.body.toString()).doesNotContain("style=", "onclick");
    }

    /** What a page or a script names is there, and of a type that browsers take. */
    @Test
    void hasEveryFileThatItNeeds() throws IOException {
        assertThat(named("", "(?:src|href)=\"check(/[^\"]+)\""))
                .containsExactlyInAnyOrder("/check.css", "/check.js")
                .allSatisfy(file ->
                        assertThat(typeOf(file)).isEqualTo(file.endsWith(".css") ? "text/css" : "text/javascript"));
        List<String> scripts = List.of("/check.js", "/checks.js", "/connections.js", "/carriers.js", "/way.js");
        for (String script : scripts) {
            assertThat(typeOf(script)).isEqualTo("text/javascript");
            assertThat(scripts).containsAll(named(script, "from \"\\.(/[^\"]+)\""));
        }
    }

    private List<String> named(String path, String pattern) throws IOException {
        String source =
                ask(new FakeRequest().path(path.isEmpty() ? null : path)).body.toString();
        return Pattern.compile(pattern)
                .matcher(source)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private String typeOf(String file) throws IOException {
        FakeResponse response = ask(new FakeRequest().path(file));
        assertThat(response.status()).as(file).isEqualTo(200);
        return response.headers.getOrDefault("Content-Type", "").replace(";charset=UTF-8", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/check.html", "/nothing", "/../check.js", "/ChatCheckServlet.class"})
    void thereIsNothingElse(String path) throws IOException {
        assertThat(ask(new FakeRequest().path(path)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE"})
    void doesNothingElse(String method) throws IOException {
        FakeResponse response = ask(new FakeRequest().method(method));
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers).containsEntry("Allow", "GET, HEAD, POST");
        assertThat(ask(new FakeRequest().method("POST").path("/check.js")).headers)
                .containsEntry("Allow", "GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void isNotThereWhereItIsOff(String method) throws IOException {
        chat.close();
        chat = new Chat(settings -> settings.check(false));
        for (String path : new String[] {null, "/check.js"}) {
            FakeResponse response = ask(new FakeRequest().method(method).path(path));
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.body.toString()).isEqualToIgnoringNewLines("There is nothing here.");
        }
    }
}
