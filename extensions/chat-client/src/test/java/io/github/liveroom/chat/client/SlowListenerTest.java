package io.github.liveroom.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.QueuedExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowListenerTest {
    private final QueuedExecutor threads = new QueuedExecutor();
    private final List<Long> heard = new ArrayList<>();
    private final Telling telling = new Telling(threads, Runnable::run);

    /** Everything runs at once but the listener, which runs when the test says so. */
    private final Scene scene = new Scene(Transport.AUTO, this::runUnlessListener);

    private boolean listening = true;
    private final List<Runnable> held = new ArrayList<>();

    private void runUnlessListener(Runnable task) {
        boolean ofListener = StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith("Telling")));
        if (ofListener && !listening) {
            held.add(task);
        } else {
            task.run();
        }
    }

    private void listenAgain() {
        listening = true;
        while (!held.isEmpty()) {
            held.remove(0).run();
        }
    }

    @BeforeEach
    void join() {
        ChatRoom room = scene.client.join(JoinOptions.of("KQZW", "Ada"), new ChatListener() {
            @Override
            public void entry(ChatRoom in, RoomLine line) {
                heard.add(line.offset());
            }
        });
        scene.link().saysHello();
        scene.link().answers("join", FakeLink.room("e1", 0, "'entries':[]"));
        assertThat(room.end()).isEmpty();
        listening = false;
    }

    private void fill() {
        for (long offset = 1; offset <= Telling.MOST_BEHIND + 5; offset++) {
            scene.link().tells(FakeLink.message(offset, "x"));
        }
    }

    @Test
    void nothingMoreIsReadWhileTheListenerIsFarBehindAndNothingIsLost() {
        fill();
        assertThat(scene.link().unread()).isEqualTo(4);
        assertThat(heard).isEmpty();
        listenAgain();
        assertThat(scene.link().unread()).isZero();
        assertThat(heard)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, Telling.MOST_BEHIND + 5)
                        .boxed()
                        .toList());
    }

    @Test
    void aListenerThatStandsStillCostsTheConnectionAndTheNextOneWaitsForIt() {
        fill();
        FakeLink old = scene.link();
        scene.pass(35);
        assertThat(old.dropped).isTrue();
        scene.pass(60);
        assertThat(scene.links).hasSize(1);
        assertThat(scene.client.state()).isEqualTo(ClientState.WAITING);
        listenAgain();
        assertThat(scene.links).hasSize(2);
        scene.link().saysHello();
        assertThat(scene.link().takes("join").get("since").toString())
                .as("from the last that was told, not the last that was sent")
                .contains("offset=" + (Telling.MOST_BEHIND + 1));
    }

    @Test
    void goesOnAtHalfOfTheBound() {
        for (int i = 0; i <= Telling.MOST_BEHIND; i++) {
            telling.tell(() -> {});
        }
        assertThat(telling.isBehind()).isTrue();
        List<String> done = new ArrayList<>();
        telling.onceCaughtUp(() -> done.add("on"));
        assertThat(done).isEmpty();
        while (done.isEmpty()) {
            assertThat(threads.runOne()).isTrue();
        }
        assertThat(threads.waiting()).as("not only at the end").isEqualTo(1);
        telling.onceCaughtUp(() -> done.add("at once"));
        assertThat(done).containsExactly("on", "at once");
    }

    @Test
    void aListenerThatThrowsHearsTheNextEntryAllTheSame() {
        listening = true;
        List<Long> offsets = new ArrayList<>();
        scene.client.join(JoinOptions.of("ABCD", "Ada"), new ChatListener() {
            @Override
            public void entry(ChatRoom in, RoomLine line) {
                offsets.add(line.offset());
                throw new IllegalStateException("the test wants it");
            }
        });
        scene.link().answers("join", FakeLink.room("e1", 0, "'entries':[]").replace("KQZW", "ABCD"));
        for (long offset = 1; offset <= 2; offset++) {
            scene.link().tells(FakeLink.message(offset, "x").replace("KQZW", "ABCD"));
        }
        assertThat(offsets).containsExactly(1L, 2L);
    }
}
