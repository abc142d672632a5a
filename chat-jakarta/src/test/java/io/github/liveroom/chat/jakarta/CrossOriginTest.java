package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {
    private static final String OWN = "http://chat.example";
    private static final String FRIEND = "https://friend.example";

    private final Chat chat = new Chat(settings -> settings.origins(List.of(FRIEND)));
    private final CrossOrigin path = new CrossOrigin(chat.gateway, "POST", "Liveroom-Connection, Content-Type");
    private final FakeRequest request = new FakeRequest().with("Host", "chat.example");
    private final FakeResponse response = new FakeResponse();

    @AfterEach
    void close() {
        chat.close();
    }

    private boolean admits() {
        return path.admits(request.get(), response.get());
    }

    private void assertRefused() {
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.headers)
                .containsEntry("Vary", "Origin")
                .doesNotContainKeys("Access-Control-Allow-Origin", "Access-Control-Allow-Credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN, FRIEND})
    void letsAllowedPagesReadTheAnswer(String origin) {
        request.with("Origin", origin);
        assertThat(admits()).isTrue();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers)
                .containsEntry("Access-Control-Allow-Origin", origin)
                .containsEntry("Access-Control-Allow-Credentials", "true")
                .containsEntry("Access-Control-Expose-Headers", "Retry-After")
                .containsEntry("Vary", "Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "https://chat.example", "http://chat.example:8080", "null", ""})
    void refusesForeignPages(String origin) {
        request.with("Origin", origin);
        assertThat(admits()).isFalse();
        assertRefused();
        assertThat(response.body.toString()).doesNotContain("evil");
    }

    @Test
    void admitsWhatIsNoPage() {
        assertThat(admits()).isTrue();
        assertThat(response.headers).containsOnlyKeys("Vary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "same-site", "none", "something new"})
    void admitsABrowserThatSendsNoOriginHere(String site) {
        request.with("Sec-Fetch-Site", site);
        assertThat(admits()).isTrue();
    }

    @Test
    void refusesABrowserThatSendsNoOriginFromElsewhere() {
        request.with("Sec-Fetch-Site", "cross-site");
        assertThat(admits()).isFalse();
        assertRefused();
    }

    @Test
    void admitsAnAllowedPageFromElsewhere() {
        request.with("Sec-Fetch-Site", "cross-site").with("Origin", FRIEND);
        assertThat(admits()).isTrue();
    }

    @Test
    void tellsABrowserThatAsksFirstWhatAPageMay() {
        request.with("Origin", FRIEND);
        path.answerOptions(request.get(), response.get());
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.headers)
                .containsEntry("Allow", "POST, OPTIONS")
                .containsEntry("Access-Control-Allow-Origin", FRIEND)
                .containsEntry("Access-Control-Allow-Methods", "POST")
                .containsEntry("Access-Control-Allow-Headers", "Liveroom-Connection, Content-Type")
                .containsEntry("Access-Control-Max-Age", "600");
    }

    @Test
    void tellsAForeignPageNothing() {
        request.with("Origin", "http://evil.example");
        path.answerOptions(request.get(), response.get());
        assertRefused();
        assertThat(response.headers).doesNotContainKeys("Allow", "Access-Control-Allow-Methods");
    }

    @Test
    void namesItsMethods() {
        path.answerOptions(request.get(), response.get());
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.headers).containsOnlyKeys("Vary", "Allow").containsEntry("Allow", "POST, OPTIONS");
        FakeResponse refused = new FakeResponse();
        path.refuseMethod(refused.get());
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.headers).containsEntry("Allow", "POST, OPTIONS");
    }
}
