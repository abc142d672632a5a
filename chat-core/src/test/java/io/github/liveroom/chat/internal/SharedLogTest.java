package io.github.liveroom.chat.internal;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Ask;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.testkit.FakeTime;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a room whose log is appended to by another server. */
class SharedLogTest extends WithSlowLog {
    @Test
    void decidesAgainWhenAnotherServerWasFaster() {
        InProcessClient ada = join("Ada");
        log.interfere(new Fact.Join(new MemberId(2), "Bob", Role.MEMBER, Visitor.UNKNOWN, "m2"));
        InProcessClient bob = InProcessClient.connect(room, "Bob");
        settle();
        log.interfere(new Fact.Join(new MemberId(3), "Cyd", Role.MEMBER, Visitor.UNKNOWN, "m3"));
        InProcessClient dan = InProcessClient.connect(room, "Dan");
        settle();

        assertThat(bob.refusal()).isEqualTo(Refusal.NAME_TAKEN);
        assertThat(dan.member()).isEqualTo(new MemberId(4));
        assertThat(ada.facts()).extracting(fact -> ((Fact.Join) fact).name()).containsExactly("Bob", "Cyd", "Dan");
    }

    @Test
    void keepsTheOrderOfABatchThatIsDecidedAgain() {
        InProcessClient ada = join("Ada");
        ada.send("keeps the log busy");
        var one = ada.send("one");
        var renamed = ada.rename("Ida");
        var two = ada.send("two");
        InProcessClient newAda = InProcessClient.connect(room, "Ada");
        var page = ada.history(null, 2);
        letTheLogAnswerOnce();
        log.interfere(new Fact.Join(new MemberId(2), "Bob", Role.MEMBER, Visitor.UNKNOWN, "m2"));
        settle();

        assertThat(List.of(now(one), now(renamed), now(two))).noneMatch(Outcome.Refused.class::isInstance);
        assertThat(ada.facts())
                .containsExactly(
                        new Fact.Message(ada.member(), "Ada", "keeps the log busy", null),
                        new Fact.Join(new MemberId(2), "Bob", Role.MEMBER, Visitor.UNKNOWN, "m2"),
                        new Fact.Message(ada.member(), "Ada", "one", null),
                        new Fact.Rename(ada.member(), "Ida", "Ada"),
                        new Fact.Message(ada.member(), "Ida", "two", null),
                        new Fact.Join(
                                new MemberId(3),
                                "Ada",
                                Role.MEMBER,
                                Visitor.UNKNOWN,
                                newAda.joined().scope()));
        assertThat(((Answer.Page) now(page).orElseThrow()).entries())
                .extracting(Entry::offset)
                .containsExactly(6L, 7L);
    }

    @Test
    void sendsInPiecesWhatOtherServersAppendWhileItSends() {
        InProcessClient ada = join("Ada");
        Fact.Message much = new Fact.Message(ada.member(), "Ada", "x".repeat(4000), null);
        int many = 400;
        List<Integer> pieces = new ArrayList<>();
        Outbox outbox = new Outbox() {
            @Override
            public void entries(EntryBatch batch, int from, int to) {
                if (pieces.isEmpty()) {
                    for (int i = 0; i < many; i++) {
                        log.appendElsewhere(much);
                    }
                }
                pieces.add(batch.entries().stream().mapToInt(Entry::size).sum());
            }

            @Override
            public void signal(RoomEvent signal) {}

            @Override
            public void gone(RoomEvent.Gone gone) {}

            @Override
            public void flush() {}
        };
        room.connect(JoinRequest.named("Eve"), outbox, joined -> {});
        settle();

        log.appendElsewhere(much);
        settle();
        time.advance(Duration.ofSeconds(1));
        settle();

        assertThat(ada.texts()).hasSize(1 + many);
        assertThat(pieces).hasSizeGreaterThan(10).allMatch(bytes -> bytes < 150_000);
    }

    @Test
    void appendsMessagesWhateverOtherServersDo() {
        InProcessClient ada = join("Ada");
        int before = log.appends();
        log.interfere(new Fact.Join(new MemberId(2), "Bob", Role.MEMBER, Visitor.UNKNOWN, "m2"));
        var sent = ada.send("hello");
        settle();

        assertThat(now(sent)).isEqualTo(Outcome.ok(new Answer.Sent(3, FakeTime.START)));
        assertThat(log.appends() - before).isEqualTo(1);
    }

    @Test
    void takesWhatOtherServersAppendWhileItIsIdle() {
        InProcessClient ada = join("Ada");
        log.appendElsewhere(new Fact.Join(new MemberId(2), "Bob", Role.MEMBER, Visitor.known("user:2"), "m2"));
        log.appendElsewhere(new Fact.Message(new MemberId(2), "Bob", "from afar", null));

        assertThat(ada.texts()).containsExactly("from afar");
        assertThat(room.members()).extracting(Member::status).containsExactly(MemberStatus.ACTIVE, MemberStatus.AWAY);
        InProcessClient tablet = Ask.as("Bob").identity("user:2").at(room);
        settle();
        assertThat(tablet.member())
                .as("a connection of a member of another server")
                .isEqualTo(new MemberId(2));
    }

    @Test
    void silencesTheMutedButLetsThemListen() {
        InProcessClient ada = join("Ada");
        InProcessClient bob = join("Bob");
        log.appendElsewhere(new Fact.RoleChange(ada.member(), Role.MUTED, bob.member()));
        bob.forget();

        assertThat(refusal(ada.send("hello"))).isEqualTo(Refusal.MUTED);
        assertThat(refusal(ada.rename("Ida"))).isEqualTo(Refusal.MUTED);
        assertThat(refusal(ada.typing(true))).isEqualTo(Refusal.MUTED);
        assertThat(refusal(ada.send(""))).as("the shape is looked at before").isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(bob.events()).isEmpty();
        var page = ada.history(null, 1);
        bob.send("do you hear me?");
        settle();
        assertThat(now(page)).isInstanceOf(Outcome.Ok.class);
        assertThat(ada.texts()).containsExactly("do you hear me?");
    }

    @Test
    void putsOutWhoeverAnotherServerPutsOut() {
        InProcessClient ada = join("Ada");
        for (LeaveReason reason :
                List.of(LeaveReason.KICKED, LeaveReason.BANNED, LeaveReason.CLOSED, LeaveReason.SHUTDOWN)) {
            InProcessClient bob = join("Bob");
            Fact leave = new Fact.Leave(bob.member(), "Bob", reason);
            log.appendElsewhere(leave);

            assertThat(bob.facts()).as("the own leave first").containsExactly(leave);
            assertThat(bob.gone())
                    .map(RoomEvent.Gone::cause)
                    .contains(
                            switch (reason) {
                                case BANNED -> RoomEvent.Gone.Cause.BANNED;
                                case SHUTDOWN -> RoomEvent.Gone.Cause.ROOM_CLOSED;
                                default -> RoomEvent.Gone.Cause.KICKED;
                            });
            assertThat(Ask.resuming(bob.resume()).at(room).refusal()).isEqualTo(Refusal.UNAUTHORIZED);
            assertThat(ada.facts()).last().isEqualTo(leave);
        }
    }

    @Test
    void endsARoomThatAnotherServerClosed() {
        InProcessClient ada = join("Ada");
        log.appendElsewhere(new Fact.Close("elsewhere"));

        assertThat(ada.gone()).contains(new RoomEvent.Gone(RoomEvent.Gone.Cause.ROOM_CLOSED, "elsewhere"));
        assertThat(refusal(ada.send("hello"))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(rooms.find(room.code())).isEmpty();
        assertThat(Ask.as("Bob").at(room).refusal()).isEqualTo(Refusal.ROOM_NOT_FOUND);
    }
}
