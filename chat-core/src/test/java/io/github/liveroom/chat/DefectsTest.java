package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A defect of whoever carries what is said harms nobody else. */
class DefectsTest {
    @Test
    void dropsAConnectionWhoseReceivingEndThrows() {
        try (CapturedLog logged = new CapturedLog();
                TestService service = new TestService()) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            List<String> calls = new ArrayList<>();
            room.connect(
                    JoinRequest.named("Bob"),
                    new Outbox() {
                        @Override
                        public void entries(EntryBatch batch, int from, int to) {
                            calls.add("entries");
                            throw new IllegalStateException("a defect of a carrier");
                        }

                        @Override
                        public void signal(RoomEvent signal) {
                            calls.add("signal");
                            throw new AssertionError("another one");
                        }

                        @Override
                        public void gone(RoomEvent.Gone gone) {
                            calls.add("gone");
                        }
                    },
                    outcome -> {});
            InProcessClient cyd = service.join(room, "Cyd");
            assertThat(calls).containsExactly("entries");
            assertThat(logged.lines()).hasSize(1);
            assertThat(now(ada.send("hello"))).isInstanceOf(Outcome.Ok.class);
            assertThat(cyd.texts()).containsExactly("hello");
            assertThat(ada.facts()).hasSize(3);
            service.seconds(15);
            assertThat(room.members()).extracting(Member::name).containsExactly("Ada", "Cyd");
        }
    }

    @Test
    void answersInternalToACommandThatMeetsADefectAndGoesOn() {
        try (CapturedLog logged = new CapturedLog();
                TestService service = new TestService()) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            var unreadable = ada.execute(
                    "send",
                    "c1",
                    () -> {
                        throw new IllegalStateException("a defect of a carrier");
                    },
                    () -> null);
            assertThat(refusal(unreadable)).isEqualTo(Refusal.INTERNAL);
            assertThat(logged.lines()).hasSize(1);
            assertThat(now(ada.send("hello", "c1"))).isInstanceOf(Outcome.Ok.class);
        }
    }

    @Test
    void goesOnWhenAReceiverOfAnswersThrows() {
        try (CapturedLog logged = new CapturedLog();
                TestService service = new TestService()) {
            Room room = service.room();
            InProcessClient ada = service.join(room, "Ada");
            room.connect(JoinRequest.named("ada"), new Nowhere(), outcome -> {
                throw new IllegalStateException("a defect of a carrier");
            });
            assertThat(logged.lines()).isNotEmpty();
            assertThat(now(ada.send("hello"))).isInstanceOf(Outcome.Ok.class);
        }
    }
}
