package io.github.liveroom.chat.internal;

import static io.github.liveroom.chat.TestService.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Ask;
import io.github.liveroom.chat.CapturedLog;
import io.github.liveroom.chat.NewRoom;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.RoomServiceBuilder;
import io.github.liveroom.chat.testkit.FakeTime;
import io.github.liveroom.chat.testkit.InProcessClient;
import io.github.liveroom.chat.testkit.QueuedExecutor;
import io.github.liveroom.chat.testkit.ScriptedRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;

/** A room whose log does what it has to do only when a test lets it. */
abstract class WithSlowLog {
    final CapturedLog logged = new CapturedLog();
    final FakeTime time = new FakeTime();
    final QueuedExecutor store = new QueuedExecutor();
    final QueuedExecutor executor = new QueuedExecutor();
    final SlowRoomLog log = new SlowRoomLog(time, store);
    final RoomService rooms = with(RoomService.builder()
                    .clock(time)
                    .ticker(time)
                    .scheduler(time)
                    .executor(executor)
                    .random(new ScriptedRandom(1))
                    .log(log))
            .build();
    final NewRoom created = create();
    final Room room = created.room();

    /** What else is to be set. It is asked for before the test's own fields are there. */
    RoomServiceBuilder with(RoomServiceBuilder settings) {
        return settings;
    }

    @AfterEach
    void close() {
        Thread closing = new Thread(rooms::close);
        closing.start();
        while (closing.isAlive()) {
            settle();
            Thread.onSpinWait();
        }
        logged.close();
    }

    private NewRoom create() {
        CompletionStage<Outcome<NewRoom>> creation = rooms.create(RoomOptions.DEFAULTS);
        settle();
        return now(creation).orElseThrow();
    }

    /** Lets the log do all that it has to do, and the room what follows. */
    void settle() {
        while (store.runAll() + executor.runAll() > 0) {
            Thread.onSpinWait();
        }
    }

    /** Lets the log answer the call that waits longest. */
    void letTheLogAnswerOnce() {
        assertThat(store.runOne()).isTrue();
        executor.runAll();
    }

    InProcessClient join(String name) {
        return join(Ask.as(name));
    }

    InProcessClient join(Ask ask) {
        InProcessClient client = ask.at(room);
        settle();
        client.joined();
        return client;
    }
}
