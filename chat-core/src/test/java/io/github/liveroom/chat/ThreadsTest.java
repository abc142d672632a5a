package io.github.liveroom.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose threads a room works on. */
class ThreadsTest {
    @Test
    void doesNotKeepTheThreadThatBeganForEver() {
        try (TestService service = new TestService()) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            List<Integer> looked = new ArrayList<>();
            chatter(ada, looked, 10_000);

            assertThat(looked.size()).isBetween(1_000, 9_000);
            service.executor.runAll();
            assertThat(looked.size()).isEqualTo(10_000);
            assertThat(ada.texts().size()).isEqualTo(10_000);
        }
    }

    /** Sends the next message while the room looks at this one, so that it never becomes idle. */
    private static void chatter(InProcessClient client, List<Integer> looked, int left) {
        client.execute(
                "send",
                null,
                () -> {
                    looked.add(left);
                    if (left > 1) {
                        chatter(client, looked, left - 1);
                    }
                    return Outcome.ok(new Command.Send("x", null));
                },
                () -> null);
    }

    @Test
    void runsWithRealThreadsAndRealTime() {
        try (RoomService rooms = RoomService.builder()
                .reconnectGrace(Duration.ofMillis(1))
                .emptyGrace(Duration.ofMillis(1))
                .build()) {
            Room room = rooms.create();
            InProcessClient ada = InProcessClient.connect(room, "Ada");
            InProcessClient bob = InProcessClient.connect(room, "Bob");
            bob.drop();
            ada.awaitPosition(3);
            assertThat(ada.facts()).last().isEqualTo(new Fact.Leave(bob.member(), "Bob", LeaveReason.TIMEOUT));
        }
    }
}
