package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.offset;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomPolicy.Action;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done to keep order is told to listeners, and written down: a line for each, and none for what was refused. */
class AuditTest {
    private static final String REASON = "a reason";
    private static final String WORDS = "some words";

    private final List<Moderation> told = new ArrayList<>();
    private final CapturedLog logged = new CapturedLog();
    private final TestService service = new TestService(settings -> settings.listener(new RoomListener() {
        @Override
        public void moderated(Room in, Moderation deed) {
            assertThat(in).isSameAs(room());
            told.add(deed);
        }
    }));
    private final NewRoom created = service.create(RoomOptions.DEFAULTS);
    private final Room room = created.room();
    private final InProcessClient ada =
            Ask.as("Adalbert").owner(created.ownerSecret()).at(room);
    private final InProcessClient bob = service.join(room, "Bobadil");
    private final InProcessClient cyd = service.join(room, "Cydippe");

    @AfterEach
    void close() {
        service.close();
        logged.close();
    }

    private Room room() {
        return room;
    }

    private void run(InProcessClient who, Command command) {
        now(who.execute(command, null)).orElseThrow();
    }

    /** Of the room, without what is the same in all. */
    private List<String> lines() {
        service.executor.runAll();
        String place = " room=" + room.info().position().epoch().substring(0, 8) + " ";
        List<String> lines = logged.lines();
        assertThat(lines)
                .allSatisfy(line -> assertThat(line).startsWith("INFO ").contains(place));
        return lines.stream()
                .map(line -> line.substring("INFO ".length()).replace(place, " "))
                .toList();
    }

    @Test
    void hasALineForWhateverMembersDo() {
        Instant end = service.time.instant().plus(Duration.ofMinutes(1));
        long said = offset(cyd.send(WORDS));
        run(ada, new Command.Delete(said));
        run(ada, new Command.Mute(cyd.member(), REASON, Duration.ofMinutes(1)));
        run(ada, new Command.Mute(cyd.member(), REASON, Duration.ZERO));
        run(ada, new Command.Role(cyd.member(), Role.MODERATOR));
        run(cyd, new Command.Kick(bob.member(), REASON));
        run(ada, new Command.Ban(cyd.member(), REASON, Duration.ofMinutes(1)));
        run(ada, new Command.Unban(cyd.member(), REASON));
        run(ada, new Command.Update(new RoomChanges("a title", null, null, null, null, null)));
        run(ada, new Command.Close(REASON));

        assertThat(lines())
                .containsExactly(
                        "delete member=m3 by=m1",
                        "mute member=m3 role=muted by=m1 until=" + end,
                        "mute member=m3 role=member by=m1",
                        "role member=m3 role=moderator by=m1",
                        "kick member=m2 by=m3",
                        "ban member=m3 by=m1 until=" + end,
                        "unban member=m3 by=m1",
                        "update by=m1",
                        "close by=m1");
        MemberId first = ada.member();
        MemberId last = cyd.member();
        assertThat(told)
                .containsExactly(
                        new Moderation(Action.DELETE, first, last, null, null),
                        new Moderation(Action.MUTE, first, last, Role.MUTED, end),
                        new Moderation(Action.MUTE, first, last, Role.MEMBER, null),
                        new Moderation(Action.ROLE, first, last, Role.MODERATOR, null),
                        new Moderation(Action.KICK, last, bob.member(), null, null),
                        new Moderation(Action.BAN, first, last, null, end),
                        new Moderation(Action.UNBAN, first, last, null, null),
                        new Moderation(Action.UPDATE, first, null, null, null),
                        new Moderation(Action.CLOSE, first, null, null, null));
    }

    @Test
    void hasALineForWhateverTheHostDoes() {
        service.done(room.update(new RoomChanges("a title", null, null, null, null, null)));
        now(room.ban(bob.member(), Duration.ofHours(1), REASON));
        now(room.unban(bob.member()));
        now(room.remove(cyd.member(), REASON));
        now(room.close(REASON));

        assertThat(lines())
                .containsExactly(
                        "update by=host",
                        "ban member=m2 by=host until=" + service.time.instant().plus(Duration.ofHours(1)),
                        "unban member=m2 by=host",
                        "kick member=m3 by=host",
                        "close by=host");
        assertThat(told).extracting(Moderation::by).hasSize(5).containsOnlyNulls();
    }

    @Test
    void hasNoneForWhatWasRefused() {
        long said = offset(ada.send(WORDS));
        now(bob.execute(new Command.Delete(said), null));
        now(bob.execute(new Command.Kick(cyd.member(), REASON), null));
        now(bob.execute(new Command.Ban(cyd.member(), REASON, null), null));
        now(bob.execute(new Command.Unban(cyd.member(), REASON), null));
        now(bob.execute(new Command.Mute(cyd.member(), REASON, null), null));
        now(bob.execute(new Command.Role(cyd.member(), Role.OWNER), null));
        now(bob.execute(new Command.Close(REASON), null));
        now(ada.execute(new Command.Kick(new MemberId(99), REASON), null));
        now(ada.execute(new Command.Role(cyd.member(), Role.MEMBER), null)); // as before
        now(ada.execute(new Command.Unban(cyd.member(), REASON), null)); // who is in
        now(room.remove(new MemberId(99), REASON));
        now(room.ban(new MemberId(99), null, REASON));
        now(room.unban(cyd.member()));

        assertThat(lines()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void hasNoneForWhatMembersDoToThemselves() {
        long said = offset(bob.send(WORDS));
        run(bob, new Command.Edit(said, WORDS));
        run(bob, new Command.Delete(said));
        run(bob, new Command.Rename("Bertram"));
        now(room.post("the house", WORDS));
        bob.leave();
        cyd.drop();
        service.seconds(15);

        assertThat(lines()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void hasNoneForWhatEndsByItself() {
        run(ada, new Command.Mute(cyd.member(), REASON, Duration.ofMinutes(1)));
        service.seconds(60);
        assertThat(room.members()).extracting(Member::role).containsExactly(Role.OWNER, Role.MEMBER, Role.MEMBER);
        ada.leave();
        bob.leave();
        cyd.leave();
        service.seconds(60);

        assertThat(service.rooms.rooms()).isEmpty();
        assertThat(lines()).singleElement().asString().startsWith("mute ");
    }

    @Test
    void hasOneForWhatIsAskedTwice() {
        Command kick = new Command.Kick(bob.member(), REASON);
        now(ada.execute(kick, "c1")).orElseThrow();
        now(ada.execute(kick, "c1")).orElseThrow();

        assertThat(lines()).containsExactly("kick member=m2 by=m1");
    }

    @Test
    void saysNothingOfWhatWasSaidAndHowAnybodyIsCalled() {
        hasALineForWhateverMembersDo();

        assertThat(String.join("\n", logged.lines()))
                .doesNotContain(
                        "Adalbert",
                        "Bobadil",
                        "Cydippe",
                        REASON,
                        WORDS,
                        "a title",
                        room.code().value());
    }
}
