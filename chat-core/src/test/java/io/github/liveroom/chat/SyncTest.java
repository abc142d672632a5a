package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.answer;
import static io.github.liveroom.chat.TestService.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SyncTest {
    private final TestService service =
            new TestService(settings -> settings.recover(10).retain(20));
    private final Room room = service.room();

    @AfterEach
    void close() {
        service.close();
    }

    private static Joined sync(InProcessClient who, Position since) {
        return ((Answer.Synced) answer(who.execute(new Command.Sync(since), null))).joined();
    }

    private static List<Long> offsets(Joined joined) {
        return joined.entries().stream().map(Entry::offset).toList();
    }

    private Position at(InProcessClient who, long offset) {
        return new Position(who.position().epoch(), offset);
    }

    @Test
    void givesExactlyWhatIsMissing() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        for (int i = 3; i <= 8; i++) {
            ada.send("" + i);
        }

        assertThat(sync(bob, at(bob, 5)).recovery()).isEqualTo(Recovery.COMPLETE);
        assertThat(offsets(sync(bob, at(bob, 5)))).containsExactly(6L, 7L, 8L);
        assertThat(offsets(sync(bob, at(bob, 0)))).hasSize(8);
        assertThat(sync(bob, at(bob, 8)).recovery()).isEqualTo(Recovery.COMPLETE);
        assertThat(sync(bob, at(bob, 8)).entries()).isEmpty();
    }

    @Test
    void givesThePictureOfTheRoomIfWhatIsMissingCannotBeGiven() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        Joined future = sync(bob, at(bob, 3));

        assertThat(future.recovery()).isEqualTo(Recovery.FUTURE);
        assertThat(future.resume()).as("a join would give another secret").isNull();
        assertThat(future.me()).isEqualTo(bob.joined().me());
        assertThat(future.members()).extracting(Member::name).containsExactly("Ada", "Bob");
        assertThat(future.room()).isEqualTo(room.info());
        assertThat(offsets(future)).containsExactly(1L, 2L);
        assertThat(future.more()).isFalse();
        assertThat(sync(bob, new Position("another", 1)).recovery()).isEqualTo(Recovery.EPOCH);
        for (int i = 3; i <= 12; i++) {
            ada.send("" + i);
        }
        assertThat(sync(bob, at(bob, 2)).recovery()).isEqualTo(Recovery.COMPLETE);
        assertThat(sync(bob, at(bob, 1)).recovery()).isEqualTo(Recovery.TOO_MANY);
        for (int i = 13; i <= 60; i++) {
            ada.send("" + i);
        }
        Joined old = sync(bob, at(bob, 39));
        assertThat(old.recovery()).isEqualTo(Recovery.TOO_OLD);
        assertThat(offsets(old)).hasSize(20).endsWith(60L);
        assertThat(old.more()).isFalse();
        assertThat(sync(bob, at(bob, 40)).recovery())
                .as("retained, and more than 10")
                .isEqualTo(Recovery.TOO_MANY);
    }

    @Test
    void givesNoMoreThanFitsIntoAnAnswer() {
        String text = "x" + "\u0001".repeat(3999); // 24,000 bytes of JSON
        try (TestService narrow = new TestService(settings -> settings.replyBytes(64 * 1024))) {
            InProcessClient eve = narrow.join(narrow.room(), "Eve");
            for (int i = 2; i <= 5; i++) {
                now(eve.send(text));
            }
            assertThat(sync(eve, at(eve, 3)).recovery()).isEqualTo(Recovery.COMPLETE);
            Joined tail = sync(eve, at(eve, 2));
            assertThat(tail.recovery()).isEqualTo(Recovery.TOO_MANY);
            assertThat(offsets(tail)).as("cut at the old end").containsExactly(4L, 5L);
            assertThat(tail.more()).isTrue();
        }
    }

    @Test
    void forgetsWithTime() {
        try (TestService small = new TestService(settings -> settings.retainAge(Duration.ofMinutes(10)))) {
            InProcessClient eve = small.join(small.room(), "Eve");
            Position first = eve.position();
            eve.send("2");
            small.time.advance(Duration.ofMinutes(11));
            eve.send("3");

            assertThat(sync(eve, new Position(first.epoch(), 1)).recovery()).isEqualTo(Recovery.TOO_OLD);
            assertThat(sync(eve, new Position(first.epoch(), 2)).recovery()).isEqualTo(Recovery.COMPLETE);
        }
    }

    @Test
    void standsInTheStreamAtItsPosition() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        for (int i = 0; i < 30; i++) {
            ada.send("" + i);
            Joined joined = sync(bob, new Position("another", 1));
            assertThat(joined.room().position()).isEqualTo(bob.position());
            now(bob.send("next"));
        }
        bob.check();
    }
}
