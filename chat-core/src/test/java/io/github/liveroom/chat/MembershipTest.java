package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import io.github.liveroom.chat.testkit.QueuedExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Members that live in this JVM. */
class MembershipTest {
    private static <T> Outcome<T> later(TestService service, CompletionStage<Outcome<T>> stage) {
        assertThat(stage.toCompletableFuture()).as("not on this thread").isNotDone();
        return service.done(stage);
    }

    @Test
    void joinsTalksAndLeavesInThisJvm() {
        try (TestService service = new TestService()) {
            Room room = service.room();
            List<RoomEvent> events = new ArrayList<>();
            Membership ada = room.join("Ada", events::add);
            Joined joined = later(service, ada.joined()).orElseThrow();
            InProcessClient bob = service.join(room, "Bob");
            Answer.Sent sent = later(service, ada.send("hello")).orElseThrow();
            ada.typing(true);
            bob.typing(true);
            Answer.Renamed renamed = later(service, ada.rename(" Ida ")).orElseThrow();
            Answer.Page page =
                    later(service, ada.history(new Command.History(null, 2))).orElseThrow();
            Answer.Done done = later(service, ada.leave()).orElseThrow();

            assertThat(joined.me().name()).isEqualTo("Ada");
            assertThat(sent.offset()).isEqualTo(3);
            assertThat(renamed.name()).isEqualTo("Ida");
            assertThat(page.entries()).extracting(Entry::offset).containsExactly(3L, 4L);
            assertThat(done).isNotNull();
            assertThat(events)
                    .extracting(event -> event instanceof Entry entry
                            ? entry.offset() + " " + entry.fact().getClass().getSimpleName()
                            : event.getClass().getSimpleName())
                    .containsExactly("2 Join", "3 Message", "Typing", "4 Rename", "5 Leave");
            assertThat(bob.eventsOf(RoomEvent.Typing.class)).hasSize(1);
            assertThat(room.members()).extracting(Member::name).containsExactly("Bob");
        }
    }

    @Test
    void refusesInThisJvmAsAnywhereElse() {
        try (TestService service = new TestService()) {
            Room room = service.room();
            service.join(room, "Ada");
            Membership nobody = room.join("ADA", event -> {});
            CompletionStage<Outcome<Answer.Sent>> sent = nobody.send("hello");
            service.executor.runAll();

            assertThat(refusal(nobody.joined())).isEqualTo(Refusal.NAME_TAKEN);
            assertThat(refusal(sent)).isEqualTo(Refusal.NOT_JOINED);
            assertThat(refusal(later(service, nobody.leave()))).isEqualTo(Refusal.NOT_JOINED);
            Membership bob = room.join("Bob", event -> {});
            assertThat(refusal(later(service, bob.send(" ")))).isEqualTo(Refusal.TEXT_REQUIRED);
        }
    }

    @Test
    void tellsAMemberInThisJvmThatTheRoomIsClosed() {
        try (TestService service = new TestService()) {
            Room room = service.room();
            List<RoomEvent> events = new ArrayList<>();
            room.join("Ada", events::add);
            room.close("over");
            service.executor.runAll();

            assertThat(events).last().isEqualTo(new RoomEvent.Gone(RoomEvent.Gone.Cause.ROOM_CLOSED, "over"));
        }
    }

    @Test
    void dropsAMemberInThisJvmThatFallsTooFarBehind() {
        QueuedExecutor stuck = new QueuedExecutor();
        try (CapturedLog logged = new CapturedLog();
                TestService service = new TestService(settings -> settings.executor(stuck))) {
            Room room = service.room();
            List<RoomEvent> events = new ArrayList<>();
            room.join("Ada", events::add);
            InProcessClient bob = service.join(room, "Bob");
            for (int i = 0; i < 9_999; i++) {
                bob.send("x");
            }
            assertThat(room.members()).extracting(Member::connections).containsExactly(1, 1);
            bob.send("one too many");
            assertThat(room.members()).extracting(Member::connections).containsExactly(0, 1);
            service.seconds(15);
            assertThat(room.members()).hasSize(1);
            assertThat(bob.entries()).as("nobody else notices").hasSize(10_001);
            stuck.runAll();
            assertThat(events).hasSize(10_000);
            assertThat(logged.lines()).hasSize(1);
        }
    }
}
