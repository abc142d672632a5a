package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.jakarta.meters.PrometheusParser;
import io.github.liveroom.chat.testkit.RecordedMeters;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatMetricsServletTest {
    private static final String TOKEN = "a.token-of_16~ch+/==";

    private final RecordedMeters others = new RecordedMeters();
    private Chat chat = new Chat(settings -> settings.metricsToken(TOKEN).meters(others));

    @AfterEach
    void close() {
        chat.close();
    }

    private FakeResponse ask(FakeRequest request) throws IOException {
        FakeResponse response = new FakeResponse();
        new ChatMetricsServlet(chat.gateway).service(request.get(), response.get());
        return response;
    }

    private static FakeRequest authorized() {
        return new FakeRequest().with("Authorization", "Bearer " + TOKEN);
    }

    @Test
    void showsWhatWasCounted() throws IOException {
        Client ada = chat.connect();
        ada.send(ada.found("Ada"), "hello", "c1");
        ada.refused("'cmd':'nonsense'");
        chat.connect().conversation.closed(1001);

        FakeResponse response = ask(authorized());
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers)
                .containsEntry("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .containsEntry("Cache-Control", "no-store");
        assertThat(PrometheusParser.parse(response.body.toString()))
                .containsEntry("liveroom_connections", 1.0)
                .containsEntry("liveroom_connections_opened_total", 2.0)
                .containsEntry("liveroom_closes_total{code=\"1001\"}", 1.0)
                .containsEntry("liveroom_rooms", 1.0)
                .containsEntry("liveroom_members", 1.0)
                .containsEntry("liveroom_entries_total{type=\"message\"}", 1.0)
                .containsEntry("liveroom_deliveries_total", 2.0)
                .containsEntry("liveroom_delivery_seconds_count", 1.0)
                .containsEntry("liveroom_refusals_total{code=\"unknown_command\"}", 1.0);
        assertThat(others.take()).as("the application's own are told too").contains("rooms 1", "closed 1001");
    }

    @Test
    void takesTheSchemeInAnyCase() throws IOException {
        assertThat(ask(new FakeRequest().with("Authorization", "bearer " + TOKEN))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                TOKEN,
                "Basic " + TOKEN,
                "Bearer  " + TOKEN,
                "Bearer " + TOKEN + "=",
                "Bearer a.token-of_16~ch+/=",
                "Bearer A.token-of_16~ch+/=="
            })
    void showsNothingToWhoeverHasNotTheToken(String authorization) throws IOException {
        assertNothing(new FakeRequest().with("Authorization", authorization));
    }

    @Test
    void showsNothingWithoutAHeader() throws IOException {
        assertNothing(new FakeRequest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + TOKEN, "Bearer ", "Bearer null"})
    void showsNothingIfNoTokenWasSet(String authorization) throws IOException {
        chat.close();
        chat = new Chat();
        assertNothing(new FakeRequest().with("Authorization", authorization));
    }

    private void assertNothing(FakeRequest request) throws IOException {
        FakeResponse response = ask(request);
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.body.toString()).isEqualToIgnoringNewLines("There is nothing here.");
        assertThat(response.headers).containsEntry("Cache-Control", "no-store").doesNotContainKey("Allow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
    void onlyReads(String method) throws IOException {
        FakeResponse response = ask(authorized().method(method));
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers).containsEntry("Allow", "GET, HEAD");
    }
}
