package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.MessageFilter.Verdict;
import io.github.liveroom.chat.testkit.FakeTime;
import io.github.liveroom.chat.testkit.InProcessClient;
import io.github.liveroom.chat.testkit.QueuedExecutor;
import io.github.liveroom.chat.testkit.ScriptedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More passphrases than can be hashed. None is but those that a test needs: each takes a tenth of a second. */
class PassphrasesTest {
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final int WAITING = 64;

    private final FakeTime time = new FakeTime();
    private final QueuedExecutor executor = new QueuedExecutor();
    private final List<Entry> heard = new ArrayList<>();
    private final RoomService rooms = RoomService.builder()
            .framesPerSecond(0)
            .clock(time)
            .ticker(time)
            .scheduler(time)
            .executor(executor)
            .random(new ScriptedRandom(1))
            .filter((room, author, text) -> new Verdict.Allow())
            .listener(new RoomListener() {
                @Override
                public void appended(Room room, Entry entry) {
                    heard.add(entry);
                }
            })
            .build();
    private final Room closed = created(rooms.create(new RoomOptions(null, "sesame", false, null, null)))
            .room();
    private final NewRoom open = created(rooms.create(RoomOptions.DEFAULTS));
    private final InProcessClient ada = Ask.as("Ada").owner(open.ownerSecret()).at(open.room());

    @BeforeEach
    void hear() {
        executor.runAll();
        heard.clear();
    }

    @AfterEach
    void close() {
        rooms.close();
    }

    private NewRoom created(CompletionStage<Outcome<NewRoom>> creation) {
        executor.runAll();
        return now(creation).orElseThrow();
    }

    private List<InProcessClient> show(int count) {
        List<InProcessClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(Ask.as("N" + i).passphrase("wrong").at(closed));
        }
        return clients;
    }

    @Test
    void thoseOfOneRoomHoldUpNeitherTheFilterNorTheListenersOfAnother() {
        show(AT_ONCE + WAITING);
        assertThat(executor.waiting()).as("on half of the processors").isEqualTo(AT_ONCE);
        var said = ada.send("hello");
        for (int i = 0; i < AT_ONCE + 1; i++) {
            executor.runOne();
        }
        assertThat(now(said)).as("judged").isInstanceOf(Outcome.Ok.class);
        for (int i = 0; i < AT_ONCE + 1; i++) {
            executor.runOne();
        }
        assertThat(heard).extracting(Entry::fact).hasOnlyElementsOfType(Fact.Message.class);
    }

    @Test
    void whoeverShowsOneTooManyIsToComeBack() {
        List<InProcessClient> early = show(AT_ONCE + WAITING);
        InProcessClient late = Ask.as("Late").passphrase("sesame").at(closed);
        assertThat(late.refusal()).isEqualTo(Refusal.UNAVAILABLE);
        var said = late.send("not in");
        assertThat(refusal(said)).isEqualTo(Refusal.NOT_JOINED);

        RoomChanges secret = new RoomChanges(null, "open sesame", null, null, null, null);
        assertComesBack(ada.execute(new Command.Update(secret), null));
        assertComesBack(closed.update(secret));
        assertComesBack(rooms.create(new RoomOptions(null, "sesame", false, null, null)));
        assertThat(rooms.rooms()).hasSize(2);

        assertThat(now(ada.rename("Ida"))).as("goes on").isInstanceOf(Outcome.Ok.class);
        assertThat(now(closed.update(new RoomChanges("A title", null, null, null, null, null))))
                .isInstanceOf(Outcome.Ok.class);
        executor.runOne();
        assertThat(early.get(0).refusal()).isEqualTo(Refusal.WRONG_PASSPHRASE);
        var changed = ada.execute(new Command.Update(secret), null);
        assertThat(changed).as("there is a place again").isNotDone();
    }

    private static void assertComesBack(CompletionStage<? extends Outcome<?>> stage) {
        assertThat(now(stage)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.UNAVAILABLE);
            assertThat(refused.retryAfter()).isPositive();
        });
    }
}
