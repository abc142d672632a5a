package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** The numbers that an operator sees. */
abstract class MetricsTests extends HttpTests {
    private static final String PATH = "/liveroom/metrics";
    private static final String TOKEN = "0123456789-abcdefghij";

    MetricsTests(Servers servers) {
        super(servers);
    }

    private HttpResponse<String> ask(RunningServer server, String method, String token) throws Exception {
        return HTTP.send(
                request(server, method, PATH, BodyPublishers.noBody(), "Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void countsWhatGoesOn() throws Exception {
        RunningServer server = servers.own("metrics-token", TOKEN);
        try {
            WireClient ada = connect(server);
            String room = ada.create();
            ada.join(room, "Ada");
            WireClient bob = connect(server);
            bob.join(room, "Bob");
            ada.say(room, "hello");
            bob.message(room, "hello");
            assertThat(bob.error("nonsense")).isEqualTo("unknown_command");
            ada.ok("members", "room", room); // a room counts what it has sent before it answers what comes next

            HttpResponse<String> answer = ask(server, "GET", TOKEN);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "Content-Type").replace(" ", "")).startsWith("text/plain;version=0.0.4");
            assertThat(answer.body().lines())
                    .contains(
                            "liveroom_connections 2",
                            "liveroom_connections_opened_total 2",
                            "liveroom_rooms 1",
                            "liveroom_members 2",
                            "liveroom_entries_total{type=\"join\"} 2",
                            "liveroom_entries_total{type=\"message\"} 1",
                            "liveroom_deliveries_total 5",
                            "liveroom_delivery_seconds_count 1",
                            "liveroom_refusals_total{code=\"unknown_command\"} 1",
                            "liveroom_closes_total{code=\"1003\"} 0");
            RawSocket eve = raw(server).frame(RawSocket.BINARY, true, new byte[] {1});
            assertThat(eve.closeCode()).isEqualTo(1003);
            assertThat(ask(server, "GET", TOKEN).body().lines())
                    .contains(
                            "liveroom_connections 2",
                            "liveroom_connections_opened_total 3",
                            "liveroom_closes_total{code=\"1003\"} 1");
            assertThat(ask(server, "HEAD", TOKEN).body()).isEmpty();
            assertThat(ask(server, "GET", TOKEN + "x").statusCode()).isEqualTo(404);
        } finally {
            server.close();
        }
    }

    @Test
    void showsNothingUnlessATokenIsSet() throws Exception {
        HttpResponse<String> answer = ask(server(), "GET", TOKEN);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("liveroom_");
    }
}
