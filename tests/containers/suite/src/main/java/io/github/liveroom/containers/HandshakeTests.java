package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a connection begins, and who does not get one. */
abstract class HandshakeTests extends WireTests {
    HandshakeTests(Servers servers) {
        super(servers);
    }

    @Test
    void beginsWithHello() {
        long before = System.currentTimeMillis();
        WireClient ada = connect();
        Json hello = ada.hello();
        assertThat(ada.lines().get(0).fields()).as("hello is the first line").containsExactly("hello");
        assertThat(hello.at("protocol").text()).isEqualTo("liveroom.v1");
        assertThat(hello.at("pingMs").number()).isEqualTo(25_000);
        assertThat(hello.at("time").number()).isBetween(before - 1000, System.currentTimeMillis() + 1000);
        assertThat(hello.at("features").items())
                .extracting(Json::text)
                .isSubsetOf("edit", "react", "typing", "read", "search", "create", "whisper")
                .contains("typing", "create");
    }

    @Test
    void announcesTheLimits() {
        Json limits = connect().hello().at("limits");
        assertThat(limits.at("text").number()).isEqualTo(4000);
        assertThat(limits.at("name").number()).isEqualTo(32);
        assertThat(limits.at("frame").number()).isEqualTo(65_536);
        assertThat(limits.at("reply").number()).isEqualTo(262_144);
        assertThat(limits.at("rooms").number()).isEqualTo(16);
        assertThat(limits.at("unacked").number()).isEqualTo(8);
        assertThat(limits.at("retain").number()).isEqualTo(1000);
        assertThat(limits.at("recover").number()).isEqualTo(500);
        assertThat(limits.at("commands").number()).isEqualTo(100_000);
        assertThat(limits.at("burst").number()).isEqualTo(100_000);
        assertThat(limits.at("bytes").number()).isEqualTo(1_048_576);
        assertThat(limits.at("joins").number()).isEqualTo(50);
        assertThat(limits.at("queue").number()).isEqualTo(524_288);
    }

    @Test
    void announcesLimitsThatWereSet() {
        Json hello = connect(servers.with("retain", "10", "ping", "7s")).hello();
        assertThat(hello.at("limits", "retain").number()).isEqualTo(10);
        assertThat(hello.at("pingMs").number()).isEqualTo(7000);
    }

    @Test
    void selectsTheProtocolThatTheClientOffers() {
        WireClient ada = connect();
        assertThat(ada.protocol()).isEqualTo("liveroom.v1");
    }

    @Test
    void selectsItsProtocolAmongOthers() {
        WireClient ada = closing(WireClient.offering(server(), address, "chat", "liveroom.v9", "liveroom.v1"));
        assertThat(ada.protocol()).isEqualTo("liveroom.v1");
        assertThat(ada.hello().at("protocol").text()).isEqualTo("liveroom.v1");
    }

    @Test
    void servesAClientThatOffersNoProtocol() throws IOException {
        RawSocket raw = closing(RawSocket.dial(server()));
        RawSocket.Answer answer = raw.handshake(server());
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.headers()).doesNotContainKey("sec-websocket-protocol");
        assertThat(raw.nextLine().at("hello", "protocol").text()).isEqualTo("liveroom.v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"liveroom.v2", "chat, superchat", "LIVEROOM.V1", "liveroom.v10"})
    void refusesAClientThatOffersOnlyOtherProtocols(String protocols) throws IOException {
        assertRefused(400, 4500, "Sec-WebSocket-Protocol: " + protocols);
    }

    @Test
    void doesNotCompress() throws IOException {
        RawSocket raw = closing(RawSocket.dial(server()));
        RawSocket.Answer answer =
                raw.handshake(server(), "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.headers()).doesNotContainKey("sec-websocket-extensions");
    }

    @Test
    void acceptsItsOwnOrigin() throws IOException {
        assertAccepted(server(), "Origin: " + server().origin());
    }

    @Test
    void acceptsItsOwnOriginWhateverTheCase() throws IOException {
        RawSocket raw = closing(RawSocket.dial(server()));
        RawSocket.Answer answer = raw.handshake(server(), "Origin: HTTP://127.0.0.1:" + server().port());
        assertThat(answer.status()).isEqualTo(101);
        assertThat(raw.nextLine().has("hello")).isTrue();
    }

    @Test
    void refusesAForeignOrigin() throws IOException {
        assertRefused(403, 1008, "Origin: http://evil.example");
    }

    @Test
    void refusesTheOriginOfPagesWithoutOne() throws IOException {
        assertRefused(403, 1008, "Origin: null");
    }

    @Test
    void refusesAnotherPortOfItsOwnHost() throws IOException {
        assertRefused(403, 1008, "Origin: http://127.0.0.1:" + (server().port() ^ 1));
    }

    @Test
    void refusesTheDefaultPortOfItsOwnHost() throws IOException {
        assertRefused(403, 1008, "Origin: http://127.0.0.1");
    }

    @Test
    void refusesAnotherScheme() throws IOException {
        String origin = "Origin: https://127.0.0.1:" + server().port();
        if (addressesAreKnown()) {
            assertRefused(403, 1008, origin);
        } else {
            assertAccepted(server(), origin);
        }
    }

    @Test
    void refusesAnotherNameOfItsOwnHost() throws IOException {
        assertRefused(403, 1008, "Origin: http://localhost:" + server().port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "rubbish", "http://127.0.0.1:99999999", "http://[", "file://"})
    void refusesAnOriginThatIsNone(String origin) throws IOException {
        assertRefused(403, 1008, "Origin: " + origin);
    }

    @Test
    void acceptsOriginsThatAreListedAndNoOthers() throws IOException {
        RunningServer listing = servers.with("origins", "https://chat.example,https://other.example:8443");
        assertAccepted(listing, "Origin: https://chat.example");
        assertAccepted(listing, "Origin: https://other.example:8443");
        assertRefused(listing, 403, 1008, "Origin: https://chat.example.evil.example");
        assertRefused(listing, 403, 1008, "Origin: https://chat.example:444");
        assertRefused(listing, 403, 1008, "Origin: http://chat.example");
        assertRefused(listing, 403, 1008, "Origin: https://other.example");
        assertAccepted(listing, "User-Agent: not a browser");
    }

    @Test
    void acceptsThePublicOriginBehindAProxy() throws IOException {
        RunningServer behind =
                servers.with("public-origin", "https://chat.example", "origins", "https://other.example");
        assertAccepted(behind, "Origin: https://chat.example");
        assertAccepted(behind, "Origin: https://other.example");
        assertAccepted(behind, "User-Agent: not a browser");
    }

    @Test
    void refusesTheNameTheRequestWasSentToBehindAProxy() throws IOException {
        RunningServer behind =
                servers.with("public-origin", "https://chat.example", "origins", "https://other.example");
        assertRefused(behind, 403, 1008, "Origin: " + behind.origin());
        assertRefused(behind, 403, 1008, "Origin: http://chat.example");
        // The suite's servers trust whoever connects.
        assertRefused(
                behind,
                403,
                1008,
                "Origin: https://evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.example");
    }

    private void assertAccepted(RunningServer server, String header) throws IOException {
        try (RawSocket raw = RawSocket.dial(server)) {
            RawSocket.Answer answer = raw.handshake(server, header);
            assertThat(answer.status()).as(header).isEqualTo(101);
            assertThat(raw.nextLine().has("hello")).as(header).isTrue();
        }
    }

    private void assertRefused(int status, int closeCode, String header) throws IOException {
        assertRefused(server(), status, closeCode, header);
    }

    /** By a status or, where that cannot be, by a close right after the upgrade. */
    private void assertRefused(RunningServer server, int status, int closeCode, String header) throws IOException {
        try (RawSocket raw = RawSocket.dial(server)) {
            RawSocket.Answer answer = raw.handshake(server, header);
            if (servers.container().refusesBeforeTheUpgrade()) {
                assertThat(answer.status()).as(header).isEqualTo(status);
            } else {
                assertThat(answer.status()).as(header).isEqualTo(101);
                java.util.List<Json> lines = new java.util.ArrayList<>();
                assertThat(raw.closeCode(lines)).as(header).isEqualTo(closeCode);
                assertThat(lines).as("what was said before the close").isEmpty();
            }
        }
    }
}
