package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.answer;
import static io.github.liveroom.chat.TestService.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a busy room sends at once, when it gathers, and for how long. */
class PacingTest extends WithBusyRoom {
    @Test
    void sendsAFewAtOnceAndGathersWhatFollows() {
        talk();
        CompletableFuture<Outcome<Answer>> first = ada.send("one");
        CompletableFuture<Outcome<Answer>> second = bob.send("two");

        assertThat(bob.events()).isEmpty();
        assertThat(first).isNotDone();
        assertThat(room.info().position().offset()).as("it has happened").isEqualTo(2 + BURST + 2);

        pass(FRAME);

        assertThat(bob.texts()).containsExactly("one", "two");
        assertThat(ada.texts()).containsExactly("one", "two");
        assertThat(answer(first)).isInstanceOf(Answer.Sent.class);
        assertThat(answer(second)).isInstanceOf(Answer.Sent.class);
    }

    @Test
    void neverWaitsBelowTheThreshold() {
        for (int i = 0; i < 500; i++) {
            now(ada.send("" + i));
            assertThat(bob.texts()).hasSize(i + 1);
            pass(FRAME);
        }
    }

    @Test
    void sendsOneFrameInEachIntervalHoweverMuchIsSaid() {
        talk();
        for (int interval = 0; interval < 30; interval++) {
            for (int i = 0; i < 7; i++) {
                ada.send("" + i);
            }
            assertThat(bob.texts()).isEmpty();
            pass(FRAME);
            assertThat(bob.texts()).hasSize(7);
            bob.forget();
        }
    }

    @Test
    void doesNotGoOnWaitingInVain() {
        talk();
        ada.send("one");
        assertThat(bob.texts()).isEmpty();
        pass(FRAME);
        talk();
        ada.send("once more");
        assertThat(bob.texts()).isEmpty();
        pass(FRAME);
        assertThat(bob.texts()).containsExactly("once more");
    }

    @Test
    void sendsEarlyWhatIsMuch() {
        talk();
        int said = 0;
        while (bob.texts().isEmpty()) {
            ada.send(LONG);
            said++;
            assertThat(said).isLessThan(100);
        }
        assertThat(said).isGreaterThan(10);
        assertThat(bob.texts()).hasSize(said);
    }

    @Test
    void aWaitDuringWhichMuchWentEarlyWasNotInVain() {
        talk();
        while (bob.texts().isEmpty()) {
            ada.send(LONG);
        }
        pass(FRAME);
        bob.forget();

        ada.send("one");
        ada.send("two");
        assertThat(bob.texts()).doesNotContain("two");
        pass(FRAME);
        assertThat(bob.texts()).containsExactly("one", "two");
    }

    @Test
    void goesOnWhileTheApplicationBlocksEveryThreadItIsGiven() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        RoomServiceBuilder builder = RoomService.builder();
        for (int i = 0; i < 2 + Runtime.getRuntime().availableProcessors(); i++) {
            builder.listener(new RoomListener() {
                @Override
                public void created(Room created) {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
        }
        try (RoomService blocked = builder.build()) {
            InProcessClient eve = InProcessClient.connect(blocked.create(), "Eve");
            List<CompletableFuture<?>> answers = new ArrayList<>();
            for (int i = 0; i < 10 * BURST; i++) {
                answers.add(eve.send("" + i));
            }
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
            release.countDown();
        }
    }
}
