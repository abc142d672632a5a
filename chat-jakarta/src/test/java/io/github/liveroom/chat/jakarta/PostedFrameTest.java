package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.jakarta.session.Handshake;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostedFrameTest {
    private static final int FRAME = 65_536;

    private final Chat chat = new Chat(settings -> settings.commandsPerSecond(1).commandsBurst(5));
    private final FakeExchange stream = new FakeExchange();
    private StreamCarrier carrier;

    @BeforeEach
    void open() throws IOException {
        StreamCarrier.open(stream.context(), chat.gateway, Handshake.UNKNOWN);
        stream.out.listener().onWritePossible();
        String hello = stream.out.text();
        String secret = hello.replaceAll("(?s).*\"connection\":\"([^\"]+)\".*", "$1");
        carrier = chat.gateway.streams().find(secret);
        assertThat(carrier).isNotNull();
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private FakeExchange post() throws IOException {
        FakeExchange post = new FakeExchange();
        assertThat(carrier.postBegins()).isTrue();
        PostedFrame.read(post.context(), carrier, FRAME);
        return post;
    }

    private static void assertAnswered(FakeExchange post, int status) {
        assertThat(post.isComplete()).isTrue();
        assertThat(post.status()).isEqualTo(status);
    }

    private String said() {
        return stream.out.text();
    }

    @Test
    void isReadAsItComes() throws IOException {
        FakeExchange post = post();
        post.in.comes("{\"id\":1,", "\"cmd\"");
        assertThat(post.isComplete()).isFalse();
        post.in.comes();
        post.in.comes(":\"dance\"}" + " ".repeat(10_000));
        assertThat(said()).doesNotContain("\"id\":1");
        post.in.ends();
        assertAnswered(post, 204);
        assertThat(said()).contains("\"id\":1");
        assertThat(post.headers).isEmpty();
    }

    @Test
    void mayBeEmpty() throws IOException {
        FakeExchange post = post();
        post.in.ends();
        assertAnswered(post, 204);
    }

    @Test
    void isNotReadToItsEndIfItIsTooLarge() throws IOException {
        FakeExchange post = post();
        post.in.comes("{}" + " ".repeat(FRAME - 2));
        assertThat(post.isComplete()).isFalse();
        post.in.comes(" ");
        assertAnswered(post, 413);
        assertThat(post.headers).containsEntry("Connection", "close");
        post.in.ends();
        assertThat(said()).contains("\"close\":{\"code\":1009");
        assertThat(stream.isComplete()).isTrue();
    }

    @Test
    void mayFillAFrame() throws IOException {
        FakeExchange post = post();
        post.in.comes("{}" + " ".repeat(FRAME - 2));
        post.in.ends();
        assertAnswered(post, 204);
    }

    @Test
    void isNoFrameIfItIsRubbish() throws IOException {
        FakeExchange post = post();
        post.in.comes("{\"id\":1,\"cmd\":\"dance\"}\nrubbish\n{\"id\":2,\"cmd\":\"dance\"}");
        post.in.ends();
        assertAnswered(post, 400);
        assertThat(said()).contains("\"id\":1").doesNotContain("\"id\":2").contains("\"close\":{\"code\":4500");
    }

    @Test
    void comesTooLateForAConnectionThatHasEnded() throws IOException {
        FakeExchange post = post();
        carrier.tooLarge(); // another one
        post.in.ends();
        assertAnswered(post, 404);
    }

    @Test
    void saysWhenToComeBack() throws IOException {
        FakeExchange full = post();
        full.in.comes("{}\n".repeat(20));
        full.in.ends();
        assertAnswered(full, 204);
        FakeExchange more = post();
        more.in.comes("{\"id\":1,\"cmd\":\"dance\"}");
        more.in.ends();
        assertAnswered(more, 429);
        assertThat(more.headers).containsEntry("Retry-After", "1");
        assertThat(said()).doesNotContain("\"id\":1", "\"close\"");
    }

    @Test
    void saysSecondsThatAreEnough() {
        for (int millis : new int[] {1001, 1999, 2000}) {
            FakeResponse response = new FakeResponse();
            PostedFrame.answer(response.get(), StreamCarrier.Taken.later(Duration.ofMillis(millis)));
            assertThat(response.headers).containsEntry("Retry-After", "2");
        }
    }

    @Test
    void isNotWaitedForForEver() throws IOException {
        FakeExchange post = post();
        post.in.comes("{\"id\":1,");
        post.listener().onTimeout(FakeExchange.event());
        assertAnswered(post, 408);
        post.in.comes("\"cmd\":\"dance\"}");
        post.in.ends();
        assertThat(said()).doesNotContain("\"id\":1");
    }

    @Test
    void isForgottenIfItBreaks() throws IOException {
        FakeExchange post = post();
        post.in.comes("{\"id\":1,\"cmd\":\"dance\"}");
        post.in.breaks();
        assertThat(post.isComplete()).isTrue();
        assertThat(said()).doesNotContain("\"id\":1");
        FakeExchange failed = post();
        failed.listener().onError(FakeExchange.event());
        assertThat(failed.isComplete()).isTrue();
    }

    @Test
    void isOneOfFew() throws IOException {
        FakeExchange first = post();
        FakeExchange second = post();
        FakeExchange third = post();
        FakeExchange fourth = post();
        assertThat(carrier.postBegins()).isFalse();
        assertThat(carrier.postBegins()).isFalse();
        first.in.ends();
        second.in.breaks();
        third.listener().onTimeout(FakeExchange.event());
        fourth.in.comes("x".repeat(FRAME + 1));
        for (int i = 0; i < 4; i++) {
            assertThat(carrier.postBegins()).as("each made room for one").isTrue();
        }
        assertThat(carrier.postBegins()).as("and none for two").isFalse();
    }
}
