package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page that checks the way to the server, as far as the server has a part in it. */
abstract class CheckTests extends HttpTests {
    private static final String PATH = "/liveroom/check";

    CheckTests(Servers servers) {
        super(servers);
    }

    private HttpResponse<String> ask(RunningServer server, String method, String path, String... headers)
            throws Exception {
        return HTTP.send(
                request(server, method, path, BodyPublishers.noBody(), headers).build(), BodyHandlers.ofString());
    }

    @Test
    void isThereWithAllThatItNeeds() throws Exception {
        for (RunningServer server : new RunningServer[] {server(), servers.at("/chat")}) {
            HttpResponse<String> page = ask(server, "GET", PATH);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(header(page, "Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
            assertThat(header(page, "Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self';");
            assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
            assertThat(page.body()).contains("src=\"check/check.js\"", "href=\"check/check.css\"");
            assertThat(header(ask(server, "GET", PATH + "/check.css"), "Content-Type"))
                    .startsWith("text/css");
            for (String script : List.of("check", "checks", "connections", "carriers", "way")) {
                HttpResponse<String> file = ask(server, "GET", PATH + "/" + script + ".js");
                assertThat(file.statusCode()).as(script).isEqualTo(200);
                assertThat(header(file, "Content-Type")).startsWith("text/javascript");
            }
            assertThat(ask(server, "HEAD", PATH).body()).isEmpty();
            assertThat(ask(server, "GET", PATH + "/check.html").statusCode()).isEqualTo(404);
            assertThat(ask(server, "PUT", PATH).statusCode()).isEqualTo(405);
        }
    }

    @Test
    void saysWhatTheServerSeesAndBeginsNoSession() throws Exception {
        HttpResponse<String> seen = ask(server(), "POST", PATH, "Origin", server().origin());
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.body())
                .contains("\"origin\":\"allowed\",\"scheme\":true,\"host\":true,\"proxied\":\"trusted\"")
                .contains("\"cookies\":\"plain\"")
                .doesNotContain("127.0.0.1", address);
        assertThat(header(seen, "Set-Cookie")).isEmpty();
        assertThat(ask(server(), "POST", PATH, "Origin", "http://evil.example").body())
                .contains("\"origin\":\"foreign\",\"scheme\":true,\"host\":false");
        RunningServer secure = servers.with("public-origin", "https://chat.example");
        assertThat(ask(secure, "POST", PATH, "Origin", "https://chat.example").body())
                .contains("\"origin\":\"allowed\",\"scheme\":true,\"host\":true")
                .contains("\"cookies\":\"secure\"");
    }

    @Test
    void isNotThereWhereItIsOff() throws Exception {
        RunningServer server = servers.with("check", "false");
        assertThat(ask(server, "GET", PATH).statusCode()).isEqualTo(404);
        assertThat(ask(server, "GET", PATH + "/check.js").statusCode()).isEqualTo(404);
        assertThat(ask(server, "POST", PATH, "Origin", server.origin()).statusCode())
                .isEqualTo(404);
    }
}
