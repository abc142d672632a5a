package io.github.liveroom.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.FakeTime;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody was given: until when to come, into which rooms, and as what. */
class PassTest {
    private static final Instant SOON = FakeTime.START.plusSeconds(60);
    private static final RoomCode ELSEWHERE = new RoomCode("ELSEWHERE");

    private final TestService service = new TestService();
    private final Room room = service.room();

    @AfterEach
    void close() {
        service.close();
    }

    private static Visitor ada(Pass pass) {
        return Visitor.known("ada").with(pass);
    }

    private InProcessClient enter(Pass pass) {
        return Ask.as("Ada").visitor(ada(pass)).at(room);
    }

    private Pass as(Role role) {
        return new Pass(null, Map.of(room.code(), role));
    }

    private Role role() {
        return room.memberNamed("Ada").orElseThrow().role();
    }

    @Test
    void isForTheRoomsThatItNames() {
        assertThat(enter(new Pass(null, Map.of(ELSEWHERE, Role.OWNER))).refusal())
                .isEqualTo(Refusal.FORBIDDEN);
        assertThat(enter(new Pass(null, Map.of())).refusal()).isEqualTo(Refusal.FORBIDDEN);
        assertThat(enter(new Pass(null, null)).joined().me().role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void saysNothingOfOtherRooms() {
        InProcessClient inside = Ask.as("Bob").visitor(Visitor.known("bob")).at(room);
        String resume = inside.resume();
        Visitor bob = Visitor.known("bob").with(new Pass(null, Map.of()));
        assertThat(Ask.resuming(resume).visitor(bob).at(room).refusal())
                .as("not even to whoever was there")
                .isEqualTo(Refusal.FORBIDDEN);
        service.done(room.close(""));
        assertThat(enter(new Pass(null, Map.of())).refusal()).isEqualTo(Refusal.FORBIDDEN);
        assertThat(enter(null).refusal()).isEqualTo(Refusal.ROOM_NOT_FOUND);
    }

    @Test
    void isOverAtItsEnd() {
        Pass pass = new Pass(SOON, null);
        service.seconds(59);
        assertThat(enter(pass).joined().me().name()).isEqualTo("Ada");
        assertThat(service.done(service.rooms.create(RoomOptions.DEFAULTS, ada(pass))))
                .isInstanceOf(Outcome.Ok.class);
        service.seconds(1);
        assertThat(enter(pass).refusal()).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(TestService.refusal(service.rooms.create(RoomOptions.DEFAULTS, ada(pass))))
                .isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(role()).as("a stay that has begun goes on").isEqualTo(Role.MEMBER);
    }

    @Test
    void whoMayEnterCertainRoomsCreatesNone() {
        assertThat(TestService.refusal(service.rooms.create(RoomOptions.DEFAULTS, ada(as(Role.OWNER)))))
                .isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void givesARoleToWhomItLetsIn() {
        for (Role role : Role.values()) {
            InProcessClient ada = enter(as(role));
            assertThat(ada.joined().me().role()).isEqualTo(role);
            ada.leave();
        }
    }

    @Test
    void whoIsOwnerByItEntersLikeOne() {
        service.done(room.update(new RoomChanges(null, "secret", true, null, null, null)));
        assertThat(enter(as(Role.MODERATOR)).refusal()).isEqualTo(Refusal.WRONG_PASSPHRASE);
        assertThat(enter(as(Role.OWNER)).joined().me().role()).isEqualTo(Role.OWNER);
    }

    @Test
    void givesAMemberWhoComesOnceMoreAHigherRoleAndNeverALowerOne() {
        enter(null).joined();
        assertThat(enter(as(Role.MODERATOR)).joined().me().role()).isEqualTo(Role.MODERATOR);
        assertThat(enter(as(Role.MUTED)).joined().me().role()).isEqualTo(Role.MODERATOR);
        assertThat(enter(null).joined().me().role()).isEqualTo(Role.MODERATOR);
    }

    @Test
    void doesNotEndAMute() {
        InProcessClient owner =
                Ask.as("Bob").visitor(Visitor.known("bob").with(as(Role.OWNER))).at(room);
        InProcessClient ada = enter(as(Role.MODERATOR));
        service.done(owner.execute(new Command.Mute(ada.member(), "", null), null));
        assertThat(role()).isEqualTo(Role.MUTED);
        assertThat(enter(as(Role.MODERATOR)).joined().me().role()).isEqualTo(Role.MUTED);
    }

    @Test
    void isKeptByNoRoom() {
        enter(as(Role.MODERATOR)).joined();
        assertThat(enter(as(Role.MODERATOR)).joined().me().connections()).isEqualTo(2);
        assertThat(new Pass(SOON, Map.of(room.code(), Role.OWNER)).toString())
                .doesNotContain(room.code().value());
    }
}
