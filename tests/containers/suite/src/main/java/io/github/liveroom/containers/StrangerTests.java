package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Those whom the host application does not let in. */
abstract class StrangerTests extends WireTests {
    StrangerTests(Servers servers) {
        super(servers);
    }

    @Override
    RunningServer server() {
        return servers.with("authentication", "session:user");
    }

    @Test
    void learnFromAPageThatTheyHaveToLogIn() throws Exception {
        PlainBrowser eve = new PlainBrowser(server(), address);
        for (String path : List.of("/", "/r/QZQZ", "/r/no-code")) {
            assertIsTold(eve.get(path), "");
        }
        for (String path : List.of("/", "/r/QZQZ", "/leave")) {
            assertIsTold(eve.postFrom(server().origin(), path, "name", "Eve", "action", "create"), "/");
        }
        assertThat(eve.cookies()).as("a session that nobody needs").doesNotContainKey(PlainBrowser.SESSION);
    }

    private static void assertIsTold(HttpResponse<String> answer, String again) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("<h1>Please log in</h1>", "href=\"" + again + "\">Try again")
                .doesNotContain("<form");
    }

    @Test
    void areTurnedAwayWhenTheyConnect() throws Exception {
        RawSocket socket = closing(RawSocket.dial(server()));
        RawSocket.Answer answer = socket.handshake(
                server(),
                "Sec-WebSocket-Protocol: liveroom.v1",
                "Origin: " + server().origin(),
                Servers.ADDRESS + ": " + address);
        assertThat(answer.status()).isEqualTo(101);
        assertThat(socket.closeCode()).isEqualTo(4501);
        RawSocket stream = closing(RawSocket.dial(server()));
        stream.ask(
                "GET /liveroom/stream HTTP/1.1",
                "Host: 127.0.0.1:" + server().port(),
                "Origin: " + server().origin(),
                Servers.ADDRESS + ": " + address);
        assertThat(stream.restOfStream())
                .singleElement()
                .satisfies(line -> assertThat(line.at("close", "code").number()).isEqualTo(4501));
    }
}
