package io.github.liveroom.containers;

import static io.github.liveroom.containers.PlainBrowser.SESSION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections end with the HTTP session of the browser that opened them, and with nothing else. */
abstract class SessionTests extends WireTests {
    SessionTests(Servers servers) {
        super(servers);
    }

    private PlainBrowser browserInARoom(RunningServer server) throws Exception {
        PlainBrowser browser = new PlainBrowser(server, address);
        browser.creates("Ada");
        return browser;
    }

    private RawSocket socket(RunningServer server, PlainBrowser browser) throws IOException {
        RawSocket socket = closing(RawSocket.dial(server));
        RawSocket.Answer answer = socket.handshake(
                server,
                "Sec-WebSocket-Protocol: liveroom.v1",
                Servers.ADDRESS + ": " + address,
                "Cookie: " + browser.cookieHeader());
        assertThat(answer.status()).isEqualTo(101);
        assertThat(socket.nextLine().has("hello")).isTrue();
        return socket;
    }

    private RawSocket stream(RunningServer server, PlainBrowser browser) throws IOException {
        RawSocket stream = closing(RawSocket.dial(server));
        RawSocket.Answer answer = stream.ask(
                "GET " + server.context() + "/liveroom/stream HTTP/1.1",
                "Host: 127.0.0.1:" + server.port(),
                Servers.ADDRESS + ": " + address,
                "Cookie: " + browser.cookieHeader());
        assertThat(answer.status()).isEqualTo(200);
        return stream;
    }

    private static void assertGoesOn(RawSocket socket) throws IOException {
        socket.text(WireClient.command(1, "create"));
        assertThat(socket.nextLine().has("ok")).isTrue();
    }

    private static void assertEnded(int code, RawSocket socket, RawSocket stream) throws IOException {
        assertThat(socket.closeCode()).isEqualTo(code);
        List<Json> lines = stream.restOfStream();
        assertThat(lines).isNotEmpty();
        assertThat(lines.get(lines.size() - 1).at("close", "code").number()).isEqualTo(code);
    }

    @Test
    void theEndOfASessionEndsBothConnectionsOfThatBrowserAndNobodyElses() throws Exception {
        PlainBrowser ada = browserInARoom(server());
        PlainBrowser bob = browserInARoom(server());
        RawSocket socket = socket(server(), ada);
        RawSocket stream = stream(server(), ada);
        RawSocket other = socket(server(), bob);
        RawSocket without = raw(server());
        without.nextLine();
        server().endSession(requireNonNull(ada.cookies().get(SESSION)));
        assertEnded(4501, socket, stream);
        assertGoesOn(other);
        assertGoesOn(without);
    }

    @Test
    void aNewSessionIdChangesNothing() throws Exception {
        PlainBrowser ada = browserInARoom(server());
        RawSocket socket = socket(server(), ada);
        RawSocket stream = stream(server(), ada);
        String before = requireNonNull(ada.cookies().get(SESSION));
        ada.creates("Ada");
        assertThat(requireNonNull(ada.cookies().get(SESSION))).isNotEqualTo(before);
        assertGoesOn(socket);
        server().endSession(requireNonNull(ada.cookies().get(SESSION)));
        assertEnded(4501, socket, stream);
    }

    /** Containers end all sessions of an application that stops, some before they tell it. */
    @Test
    void aStopTellsThoseWithASessionToComeBack() throws Exception {
        RunningServer server = servers.own();
        PlainBrowser ada = browserInARoom(server);
        RawSocket socket = socket(server, ada);
        RawSocket stream = stream(server, ada);
        assertGoesOn(socket);
        server.close();
        assertEnded(4001, socket, stream);
    }
}
