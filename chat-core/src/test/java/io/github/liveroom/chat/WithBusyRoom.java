package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two who talk in a room that sends at the most fifty frames a second: one in 20 ms. */
abstract class WithBusyRoom {
    static final int BURST = 16;
    static final Duration FRAME = Duration.ofMillis(20);
    /** A few dozen of these are so much that they do not wait for a frame. */
    static final String LONG = "x".repeat(4000);

    final TestService service = new TestService(settings -> settings.framesPerSecond(50));
    final Room room = service.room();
    InProcessClient ada;
    InProcessClient bob;

    @BeforeEach
    void join() {
        ada = service.join(room, "Ada");
        bob = service.join(room, "Bob");
        pass(Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        service.close();
        ada.check();
        bob.check();
    }

    void pass(Duration time) {
        service.time.advance(time);
        service.executor.runAll();
    }

    /** From here on the room gathers. */
    void talk() {
        for (int i = 0; i < BURST; i++) {
            now(ada.send("quick " + i));
        }
        ada.forget();
        bob.forget();
    }
}
