package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.testkit.QueuedExecutor;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatHealthServletTest {
    private static final String UP = "{\"status\":\"up\"}";
    private static final String DOWN = "{\"status\":\"down\"}";

    private Chat chat = new Chat();

    @AfterEach
    void close() {
        chat.close();
    }

    /** The answer, which is given later. */
    private FakeExchange ask(String path) throws ServletException {
        FakeExchange exchange = new FakeExchange();
        FakeRequest request = new FakeRequest().path(path).later(exchange.context());
        new ChatHealthServlet(chat.gateway).service(request.get(), new FakeResponse().get());
        assertThat(exchange.isComplete()).isFalse();
        return exchange;
    }

    private static FakeResponse askAtOnce(Chat chat, FakeRequest request) throws ServletException {
        FakeResponse response = new FakeResponse();
        new ChatHealthServlet(chat.gateway).service(request.get(), response.get());
        return response;
    }

    private static void assertAnswered(FakeExchange exchange, int status, String body) {
        assertThat(exchange.isComplete()).isTrue();
        assertThat(exchange.status()).isEqualTo(status);
        assertThat(exchange.body).hasToString(body);
        assertThat(exchange.headers).containsEntry("Content-Type", "application/json");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"/", "/live", "/ready"})
    void isUpWhenAllIsWell(String path) throws ServletException {
        FakeExchange exchange = ask(path);
        chat.advance(Duration.ZERO);
        assertAnswered(exchange, 200, UP);

        FakeResponse again = askAtOnce(chat, new FakeRequest().path(path));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body).hasToString(UP);
        assertThat(again.headers).containsEntry("Cache-Control", "no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/live", "/ready"})
    void isDownWhenTheThreadsAreStuck(String path) throws ServletException {
        QueuedExecutor stuck = new QueuedExecutor();
        chat.close();
        chat = new Chat(settings -> settings.rooms().executor(stuck));
        FakeExchange exchange = ask(path);
        chat.advance(Probe.PATIENCE.minusNanos(1));
        assertThat(exchange.isComplete()).isFalse();
        chat.advance(Duration.ofNanos(1));
        assertAnswered(exchange, 503, DOWN);

        chat.advance(Probe.KEPT);
        stuck.runAll();
        FakeExchange later = ask(path);
        chat.advance(Duration.ZERO);
        stuck.runAll();
        assertAnswered(later, 200, UP);
    }

    @Test
    void isAliveButNotReadyWhenTheLogIsStuck() throws ServletException {
        chat.close();
        chat = Chat.withSlowLog();
        chat.log.hold();
        FakeExchange live = ask("/live");
        FakeExchange ready = ask("/ready");
        chat.advance(Probe.PATIENCE);
        assertAnswered(live, 200, UP);
        assertAnswered(ready, 503, DOWN);
    }

    @Test
    void isNotReadyWhenTheLogFails() throws ServletException {
        chat.close();
        chat = Chat.withSlowLog();
        chat.log.fail(true);
        FakeExchange ready = ask("/ready");
        chat.advance(Duration.ZERO);
        assertAnswered(ready, 503, DOWN);
    }

    @Test
    void isNotReadyAsSoonAsClientsAreSentAway() throws ServletException {
        FakeExchange before = ask("/ready");
        chat.advance(Duration.ZERO);
        assertAnswered(before, 200, UP);
        chat.gateway.connections().sendAway();
        FakeResponse response = askAtOnce(chat, new FakeRequest());
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body).hasToString(DOWN);
        assertThat(askAtOnce(chat, new FakeRequest().path("/nothing")).status()).isEqualTo(404);
        FakeExchange live = ask("/live");
        chat.advance(Duration.ZERO);
        assertAnswered(live, 200, UP);
    }

    @Test
    void theContainersTimeEndsAWaitThatNobodyElseEnds() throws ServletException, IOException {
        QueuedExecutor stuck = new QueuedExecutor();
        chat.close();
        chat = new Chat(settings -> settings.rooms().executor(stuck));
        FakeExchange exchange = ask("/live");
        exchange.listener().onTimeout(FakeExchange.event());
        assertAnswered(exchange, 503, DOWN);
        chat.advance(Probe.PATIENCE); // says nothing more
        assertAnswered(exchange, 503, DOWN);
    }

    @Test
    void saysNothingToWhoeverHasGone() throws ServletException, IOException {
        FakeExchange exchange = ask("/live");
        exchange.listener().onError(FakeExchange.event());
        chat.advance(Duration.ZERO);
        assertThat(exchange.body).hasToString("");
        assertThat(exchange.isComplete()).as("that is the container's").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dead", "/live/", "/LIVE", "/ready/now"})
    void thereIsNothingElse(String path) throws ServletException {
        assertThat(askAtOnce(chat, new FakeRequest().path(path)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "OPTIONS"})
    void onlyTells(String method) throws ServletException {
        FakeResponse response = askAtOnce(chat, new FakeRequest().method(method));
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers).containsEntry("Allow", "GET, HEAD");
    }

    @Test
    void needsFiltersThatLetItWait() {
        assertThatThrownBy(() -> askAtOnce(chat, new FakeRequest()))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("async-supported");
    }
}
