package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** What a load balancer is told. */
abstract class HealthTests extends HttpTests {
    HealthTests(Servers servers) {
        super(servers);
    }

    private HttpResponse<String> ask(RunningServer server, String method, String path) throws Exception {
        return HTTP.send(request(server, method, path, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    @Test
    void isUp() throws Exception {
        for (RunningServer server : new RunningServer[] {server(), servers.at("/chat")}) {
            for (String path : new String[] {"", "/live", "/ready"}) {
                HttpResponse<String> answer = ask(server, "GET", "/liveroom/health" + path);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
                assertThat(header(answer, "Content-Type")).startsWith("application/json");
                assertThat(header(answer, "Cache-Control")).contains("no-store");
            }
            HttpResponse<String> head = ask(server, "HEAD", "/liveroom/health/ready");
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(ask(server, "GET", "/liveroom/health/dead").statusCode()).isEqualTo(404);
            assertThat(ask(server, "POST", "/liveroom/health").statusCode()).isEqualTo(405);
        }
    }
}
