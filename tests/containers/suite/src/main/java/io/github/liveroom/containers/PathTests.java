package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Where things are, also under a context path. */
abstract class PathTests extends WireTests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    PathTests(Servers servers) {
        super(servers);
    }

    @Test
    void servesTheBrowserClient() throws Exception {
        assertServesTheBrowserClient(server());
        assertServesTheBrowserClient(servers.at("/chat"));
    }

    private void assertServesTheBrowserClient(RunningServer server) throws Exception {
        HttpResponse<String> script = get(server, "/liveroom/liveroom.js");
        if (!servers.container().servesFiles()) {
            assertThat(script.statusCode()).isEqualTo(404);
            return;
        }
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Content-Type").orElse("none"))
                .matches("(text|application)/javascript(;.*)?");
        assertThat(script.body()).contains("export");
    }

    @Test
    void answersWhatIsNoHandshakeWithAnError() throws Exception {
        assertThat(get(server(), "/liveroom/ws").statusCode()).isBetween(400, 499);
        assertThat(get(servers.at("/chat"), "/liveroom/ws").statusCode()).isBetween(400, 499);
    }

    @Test
    void chatsUnderAContextPath() {
        RunningServer server = servers.at("/chat");
        WireClient ada = connect(server);
        assertThat(ada.protocol()).isEqualTo("liveroom.v1");
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect(server);
        bob.join(room, "Bob");
        ada.say(room, "under /chat");
        assertThat(bob.message(room, "under /chat").at("name").text()).isEqualTo("Ada");
    }

    @Test
    void looksAtOriginsUnderAContextPath() throws IOException {
        RunningServer server = servers.at("/chat");
        try (RawSocket raw = RawSocket.dial(server)) {
            assertThat(raw.handshake(server, "Origin: " + server.origin()).status())
                    .isEqualTo(101);
            assertThat(raw.nextLine().has("hello")).isTrue();
        }
        try (RawSocket raw = RawSocket.dial(server)) {
            RawSocket.Answer answer = raw.handshake(server, "Origin: http://evil.example");
            if (servers.container().refusesBeforeTheUpgrade()) {
                assertThat(answer.status()).isEqualTo(403);
            } else {
                assertThat(raw.closeCode()).isEqualTo(1008);
            }
        }
    }

    @Test
    void isNowhereElse() throws IOException {
        RunningServer server = servers.at("/chat");
        RunningServer outside = new RunningServer(server.port(), "", () -> {});
        try (RawSocket raw = RawSocket.dial(outside)) {
            assertThat(raw.handshake(outside).status()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(RunningServer server, String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(server.page(path))
                        .timeout(WireClient.PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
