package io.github.liveroom.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.BannedMember;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.Membership;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Recovery;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.RoomInfo;
import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.spi.Call;
import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.spi.RoomConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InProcessClientTest {
    /** A room that sends what it is told to, right or wrong. */
    private static final class PuppetRoom implements Room, RoomConnection {
        Outbox outbox;
        Consumer<Outcome<Joined>> answer;
        Call call;
        Consumer<Outcome<Answer>> left;

        void answer(long position, long... tail) {
            RoomInfo info = new RoomInfo(
                    code(), null, new Position("e", position), 1, false, false, false, 10, Duration.ZERO, 1);
            Member me = new Member(new MemberId(1), "Ada", Role.MEMBER, MemberStatus.ACTIVE, 1, null);
            answer.accept(Outcome.ok(
                    new Joined(info, me, "secret", List.of(me), Recovery.NOT_ASKED, entries(tail), false, "m1")));
        }

        void push(long... offsets) {
            outbox.entries(new EntryBatch(code(), entries(offsets)), 0, offsets.length);
        }

        private static List<Entry> entries(long... offsets) {
            return LongStream.of(offsets)
                    .mapToObj(offset ->
                            new Entry(offset, Instant.EPOCH, new Fact.Message(new MemberId(1), "Ada", "x", null), null))
                    .toList();
        }

        @Override
        public RoomConnection connect(JoinRequest request, Outbox to, Consumer<Outcome<Joined>> reply) {
            outbox = to;
            answer = reply;
            return this;
        }

        @Override
        public void execute(Call command) {
            call = command;
        }

        @Override
        public void leave(Consumer<Outcome<Answer>> reply) {
            left = reply;
        }

        @Override
        public void drop() {}

        @Override
        public RoomCode code() {
            return new RoomCode("ABCD");
        }

        @Override
        public RoomInfo info() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Member> members() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Member> memberNamed(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Membership join(String name, Consumer<RoomEvent> events) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Membership bot(String name, String profile, Consumer<RoomEvent> events) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Outcome<Answer.Done>> post(String name, String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Outcome<Answer.Done>> update(RoomChanges changes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Outcome<Answer.Done>> remove(MemberId member, String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Outcome<Answer.Done>> ban(MemberId member, Duration length, String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Outcome<Answer.Done>> unban(MemberId member) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<BannedMember> banned() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Outcome<Answer.Done>> close(String reason) {
            throw new UnsupportedOperationException();
        }
    }

    private static final RoomEvent.Gone GONE = new RoomEvent.Gone(RoomEvent.Gone.Cause.ROOM_CLOSED, "");

    private final PuppetRoom room = new PuppetRoom();
    private final InProcessClient client = InProcessClient.connect(room, "Ada");

    private void assertBroken(String what) {
        assertThatThrownBy(client::events).isInstanceOf(AssertionError.class).hasMessageContaining(what);
        assertThatThrownBy(client::check).isInstanceOf(AssertionError.class);
    }

    @Test
    void takesWhatComesInOrder() {
        room.answer(3, 2, 3);
        room.push(4);
        room.outbox.signal(new RoomEvent.Typing(new MemberId(2), true));
        room.push(5, 6);
        room.outbox.gone(GONE);

        assertThat(client.entries()).extracting(Entry::offset).containsExactly(4L, 5L, 6L);
        assertThat(client.position()).isEqualTo(new Position("e", 6));
        assertThat(client.texts()).hasSize(3);
        assertThat(client.gone()).contains(GONE);
        client.awaitPosition(6);
        client.forget();
        assertThat(client.events()).isEmpty();
    }

    @Test
    void noticesAHole() {
        room.answer(3);
        room.push(5);
        assertBroken("entry 5 came after 3");
    }

    @Test
    void noticesARepeat() {
        room.answer(3);
        room.push(4);
        room.push(4);
        assertBroken("entry 4 came after 4");
    }

    @Test
    void noticesAHoleInTheAnswer() {
        room.answer(3, 1, 3);
        assertThatThrownBy(client::joined).isInstanceOf(AssertionError.class);
    }

    @Test
    void noticesAnAnswerThatEndsBeforeItsPosition() {
        room.answer(3, 1, 2);
        assertThatThrownBy(client::joined).isInstanceOf(AssertionError.class);
    }

    @Test
    void noticesWhatComesBeforeTheAnswer() {
        room.push(1);
        assertBroken("before the answer");
    }

    @Test
    void noticesWhatComesAfterTheEnd() {
        room.answer(3);
        room.outbox.gone(GONE);
        room.outbox.signal(new RoomEvent.Typing(new MemberId(2), true));
        assertBroken("after the end");
    }

    @Test
    void noticesWhatComesAfterTheAnswerToALeave() {
        room.answer(3);
        client.leave();
        room.push(4);
        room.left.accept(Outcome.ok(new Answer.Done()));
        client.check();
        room.push(5);
        assertBroken("after the end");
    }

    @Test
    void noticesWhatComesAfterARefusal() {
        room.answer.accept(Outcome.refused(Refusal.ROOM_FULL, "full"));
        assertThat(client.refusal()).isEqualTo(Refusal.ROOM_FULL);
        assertThatThrownBy(client::joined).isInstanceOf(AssertionError.class);
        room.push(1);
        assertThatThrownBy(client::answer).isInstanceOf(AssertionError.class);
    }

    @Test
    void noticesSecondAnswers() {
        room.answer(3);
        room.answer(3);
        assertBroken("a second answer to one join");
    }

    @Test
    void noticesASecondAnswerToACommand() {
        room.answer(3);
        client.send("hello");
        room.call.reply(Outcome.ok(new Answer.Done()));
        room.call.reply(Outcome.ok(new Answer.Done()));
        assertBroken("a second answer to one command");
    }

    @Test
    void noticesAnEmptyDelivery() {
        room.answer(3);
        room.outbox.entries(new EntryBatch(room.code(), PuppetRoom.entries(4)), 0, 0);
        assertBroken("an empty delivery");
    }

    @Test
    void worksWithARealRoom() {
        FakeTime time = new FakeTime();
        QueuedExecutor executor = new QueuedExecutor();
        try (RoomService rooms = RoomService.builder()
                .clock(time)
                .ticker(time)
                .scheduler(time)
                .executor(executor)
                .random(new ScriptedRandom(1).thenCodes("KQZW"))
                .build()) {
            Room real = rooms.create();
            InProcessClient ada = InProcessClient.connect(real, "Ada");
            InProcessClient bob = InProcessClient.connect(real, "Bob");
            assertThat(ada.send("hello")).isCompletedWithValueMatching(Outcome.Ok.class::isInstance);

            assertThat(real.code()).isEqualTo(new RoomCode("KQZW"));
            assertThat(bob.texts()).containsExactly("hello");
            assertThatThrownBy(bob::refusal).isInstanceOf(AssertionError.class);
        }
    }
}
