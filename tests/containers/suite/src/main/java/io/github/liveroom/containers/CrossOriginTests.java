package io.github.liveroom.containers;

import static io.github.liveroom.containers.WireClient.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How HTTP carries a connection of a page: its own, or somebody else's. */
abstract class CrossOriginTests extends HttpTests {
    CrossOriginTests(Servers servers) {
        super(servers);
    }

    private RunningServer listing() {
        return servers.with("origins", "https://chat.example,https://other.example:8443");
    }

    @Test
    void isForItsOwnPages() throws Exception {
        assertThat(get("Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(200);
        assertThat(get("Sec-Fetch-Site", "none").statusCode()).isEqualTo(200);
        assertThat(get("Origin", server().origin()).statusCode()).isEqualTo(200);
    }

    @Test
    void isNotForThoseOfOthers() throws Exception {
        assertThat(get("Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
        for (String foreign : List.of("http://evil.example", "null", "https://127.0.0.1:" + server().port())) {
            HttpResponse<?> refused = get("Origin", foreign);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(header(refused, "Access-Control-Allow-Origin")).isEmpty();
        }
        WireClient ada = connect();
        HttpResponse<?> refused = ask(
                "POST",
                "/liveroom/commands",
                BodyPublishers.ofString(command(1, "create")),
                "Content-Type",
                NDJSON,
                "Liveroom-Connection",
                ada.stream().secret(),
                "Origin",
                "http://evil.example");
        assertThat(refused.statusCode()).isEqualTo(403);
        ada.create();
        assertThat(ada.lines()).hasSize(2);
    }

    @Test
    void letsListedPagesRead() throws Exception {
        HttpResponse<?> stream = ask(
                listing(),
                "GET",
                "/liveroom/stream",
                BodyPublishers.noBody(),
                "Origin",
                "https://chat.example",
                "Sec-Fetch-Site",
                "cross-site");
        assertThat(stream.statusCode()).isEqualTo(200);
        assertReadable(stream);
        HttpResponse<?> refused = ask(
                listing(),
                "POST",
                "/liveroom/commands",
                BodyPublishers.ofString("{}"),
                "Content-Type",
                NDJSON,
                "Origin",
                "https://chat.example");
        assertThat(refused.statusCode()).isEqualTo(404);
        assertReadable(refused);
        assertThat(ask(listing(), "GET", "/liveroom/stream", BodyPublishers.noBody(), "Origin", "https://other.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void answersBrowsersThatAskFirst() throws Exception {
        for (String path : List.of("/liveroom/commands", "/liveroom/stream")) {
            HttpResponse<?> asked = ask(
                    listing(),
                    "OPTIONS",
                    path,
                    BodyPublishers.noBody(),
                    "Origin",
                    "https://chat.example",
                    "Access-Control-Request-Method",
                    "POST",
                    "Access-Control-Request-Headers",
                    "content-type,liveroom-connection");
            assertThat(asked.statusCode()).isIn(200, 204);
            assertReadable(asked);
            assertThat(header(asked, "Access-Control-Allow-Methods"))
                    .contains(path.endsWith("stream") ? "GET" : "POST");
            if (path.endsWith("commands")) {
                assertThat(header(asked, "Access-Control-Allow-Headers"))
                        .containsIgnoringCase("Liveroom-Connection")
                        .containsIgnoringCase("Content-Type");
            }
            assertThat(ask(listing(), "OPTIONS", path, BodyPublishers.noBody(), "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private static void assertReadable(HttpResponse<?> response) {
        assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("https://chat.example");
        assertThat(header(response, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(header(response, "Vary")).contains("Origin");
    }
}
