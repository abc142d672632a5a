package io.github.liveroom.chat.internal;

import static io.github.liveroom.chat.TestService.answer;
import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Ask;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.MessageFilter.Verdict;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Recovery;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.RoomEvent.Gone;
import io.github.liveroom.chat.RoomServiceBuilder;
import io.github.liveroom.chat.internal.SlowRoomLog.Fault;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What members and moderators do while the log takes its time: several things in one batch, and things whose answer is
 * not out yet. See {@link SlowLogTest} for the log itself.
 */
class SlowCommandsTest extends WithSlowLog {
    private final List<String> judged = new ArrayList<>();
    private final InProcessClient ada = join(Ask.as("Ada").owner(created.ownerSecret()));

    @Override
    RoomServiceBuilder with(RoomServiceBuilder settings) {
        return settings.filter((room, author, text) -> {
            judged.add(text);
            return new Verdict.Allow();
        });
    }

    private void keepTheLogBusy() {
        ada.rename("Ada" + room.info().position().offset());
    }

    @Test
    void whatIsSoOnlyWithTheBatchIsAnsweredWithIt() {
        keepTheLogBusy();
        var renamed = ada.rename("Ida");
        var again = ada.rename("Ida");
        letTheLogAnswerOnce();
        assertThat(renamed).isNotDone();
        assertThat(again).as("it may still fail").isNotDone();

        settle();
        assertThat(now(renamed).orElseThrow()).isEqualTo(new Answer.Renamed("Ida"));
        assertThat(now(again).orElseThrow()).isEqualTo(new Answer.Renamed("Ida"));
    }

    // ---------------------------------------------------------------- in one batch with a join

    @Test
    void putsOutSomebodyWhoCameWithTheSameBatch() {
        keepTheLogBusy();
        InProcessClient bob = Ask.as("Bob").at(room);
        InProcessClient cyd = Ask.as("Cyd").address("10.0.0.1").at(room);
        var kicked = ada.execute(new Command.Kick(new MemberId(2), "not you"), null);
        var banned = ada.execute(new Command.Ban(new MemberId(3), "nor you", null), null);
        settle();

        assertThat(now(kicked)).isInstanceOf(Outcome.Ok.class);
        assertThat(now(banned)).isInstanceOf(Outcome.Ok.class);
        assertThat(bob.gone()).contains(new Gone(Gone.Cause.KICKED, "not you"));
        assertThat(cyd.gone()).contains(new Gone(Gone.Cause.BANNED, "nor you"));
        assertThat(room.members()).hasSize(1);
        InProcessClient again = Ask.as("Cyd").address("10.0.0.1").at(room);
        settle();
        assertThat(again.refusal()).as("the ban knows whom it meets").isEqualTo(Refusal.BANNED);
    }

    @Test
    void closesTheRoomAlsoForThoseWhoCameWithTheSameBatch() {
        keepTheLogBusy();
        InProcessClient bob = Ask.as("Bob").at(room);
        var closed = ada.execute(new Command.Close("over"), null);
        InProcessClient late = Ask.as("Cyd").at(room);
        settle();

        assertThat(answer(closed)).isEqualTo(new Answer.Done());
        assertThat(bob.gone()).contains(new Gone(Gone.Cause.ROOM_CLOSED, "over"));
        assertThat(ada.gone()).isEmpty();
        assertThat(late.refusal()).isEqualTo(Refusal.ROOM_NOT_FOUND);
    }

    // ---------------------------------------------------------------- in one batch

    @Test
    void takesNothingMoreFromAMemberWhoIsPutOutInTheSameBatch() {
        InProcessClient bob = join(Ask.as("Bob"));
        keepTheLogBusy();
        var kicked = ada.execute(new Command.Kick(bob.member(), ""), null);
        var renamed = bob.rename("Bobby");
        var whispered = ada.execute(new Command.React(1, "+", true), null);
        settle();

        assertThat(now(kicked)).isInstanceOf(Outcome.Ok.class);
        assertThat(refusal(renamed)).isEqualTo(Refusal.NOT_JOINED);
        assertThat(refusal(whispered)).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(bob.gone()).isPresent();
    }

    @Test
    void letsOneOfTwoOwnersWin() {
        InProcessClient bob = join(Ask.as("Bob").owner(created.ownerSecret()));
        keepTheLogBusy();
        var first = ada.execute(new Command.Role(bob.member(), Role.MEMBER), null);
        var handed = ada.execute(new Command.Close("Ada's"), null);
        var late = bob.execute(new Command.Close("Bob's"), null);
        settle();

        assertThat(refusal(first)).as("owners do not touch owners").isEqualTo(Refusal.FORBIDDEN);
        assertThat(now(handed)).isInstanceOf(Outcome.Ok.class);
        assertThat(refusal(late)).isEqualTo(Refusal.NOT_JOINED);
        assertThat(bob.gone()).contains(new Gone(Gone.Cause.ROOM_CLOSED, "Ada's"));
        assertThat(ada.gone()).isEmpty();
    }

    @Test
    void pardonsAfterTheBanThatWasAskedForBefore() {
        InProcessClient bob = join(Ask.as("Bob").identity("user:1"));
        keepTheLogBusy();
        ada.execute(new Command.Ban(bob.member(), "", null), null);
        var pardoned = ada.execute(new Command.Unban(bob.member(), ""), null);
        settle();

        assertThat(answer(pardoned)).isEqualTo(new Answer.Done());
        assertThat(join(Ask.as("Bob").identity("user:1")).member()).isEqualTo(new MemberId(3));
    }

    @Test
    void tellsACloserWhoMayNotCloseAnyMoreThatTheRoomIsClosed() {
        InProcessClient bob = join(Ask.as("Bob"));
        log.interfere(new Fact.RoleChange(ada.member(), Role.MODERATOR, bob.member()));
        var closed = ada.execute(new Command.Close(""), null);
        settle();
        assertThat(refusal(closed)).isEqualTo(Refusal.FORBIDDEN);
        room.close("by the host");
        settle();

        assertThat(ada.gone()).contains(new Gone(Gone.Cause.ROOM_CLOSED, "by the host"));
    }

    @Test
    void keepsTheOrderOfAConnectionWhoseBatchIsDecidedAgainWhileItsNextMessageIsJudged() {
        InProcessClient bob = join(Ask.as("Bob"));
        keepTheLogBusy();
        var renamed = bob.rename("Bobby");
        var said = bob.send("as Bobby");
        letTheLogAnswerOnce();
        log.interfere(new Fact.Rename(new MemberId(1), "Ida", "Ada"));
        settle();

        assertThat(now(renamed)).isInstanceOf(Outcome.Ok.class);
        assertThat(now(said)).isInstanceOf(Outcome.Ok.class);
        assertThat(judged).containsExactly("as Bobby");
        assertThat(ada.facts()).last().isEqualTo(new Fact.Message(bob.member(), "Bobby", "as Bobby", null));
    }

    // ---------------------------------------------------------------- sync

    @Test
    void holdsBackWhatHappensUntilASlowSyncIsAnswered() {
        InProcessClient bob = join(Ask.as("Bob"));
        var synced = bob.execute(new Command.Sync(new Position("another", 1)), null);
        var typing = bob.typing(true);
        log.appendElsewhere(new Fact.Message(ada.member(), "Ada", "while the log reads", null));
        assertThat(bob.events()).as("not yet").isEmpty();
        assertThat(typing).as("what comes after it waits").isNotDone();
        settle();

        Answer.Synced picture = (Answer.Synced) answer(synced);
        assertThat(picture.joined().recovery()).isEqualTo(Recovery.EPOCH);
        assertThat(picture.joined().room().position().offset()).isEqualTo(2);
        assertThat(picture.joined().entries()).extracting(Entry::offset).containsExactly(1L, 2L);
        assertThat(bob.texts()).containsExactly("while the log reads");
        assertThat(answer(typing)).isEqualTo(new Answer.Done());
    }

    @Test
    void goesOnAfterASyncThatCannotBeRead() {
        InProcessClient bob = join(Ask.as("Bob"));
        log.failReads(true);
        var synced = bob.execute(new Command.Sync(bob.position()), null);
        log.appendElsewhere(new Fact.Message(ada.member(), "Ada", "meanwhile", null));
        settle();

        assertThat(refusal(synced)).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(bob.texts()).containsExactly("meanwhile");
    }

    @Test
    void tellsOfAKickBehindASlowSync() {
        InProcessClient bob = join(Ask.as("Bob"));
        var synced = bob.execute(new Command.Sync(bob.position()), null);
        var unheard = bob.rename("Bobby");
        log.appendElsewhere(new Fact.Leave(bob.member(), "Bob", LeaveReason.KICKED, "out", null));
        assertThat(bob.gone()).isEmpty();
        settle();

        assertThat(now(synced)).isInstanceOf(Outcome.Ok.class);
        assertThat(bob.gone()).contains(new Gone(Gone.Cause.KICKED, "out"));
        assertThat(refusal(unheard)).isEqualTo(Refusal.NOT_JOINED);
    }

    // ---------------------------------------------------------------- what waits

    @Test
    void keepsTheOrderOfACommandsAfterASlowJoin() {
        InProcessClient bob = Ask.as("Bob").at(room);
        var said = bob.send("one");
        var renamed = bob.rename("Bobby");
        var left = bob.leave();
        settle();

        assertThat(List.of(now(said), now(renamed), now(left))).hasOnlyElementsOfType(Outcome.Ok.class);
        assertThat(ada.facts())
                .extracting(Object::getClass)
                .containsExactly(Fact.Join.class, Fact.Message.class, Fact.Rename.class, Fact.Leave.class);
    }

    @Test
    void keepsTheOrderOfCommandsAfterAPassphraseIsChanged() {
        RoomChanges secret = new RoomChanges(null, "open sesame", null, null, null, null);
        var changed = ada.execute(new Command.Update(secret), null);
        var renamed = ada.rename("Ida");
        var left = ada.leave();
        assertThat(changed).isNotDone();
        settle();

        assertThat(List.of(now(changed), now(renamed), now(left))).hasOnlyElementsOfType(Outcome.Ok.class);
        assertThat(ada.facts())
                .extracting(Object::getClass)
                .containsExactly(Fact.Update.class, Fact.Rename.class, Fact.Leave.class);
    }

    @Test
    void leavesThoughTheConnectionIsLostBeforeTheSlowJoinIsAnswered() {
        InProcessClient bob = Ask.as("Bob").at(room);
        letTheLogAnswerOnce();
        assertThat(room.members()).as("in, and the answer is being read").hasSize(2);
        bob.leave();
        bob.drop();
        settle();

        assertThat(room.members()).extracting(Member::name).containsExactly("Ada");
        assertThat(ada.facts()).last().isEqualTo(new Fact.Leave(new MemberId(2), "Bob", LeaveReason.LEFT));
    }

    @Test
    void isAwayWhenTheConnectionIsLostBeforeTheSlowJoinIsAnswered() {
        InProcessClient bob = Ask.as("Bob").at(room);
        bob.drop();
        settle();

        assertThat(room.members()).extracting(Member::status).containsExactly(MemberStatus.ACTIVE, MemberStatus.AWAY);
        time.advance(Duration.ofSeconds(15));
        settle();
        assertThat(room.members()).hasSize(1);
    }

    // ---------------------------------------------------------------- a log with a defect

    @Test
    void answersEverybodyThoughTheLogThrowsOnReads() {
        InProcessClient bob = join(Ask.as("Bob"));
        log.throwOnReads(true);
        keepTheLogBusy();
        var page = bob.history(null, 10);
        var found = bob.execute(new Command.Search("x", null, 1), null);
        var synced = bob.execute(new Command.Sync(bob.position()), null);
        InProcessClient cyd = Ask.as("Cyd").at(room);
        settle();

        assertThat(refusal(page)).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(refusal(found)).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(refusal(synced)).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(cyd.refusal()).isEqualTo(Refusal.UNAVAILABLE);
        log.throwOnReads(false);
        var said = bob.send("the room goes on");
        settle();
        assertThat(now(said)).isInstanceOf(Outcome.Ok.class);
        assertThat(ada.texts()).containsExactly("the room goes on");
    }

    @Test
    void goesOnAfterALogThatThrowsAnError() {
        log.failNextAppend(Fault.THROWS_ERROR);
        var lost = ada.rename("Ida");
        settle();
        var next = ada.rename("Eda");
        settle();

        assertThat(refusal(lost)).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(now(next)).isInstanceOf(Outcome.Ok.class);
    }
}
