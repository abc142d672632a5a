package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    private static final String PROXY = "10.1.2.3";
    static final String CLIENT = "203.0.113.9";

    private final Origins strict = new Origins(null, List.of(), List.of(), false);
    private final Origins proxied = new Origins(null, List.of(), List.of("10.0.0.0/8", "::1"), false);

    private static FakeRequest page(String origin, String host) {
        FakeRequest request = new FakeRequest();
        if (origin != null) {
            request.with("Origin", origin);
        }
        return host == null ? request : request.with("Host", host);
    }

    // ---------------------------------------------------------------- the same origin

    @ParameterizedTest
    @CsvSource({
        "http,http://chat.example,chat.example",
        "http,http://chat.example,chat.example:80",
        "http,http://chat.example:80,chat.example",
        "https,https://chat.example,chat.example",
        "https,https://chat.example,chat.example:443",
        "https,https://chat.example:443,chat.example",
        "http,http://chat.example:8080,chat.example:8080",
        "http,http://CHAT.example,Chat.EXAMPLE",
        "http,HTTP://chat.example,chat.example",
        "http,http://localhost:8080,localhost:8080",
        "http,http://127.0.0.1:8080,127.0.0.1:8080",
        "http,http://[::1]:8080,[::1]:8080",
        "http,http://[2001:DB8::1],[2001:db8::1]",
        "http,http://chat_server:8080,chat_server:8080",
        "http,http://xn--bcher-kva.example,xn--bcher-kva.example"
    })
    void allowsPagesOfTheSameOrigin(String scheme, String origin, String host) {
        assertThat(strict.allows(page(origin, host).scheme(scheme).get())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http,https://chat.example,chat.example",
        "https,http://chat.example,chat.example",
        "http,http://chat.example:8080,chat.example",
        "http,http://chat.example,chat.example:8080",
        "http,http://chat.example:443,chat.example:80",
        "http,http://evil.example,chat.example",
        "http,http://chat.example.evil.example,chat.example",
        "http,http://evilchat.example,chat.example",
        "http,http://sub.chat.example,chat.example",
        "http,null,chat.example",
        "http,null,null",
        "http,'',chat.example",
        "http,' ',chat.example",
        "http,http://,chat.example",
        "http,//chat.example,chat.example",
        "http,chat.example,chat.example",
        "http,http:chat.example,chat.example",
        "http,http://chat.example/,chat.example",
        "http,http://chat.example?,chat.example",
        "http,http://chat.example#,chat.example",
        "http,http://a@chat.example,chat.example",
        "http,http://chat.example:x,chat.example",
        "http,http://chat.example:800000,chat.example",
        "http,'http://chat.example, http://evil.example',chat.example",
        "http,'http://chat.example http://evil.example',chat.example",
        "http,'http://chat.example ',chat.example",
        "http,file://,chat.example",
        "http,http://[::2],[::1]",
        "http,http://::1,[::1]"
    })
    void refusesPagesOfAnyOther(String scheme, String origin, String host) {
        assertThat(strict.allows(page(origin, host).scheme(scheme).get())).isFalse();
    }

    @Test
    void allowsWhatIsNoPage() {
        assertThat(strict.allows(page(null, "chat.example").get())).isTrue();
        assertThat(strict.allows(page(null, null).get())).isTrue();
    }

    @Test
    void asksTheContainerWhereThereIsNoHostHeader() {
        assertThat(strict.allows(page("http://named.example:8080", null).get())).isTrue();
        assertThat(strict.allows(
                        page("https://named.example", null).scheme("https").get()))
                .isTrue();
        assertThat(strict.allows(page("http://null", null).get())).isFalse();
    }

    // ---------------------------------------------------------------- other origins

    @Test
    void allowsOriginsOfTheList() {
        Origins listed =
                new Origins(null, List.of("https://Friend.example", "http://localhost:3000"), List.of(), false);
        assertThat(listed.allows(page("https://friend.example", "chat.example").get()))
                .isTrue();
        assertThat(listed.allows(
                        page("https://friend.example:443", "chat.example").get()))
                .isTrue();
        assertThat(listed.allows(page("http://localhost:3000", "chat.example").get()))
                .isTrue();
        assertThat(listed.allows(page("http://chat.example", "chat.example").get()))
                .isTrue();
        assertThat(listed.allows(page("http://friend.example", "chat.example").get()))
                .isFalse();
        assertThat(listed.allows(
                        page("https://friend.example:444", "chat.example").get()))
                .isFalse();
        assertThat(listed.allows(
                        page("https://sub.friend.example", "chat.example").get()))
                .isFalse();
        assertThat(listed.allows(page("null", "chat.example").get())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "*",
                "example.org",
                "https://",
                "https://a/",
                "https://a/b",
                "https://*.a",
                "https://a b",
                "https://ä.example"
            })
    void takesOnlyOriginsIntoTheList(String text) {
        assertThatThrownBy(() -> new Origins(null, List.of(text), List.of(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" is no origin such as https://example.org");
    }

    @Test
    void comparesHostsAloneWhereTheSchemeIsNotKnown() {
        assertThat(strict.allowsHost(null, "chat.example")).isTrue();
        assertThat(strict.allowsHost("http://chat.example", "chat.example")).isTrue();
        assertThat(strict.allowsHost("https://chat.example", "chat.example")).isTrue();
        assertThat(strict.allowsHost("http://chat.example:8080", "chat.example:8080"))
                .isTrue();
        assertThat(strict.allowsHost("http://evil.example", "chat.example")).isFalse();
        assertThat(strict.allowsHost("http://chat.example:8080", "chat.example"))
                .isFalse();
        assertThat(strict.allowsHost("null", "chat.example")).isFalse();
        assertThat(strict.allowsHost("http://chat.example", null)).isFalse();
        assertThat(new Origins(null, List.of("https://friend.example"), List.of(), false)
                        .allowsHost("https://friend.example", "chat.example"))
                .isTrue();
    }

    // ---------------------------------------------------------------- behind a proxy

    @Test
    void believesATrustedProxyAboutSchemeAndHost() {
        FakeRequest request = page("https://chat.example", "backend:8080")
                .from(PROXY)
                .with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-Host", "chat.example");
        assertThat(proxied.allows(request.get())).isTrue();
        assertThat(proxied.allows(page("http://backend:8080", "backend:8080")
                        .from(PROXY)
                        .with("X-Forwarded-Proto", "https")
                        .with("X-Forwarded-Host", "chat.example")
                        .get()))
                .isFalse();
        assertThat(proxied.allows(page("https://chat.example:8443", "chat.example:8443")
                        .from("::1")
                        .with("X-Forwarded-Proto", " http , HTTPS ")
                        .get()))
                .isTrue();
        assertThat(proxied.allows(page("http://chat.example", "chat.example")
                        .from(PROXY)
                        .with("X-Forwarded-Proto", " ")
                        .get()))
                .isTrue();
    }

    @Test
    void believesNobodyElse() {
        FakeRequest request = page("https://evil.example", "chat.example")
                .from(CLIENT)
                .with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-Host", "evil.example")
                .with("X-Forwarded-For", PROXY);
        assertThat(proxied.allows(request.get())).isFalse();
        assertThat(strict.allows(request.from(PROXY).get())).isFalse();
        assertThat(proxied.allows(request.from(null).get())).isFalse();
    }

    @Test
    void believesTheNearestOfSeveralProxies() {
        FakeRequest request = page("https://evil.example", "backend:8080")
                .from(PROXY)
                .with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-Host", "evil.example, chat.example");
        assertThat(proxied.allows(request.get())).isFalse();
        assertThat(proxied.allows(
                        request.with("X-Forwarded-Host", "evil.example").get()))
                .as("each header line adds to the list")
                .isTrue();
        assertThat(proxied.allows(page("http://chat.example", "chat.example")
                        .from(PROXY)
                        .with("X-Forwarded-Host", "evil.example,")
                        .get()))
                .as("nothing said is nothing said")
                .isTrue();
    }

    // ---------------------------------------------------------------- a public origin

    @ParameterizedTest
    @CsvSource({
        "https://chat.example,true",
        "https://CHAT.example:443,true",
        "http://chat.example,false",
        "https://chat.example:8443,false",
        "https://backend:8080,false",
        "http://backend:8080,false",
        "https://rebound.example,false",
        "http://rebound.example,false",
        "https://friend.example,true",
        "null,false"
    })
    void thePublicOriginIsTheOnlyOneOfOurOwn(String origin, boolean allowed) {
        Origins behind =
                new Origins("https://Chat.example", List.of("https://friend.example"), List.of("10.0.0.0/8"), false);
        for (String host : List.of("backend:8080", "rebound.example", "chat.example")) {
            assertThat(behind.allows(page(origin, host).get())).isEqualTo(allowed);
            assertThat(behind.allows(page(origin, host)
                            .from(PROXY)
                            .with("X-Forwarded-Proto", "https")
                            .with("X-Forwarded-Host", "rebound.example")
                            .get()))
                    .isEqualTo(allowed);
            assertThat(behind.allowsHost(origin, host)).isEqualTo(allowed);
        }
        assertThat(behind.allows(page(origin, null).get())).isEqualTo(allowed);
        assertThat(behind.allowsHost(origin, null)).isEqualTo(allowed);
    }

    @Test
    void aPublicOriginChangesNothingForWhatIsNoPage() {
        Origins behind = new Origins("https://chat.example", List.of(), List.of(), false);
        assertThat(behind.allows(page(null, "backend:8080").method("POST").get()))
                .isTrue();
        assertThat(behind.allowsHost(null, "backend:8080")).isTrue();
        assertThat(new Origins("https://chat.example", List.of(), List.of(), true).allowsHost(null, "chat.example"))
                .isFalse();
    }

    // ---------------------------------------------------------------- addresses

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9,203.0.113.9",
        "2001:db8:1:2:3:4:5:6,2001:db8:1:2:0:0:0:0/64",
        "0:0:0:0:0:0:0:1,0:0:0:0:0:0:0:1",
        "fe80:0:0:0:1:2:3:4%2,fe80:0:0:0:0:0:0:0/64",
        "client.example,''",
        ",''"
    })
    void countsTheAddressOfTheConnection(String remote, String counted) {
        assertThat(strict.addressOf(new FakeRequest().from(remote).get())).isEqualTo(counted);
    }

    @Test
    void ignoresWhatAClientSaysAboutItself() {
        FakeRequest spoofed = new FakeRequest().from(CLIENT).with("X-Forwarded-For", "192.0.2.1");
        assertThat(strict.addressOf(spoofed.get())).isEqualTo(CLIENT);
        assertThat(proxied.addressOf(spoofed.get())).isEqualTo(CLIENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9|203.0.113.9",
                "192.0.2.1, 203.0.113.9|203.0.113.9",
                "192.0.2.1,203.0.113.9 ,10.9.9.9|203.0.113.9",
                "10.9.9.9, 10.8.8.8|10.9.9.9",
                "unknown, 203.0.113.9|203.0.113.9",
                "203.0.113.9, unknown|10.1.2.3",
                "203.0.113.9, 300.1.1.1|10.1.2.3",
                "203.0.113.9:1234|10.1.2.3",
                "2001:db8:1:2::5|2001:db8:1:2:0:0:0:0/64",
                "[2001:db8:1:2::5]|2001:db8:1:2:0:0:0:0/64",
                "' '|10.1.2.3",
                "''|10.1.2.3"
            })
    void takesTheLastHopThatIsNoTrustedProxy(String forwarded, String counted) {
        assertThat(proxied.addressOf(new FakeRequest()
                        .from(PROXY)
                        .with("X-Forwarded-For", forwarded)
                        .get()))
                .isEqualTo(counted);
    }

    @Test
    void readsSeveralHeadersAsOneList() {
        FakeRequest request = new FakeRequest()
                .from("::1")
                .with("X-Forwarded-For", "192.0.2.1, 203.0.113.9")
                .with("X-Forwarded-For", "10.9.9.9");
        assertThat(proxied.addressOf(request.get())).isEqualTo("203.0.113.9");
        assertThat(proxied.addressOf(new FakeRequest().from(PROXY).get())).isEqualTo(PROXY);
    }

    @Test
    void takesNoOriginOnlyFromABrowsersOwnPageWhereOneIsRequired() {
        Origins required = new Origins(null, List.of(), List.of(), true);
        assertThat(required.allows(page(null, "chat.example").get())).isTrue();
        assertThat(required.allows(page(null, "chat.example").method("HEAD").get()))
                .isTrue();
        assertThat(required.allows(page(null, "chat.example").method("POST").get()))
                .isFalse();
        assertThat(required.allows(
                        page(null, "chat.example").with("Upgrade", "websocket").get()))
                .isFalse();
        assertThat(required.allows(page("http://chat.example", "chat.example")
                        .method("POST")
                        .get()))
                .isTrue();
        assertThat(required.allowsHost(null, "chat.example")).isFalse();
        assertThat(required.allowsHost("https://chat.example", "chat.example")).isTrue();
        assertThat(strict.allows(page(null, "chat.example").method("POST").get()))
                .isTrue();
        assertThat(strict.allowsHost(null, "chat.example")).isTrue();
    }

    // ---------------------------------------------------------------- what nobody on the way can read

    @Test
    void isConfidentialByTlsAsFarAsThoseWhoAreTrustedSay() {
        assertThat(strict.isConfidential(new FakeRequest().scheme("https").get()))
                .isTrue();
        assertThat(strict.isConfidential(new FakeRequest().get())).isFalse();
        assertThat(proxied.isConfidential(proxy("https").get())).isTrue();
        assertThat(proxied.isConfidential(proxy("https, http").get())).isFalse();
        assertThat(proxied.isConfidential(proxy("http").get())).isFalse();
        assertThat(proxied.isConfidential(new FakeRequest()
                        .from(PROXY)
                        .with("X-Forwarded-For", CLIENT)
                        .get()))
                .as("a proxy that does not say")
                .isFalse();
        assertThat(proxied.isConfidential(proxy("https").from(CLIENT).get()))
                .as("whoever says so")
                .isFalse();
        Origins publicly = new Origins("https://chat.example", List.of(), List.of(PROXY), false);
        assertThat(publicly.isConfidential(new FakeRequest()
                        .from(PROXY)
                        .with("X-Forwarded-For", CLIENT)
                        .get()))
                .isTrue();
        assertThat(publicly.isConfidential(new FakeRequest().get()))
                .as("past the proxy")
                .isFalse();
    }

    private static FakeRequest proxy(String scheme) {
        return new FakeRequest().from(PROXY).with("X-Forwarded-Proto", scheme);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1"})
    void isConfidentialOnTheSameMachineAndThroughNoProxy(String loopback) {
        assertThat(strict.isConfidential(new FakeRequest().from(loopback).get()))
                .isTrue();
        for (String header : List.of("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "Via")) {
            assertThat(strict.isConfidential(new FakeRequest()
                            .from(loopback)
                            .with(header, "https")
                            .get()))
                    .as(header)
                    .isFalse();
        }
    }
}
