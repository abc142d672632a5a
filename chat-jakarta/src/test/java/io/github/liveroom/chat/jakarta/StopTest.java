package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.jakarta.session.FakeCarrier;
import io.github.liveroom.chat.jakarta.session.Handshake;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StopTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A class of the application may run there: it has to be left before the application is gone. */
    @Test
    void waitsForTheHostToSayWhoseATokenIs() throws InterruptedException {
        CompletableFuture<Thread> asked = new CompletableFuture<>();
        CompletableFuture<Void> answer = new CompletableFuture<>();
        ChatGateway gateway = ChatGateway.builder()
                .authenticator(Authenticator.bearer(token -> {
                    asked.complete(Thread.currentThread());
                    answer.join();
                    return Optional.empty();
                }))
                .build();
        FakeCarrier carrier = new FakeCarrier();
        Client ada = new Client(carrier, gateway.connections().open(carrier, Handshake.UNKNOWN));
        ada.say("{'id':1,'cmd':'auth','token':'adas'}");
        Thread host = asked.join();
        ada.conversation.closed(1006);
        Thread stopping = new Thread(gateway::close);
        stopping.start();
        while (stopping.isAlive() && !waitsForAPool(stopping)) {
            Thread.onSpinWait();
        }
        assertThat(stopping.isAlive()).isTrue();
        answer.complete(null);
        stopping.join();
        host.join(PATIENCE.toMillis());
        assertThat(host.isAlive()).isFalse();
    }

    private static boolean waitsForAPool(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("endVerifiers"));
    }
}
