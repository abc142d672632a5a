package io.github.liveroom.tests.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.client.ChatClient;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.JoinOptions;
import io.github.liveroom.chat.client.RoomLine;
import io.github.liveroom.chat.client.Transport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a proxy leaves whole that is set up as {@code docs/operations.md} says. */
interface ProxyContract {
    Behind behind();

    @Test
    default void talksOverWebSocket() {
        talk(Transport.WEBSOCKET, behind().http());
    }

    /** A question is not asked before the answer to the one before was heard: whoever gathers what goes by holds all up. */
    @Test
    default void talksOverHttp() {
        talk(Transport.HTTP, behind().http());
    }

    @Test
    default void talksOverHttp2() throws Exception {
        assertThat(get(behind().http2(), behind().proxy().home()).version()).isEqualTo(HttpClient.Version.HTTP_2);
        talk(Transport.HTTP, behind().http2());
    }

    private void talk(Transport transport, HttpClient http) {
        ChatClient asking = behind().client(transport, http);
        ChatClient answering = behind().client(transport, http);
        RoomCode code = Wait.forSuccess(asking.create(RoomOptions.DEFAULTS)).code();
        Ear adas = new Ear();
        Ear bobs = new Ear();
        ChatRoom ada = asking.join(JoinOptions.of(code, "Ada"), adas);
        ChatRoom bob = answering.join(JoinOptions.of(code, "Bob"), bobs);
        Wait.forSuccess(ada.joined());
        Wait.forSuccess(bob.joined());
        for (int i = 0; i < 20; i++) {
            ada.send("question " + i);
            bobs.hears("question " + i);
            adas.hears("question " + i);
            bob.send("answer " + i);
            adas.hears("answer " + i);
            bobs.hears("answer " + i);
        }
    }

    @Test
    default void theOtherCarrierTakesOver() {
        ChatClient staying = behind().client(Transport.WEBSOCKET, behind().http());
        ChatClient first = behind().client(Transport.WEBSOCKET, behind().http());
        ChatClient second = behind().client(Transport.HTTP, behind().http());
        RoomCode code = Wait.forSuccess(staying.create(RoomOptions.DEFAULTS)).code();
        ChatRoom ada = staying.join(JoinOptions.of(code, "Ada"), new Ear());
        Wait.forSuccess(ada.joined());
        Ear bobs = new Ear();
        ChatRoom before = first.join(JoinOptions.of(code, "Bob"), bobs);
        Wait.forSuccess(before.joined());
        ada.send("one");
        bobs.hears("one");
        first.abort();
        Wait.forSuccess(ada.send("two"));
        ChatRoom after = second.join(
                JoinOptions.of(code, "Bob")
                        .resume(before.resumeSecret().orElseThrow())
                        .since(before.position().orElseThrow()),
                bobs);
        assertThat(Wait.forSuccess(after.joined()).me().id())
                .isEqualTo(before.me().orElseThrow().id());
        bobs.hears("two");
    }

    @Test
    default void keepsThePrefix() throws Exception {
        URI home = behind().proxy().home();
        HttpResponse<String> page = get(behind().http(), home);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("action=\"/chat/\"");
        String cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("Path=/chat");
        Matcher token = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        HttpResponse<String> created = behind().http()
                .send(
                        HttpRequest.newBuilder(home)
                                .header("Cookie", cookie.split(";", 2)[0])
                                .header("Origin", behind().proxy().origin())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "name=Ada&action=create&token=" + token.group(1)))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(created.statusCode()).isEqualTo(303);
        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith("/chat/r/");
        assertThat(get(behind().http(), home.resolve(location)).statusCode()).isEqualTo(200);
        assertThat(get(behind().http(), home.resolve("liveroom/liveroom.js")).statusCode())
                .isEqualTo(200);
        HttpResponse<String> cut = get(behind().http(), home.resolve("/chat"));
        assertThat(cut.statusCode()).isIn(301, 302, 308);
        assertThat(home.resolve(cut.headers().firstValue("Location").orElseThrow()))
                .isEqualTo(home);
    }

    /** However the path is written, as long as the server would find the page by it. */
    @Test
    default void keepsAdministrationAndNumbersInside() throws Exception {
        for (String inside : List.of(
                "liveroom/admin",
                "liveroom/admin/room",
                "liveroom/%61dmin",
                "liveroom;x=1/admin;y=2",
                "/liveroom//admin",
                "r/../liveroom/admin",
                "liveroom/metrics",
                "liveroom/m%65trics?format=text")) {
            URI at = URI.create(behind().proxy().home() + inside);
            assertThat(get(behind().http(), at).statusCode()).as(inside).isEqualTo(403);
        }
    }

    /** The page's own origin counts and no other, whatever a client has to say of the way it came. */
    @Test
    default void theOriginIsThatOfThePage() {
        String origin = behind().proxy().origin();
        String foreign = "https://elsewhere.example";
        assertThat(handshake("Origin", origin)).isEqualTo(101);
        assertThat(handshake("Origin", origin.replace("https:", "http:"))).isEqualTo(403);
        assertThat(handshake("Origin", foreign)).isEqualTo(403);
        assertThat(handshake("Origin", foreign, "X-Forwarded-Host", "elsewhere.example"))
                .isEqualTo(403);
        assertThat(handshake("Origin", origin.replace("https:", "http:"), "X-Forwarded-Proto", "http"))
                .isEqualTo(403);
        assertThat(handshake("Origin", origin, "X-Forwarded-Host", "elsewhere.example", "X-Forwarded-Proto", "http"))
                .isEqualTo(101);
    }

    /** What the server answers to somebody who wants a WebSocket. */
    private int handshake(String... headers) {
        WebSocket.Builder builder = behind().http().newWebSocketBuilder().subprotocols("liveroom.v1");
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        try {
            Wait.forResult(builder.buildAsync(behind().proxy().endpoint(), new WebSocket.Listener() {}))
                    .abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    /** Each address has one look-up of a code that no room has. */
    @Test
    default void countsVisitorsApart() throws Exception {
        URI unknown = behind().proxy().home().resolve("r/QQQ0");
        Neighbour one = new Neighbour("127.0.0.2", behind().certificate().trust());
        Neighbour other = new Neighbour("127.0.0.3", behind().certificate().trust());
        assertThat(one.status(unknown)).isEqualTo(404);
        assertThat(one.status(unknown)).isEqualTo(429);
        assertThat(other.status(unknown)).isEqualTo(404);
        assertThat(one.status(unknown, "X-Forwarded-For", "127.0.0.4")).isEqualTo(429);
        assertThat(one.status(unknown, "Forwarded", "for=127.0.0.4")).isEqualTo(429);
        assertThat(other.status(unknown)).isEqualTo(429);
    }

    /** The largest frame up: 64 KiB to the byte. */
    @Test
    default void carriesLargeFramesUp() {
        String command = "{\"id\":1,\"cmd\":\"leave\",\"room\":\"QQQ0\"";
        String frame = command + " ".repeat(65_536 - command.length() - 1) + "}";
        assertThat(frame.getBytes(StandardCharsets.UTF_8)).hasSize(65_536);
        for (Wire wire : List.of(socket(behind().proxy()), stream(behind().proxy()))) {
            wire.send(frame);
            assertThat(wire.awaitLine("{\"id\":1,")).contains("not_joined");
        }
    }

    /** The largest reply down: as much of the past as fits in 256 KiB. */
    @Test
    default void carriesLargeRepliesDown() {
        ChatClient client = behind().client(Transport.WEBSOCKET, behind().http());
        RoomCode code = Wait.forSuccess(client.create(RoomOptions.DEFAULTS)).code();
        ChatRoom ada = client.join(JoinOptions.of(code, "Ada"), new Ear());
        Wait.forSuccess(ada.joined());
        String text = "x".repeat(4_000);
        for (int i = 0; i < 70; i++) {
            Wait.forSuccess(ada.send(text));
        }
        for (Transport transport : List.of(Transport.WEBSOCKET, Transport.HTTP)) {
            ChatRoom room = behind().client(transport, behind().http())
                    .join(JoinOptions.of(code, transport.name()).tail(200), new Ear());
            assertThat(Wait.forSuccess(room.joined()).entries())
                    .filteredOn(RoomLine::isMessage)
                    .hasSizeGreaterThan(60)
                    .allMatch(line -> text.equals(line.text()));
        }
    }

    @Test
    default void tellsThatTheServerGoesAndFindsItAgain() throws Exception {
        Wire socket = socket(behind().proxy());
        Wire stream = stream(behind().proxy());
        behind().server().stop();
        try {
            assertThat(socket.awaitEnd()).isEqualTo(4001);
            assertThat(stream.awaitEnd()).isEqualTo(4001);
            assertThat(get(behind().http(), behind().proxy().home()).statusCode())
                    .isBetween(502, 504);
        } finally {
            behind().server().restart();
        }
        talk(Transport.WEBSOCKET, behind().http());
    }

    default Wire socket(Proxy proxy) {
        return Wire.socket(behind().http(), proxy.endpoint());
    }

    default Wire stream(Proxy proxy) {
        return Wire.stream(behind().http(), proxy.home());
    }

    private static HttpResponse<String> get(HttpClient http, URI at) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
    }
}
