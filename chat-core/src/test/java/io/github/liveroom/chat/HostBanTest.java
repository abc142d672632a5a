package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomEvent.Gone;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bans in the name of the host application. Those of moderators are in {@link BanTest}. */
class HostBanTest {
    private static final Outcome<Answer.Done> DONE = Outcome.ok(new Answer.Done());

    private final TestService service = new TestService();
    private final NewRoom created = service.create(RoomOptions.DEFAULTS);
    private final Room room = created.room();
    private final InProcessClient ada =
            Ask.as("Ada").owner(created.ownerSecret()).at(room);
    private final InProcessClient bob = Ask.as("Bob").address("10.0.0.1").at(room);

    @AfterEach
    void close() {
        service.close();
    }

    private Refusal refusalOf(Ask ask) {
        return ask.at(room).refusal();
    }

    @Test
    void putsOutAndKeepsOut() {
        assertThat(now(room.ban(bob.member(), null, "enough"))).isEqualTo(DONE);

        assertThat(bob.gone()).contains(new Gone(Gone.Cause.BANNED, "enough"));
        assertThat(ada.facts())
                .last()
                .isInstanceOfSatisfying(
                        Fact.Leave.class, leave -> assertThat(leave.reason()).isEqualTo(LeaveReason.BANNED));
        assertThat(refusalOf(Ask.as("Cyd").address("10.0.0.1"))).isEqualTo(Refusal.BANNED);
        assertThat(refusalOf(Ask.resuming(bob.resume()))).isEqualTo(Refusal.BANNED);
        assertThat(service.join(room, "Dan").joined().me().name()).isEqualTo("Dan");
    }

    @Test
    void reachesOwnersToo() {
        assertThat(now(room.ban(ada.member(), null, ""))).isEqualTo(DONE);
        assertThat(refusalOf(Ask.resuming(ada.resume()))).isEqualTo(Refusal.BANNED);
        assertThat(room.members()).extracting(Member::role).as("an heir").containsExactly(Role.OWNER);
    }

    @Test
    void knowsAPersonByAllConnectionsOfThatMoment() {
        Ask.resuming(bob.resume()).address("10.0.0.2").at(room);
        now(room.ban(bob.member(), null, ""));

        assertThat(refusalOf(Ask.as("Cyd").address("10.0.0.1"))).isEqualTo(Refusal.BANNED);
        assertThat(refusalOf(Ask.as("Cyd").address("10.0.0.2"))).isEqualTo(Refusal.BANNED);
    }

    @Test
    void listsWhoIsKeptOutAsLongAsThatIsSo() {
        Instant end = service.time.instant().plus(Duration.ofMinutes(10));
        InProcessClient cyd = Ask.as("Cyd").identity("user:1").at(room);
        now(room.ban(cyd.member(), null, "because"));
        now(room.ban(bob.member(), Duration.ofMinutes(10), "because"));
        assertThat(room.banned())
                .containsExactly(
                        new BannedMember(bob.member(), "Bob", end), new BannedMember(cyd.member(), "Cyd", null));

        service.time.advance(Duration.ofMinutes(10));
        assertThat(room.banned()).extracting(BannedMember::name).containsExactly("Cyd");
        assertThat(refusalOf(Ask.as("Cyd").identity("user:1"))).isEqualTo(Refusal.BANNED);
        assertThat(Ask.as("Bob").address("10.0.0.1").at(room).joined().me().name())
                .isEqualTo("Bob");
    }

    @Test
    void letsInAgain() {
        now(room.ban(bob.member(), null, ""));
        assertThat(now(room.unban(bob.member()))).isEqualTo(DONE);
        assertThat(now(room.unban(bob.member()))).as("again").isEqualTo(DONE);

        assertThat(room.banned()).isEmpty();
        assertThat(Ask.as("Bob").address("10.0.0.1").at(room).joined().me().name())
                .isEqualTo("Bob");
    }

    @Test
    void letsInWhomAModeratorBanned() {
        now(ada.execute(new Command.Ban(bob.member(), "", null), null));
        assertThat(room.banned()).extracting(BannedMember::name).containsExactly("Bob");
        now(room.unban(bob.member()));
        assertThat(room.banned()).isEmpty();
    }

    @Test
    void refusesWhatMakesNoSense() {
        MemberId nobody = new MemberId(99);
        assertThat(refusal(room.ban(nobody, null, ""))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(room.unban(nobody))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(room.ban(bob.member(), null, "x".repeat(201)))).isEqualTo(Refusal.BAD_REQUEST);
        for (Duration length :
                new Duration[] {Duration.ZERO, Duration.ofMillis(-1), Duration.ofSeconds(Long.MAX_VALUE)}) {
            assertThat(refusal(room.ban(bob.member(), length, ""))).isEqualTo(Refusal.BAD_REQUEST);
        }
        assertThat(room.members()).extracting(Member::name).containsExactly("Ada", "Bob");
    }

    @Test
    void findsNoRoomOnceItIsClosed() {
        now(room.close(""));
        assertThat(refusal(room.ban(bob.member(), null, ""))).isEqualTo(Refusal.ROOM_NOT_FOUND);
        assertThat(refusal(room.unban(bob.member()))).isEqualTo(Refusal.ROOM_NOT_FOUND);
    }
}
