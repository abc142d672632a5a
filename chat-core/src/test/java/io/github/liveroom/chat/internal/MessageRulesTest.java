package io.github.liveroom.chat.internal;

import static io.github.liveroom.chat.internal.TestRoom.ADA;
import static io.github.liveroom.chat.internal.TestRoom.BOB;
import static io.github.liveroom.chat.internal.TestRoom.CYD;
import static io.github.liveroom.chat.internal.TestRoom.DAN;
import static io.github.liveroom.chat.internal.TestRoom.EDIT_WINDOW;
import static io.github.liveroom.chat.internal.TestRoom.MAX_TEXT;
import static io.github.liveroom.chat.internal.TestRoom.NOBODY;
import static io.github.liveroom.chat.internal.TestRoom.REACH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may be said, edited, deleted, reacted to. Ada owns the room, Bob keeps order, Cyd talks, Dan is muted. */
class MessageRulesTest {
    private static final String THUMB = "\uD83D\uDC4D";

    private final TestRoom room = TestRoom.of(Role.OWNER, Role.MODERATOR, Role.MEMBER, Role.MUTED);

    private static Request post(MemberId member, String text, Long replyTo, MemberId... to) {
        return new Request.Post(member, text, replyTo, List.of(to));
    }

    private Request edit(MemberId member, long target, String text) {
        return new Request.Edit(member, target, text, 1, room.now());
    }

    private static Request delete(MemberId member, long target) {
        return new Request.Delete(member, target, 1);
    }

    private static Request react(MemberId member, long target, String emoji, boolean on) {
        return new Request.React(member, target, emoji, on, 1);
    }

    // ---------------------------------------------------------------- post

    @Test
    void postsUnderThePresentName() {
        room.with(new Fact.Rename(ADA, "Ida", "Ada"));

        assertThat(room.facts(post(ADA, " hi ", 3L))).containsExactly(new Fact.Message(ADA, "Ida", " hi ", 3L));
    }

    @Test
    void refusesToPostWhatIsNoTextForThisRoom() {
        assertThat(room.refusal(post(ADA, " ", null))).isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(room.refusal(post(ADA, "\0", null))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(room.refusal(post(ADA, "\uD83D", null))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(room.refusal(post(ADA, "x".repeat(MAX_TEXT + 1), null))).isEqualTo(Refusal.TEXT_TOO_LONG);
        assertThat(room.facts(post(ADA, THUMB.repeat(MAX_TEXT), null))).hasSize(1);
    }

    @Test
    void looksAtMembershipThenShapeThenRoleThenTarget() {
        assertThat(room.refusal(post(NOBODY, "", 99L))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(room.refusal(post(DAN, "", 99L))).isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(room.refusal(post(DAN, "hi", 99L))).isEqualTo(Refusal.MUTED);
        assertThat(room.refusal(post(CYD, "hi", 99L))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.refusal(edit(NOBODY, 99, ""))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(room.refusal(edit(DAN, 99, ""))).isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(room.refusal(edit(DAN, 99, "hi"))).isEqualTo(Refusal.MUTED);
        assertThat(room.refusal(edit(CYD, 99, "hi"))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.refusal(react(NOBODY, 99, "", true))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(room.refusal(react(DAN, 99, "", true))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(room.refusal(react(DAN, 99, "x", true))).isEqualTo(Refusal.MUTED);
        assertThat(room.refusal(react(CYD, 99, "x", true))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.refusal(delete(NOBODY, 99))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(room.refusal(delete(DAN, 99))).isEqualTo(Refusal.TARGET_NOT_FOUND);
    }

    @Test
    void answersAnyEntryUpToThePosition() {
        assertThat(room.refusal(post(CYD, "hi", 0L))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.facts(post(CYD, "hi", 1L))).hasSize(1);
        assertThat(room.facts(post(CYD, "hi", 4L))).hasSize(1);
        assertThat(room.refusal(post(CYD, "hi", 5L))).isEqualTo(Refusal.TARGET_NOT_FOUND);
    }

    @Test
    void letsTheUnmutedTalkAgain() {
        room.with(new Fact.RoleChange(DAN, Role.MEMBER, BOB));

        assertThat(room.facts(post(DAN, "hi", null))).hasSize(1);
    }

    // ---------------------------------------------------------------- whispers

    @Test
    void whispersToThoseWhoAreThere() {
        assertThat(room.facts(post(ADA, "hi", null, CYD, BOB, CYD)))
                .containsExactly(new Fact.Message(ADA, "Ada", "hi", null, List.of(CYD, BOB), null));
        assertThat(room.facts(post(ADA, "hi", null, DAN)).get(0).audience()).containsExactly(ADA, DAN);
        assertThat(room.refusal(post(ADA, "hi", null, BOB, NOBODY))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        room.with(new Fact.Leave(CYD, "Cyd", LeaveReason.LEFT));
        assertThat(room.refusal(post(ADA, "hi", null, CYD))).isEqualTo(Refusal.TARGET_NOT_FOUND);
    }

    @Test
    void hidesWhispersFromAllOthersEvenTheOwner() {
        long whisper = room.says(CYD, BOB);

        assertThat(room.refusal(delete(ADA, whisper))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.refusal(react(ADA, whisper, "x", true))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.refusal(edit(ADA, whisper, "hi"))).isEqualTo(Refusal.TARGET_NOT_FOUND);
    }

    @Test
    void tellsWhatBecomesOfAWhisperOnlyToThoseWhoSawIt() {
        long whisper = room.says(CYD, BOB);
        List<MemberId> both = List.of(CYD, BOB);

        assertThat(room.facts(edit(CYD, whisper, "hi"))).containsExactly(new Fact.Edit(CYD, whisper, "hi", both));
        assertThat(room.facts(react(BOB, whisper, "x", true)))
                .containsExactly(new Fact.Reaction(BOB, whisper, "x", true, both));
        assertThat(room.facts(delete(BOB, whisper))).containsExactly(new Fact.Delete(BOB, whisper, both));
    }

    // ---------------------------------------------------------------- edit

    @Test
    void letsOnlyAuthorsEdit() {
        long target = room.says(CYD);

        assertThat(room.facts(edit(CYD, target, "hello")))
                .containsExactly(new Fact.Edit(CYD, target, "hello", List.of()));
        assertThat(room.refusal(edit(BOB, target, "hello"))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(room.refusal(edit(ADA, target, "hello")))
                .as("owners neither")
                .isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void endsTheTimeForEdits() {
        long target = room.says(CYD);

        assertThat(room.after(EDIT_WINDOW).facts(edit(CYD, target, "hello"))).hasSize(1);
        assertThat(room.after(Duration.ofMillis(1)).refusal(edit(CYD, target, "hello")))
                .isEqualTo(Refusal.FORBIDDEN);
        assertThat(room.refusal(edit(CYD, target, ""))).as("shape first").isEqualTo(Refusal.TEXT_REQUIRED);
    }

    @Test
    void countsTheTimeForEditsFromTheMessage() {
        long target = room.says(CYD);
        room.after(EDIT_WINDOW).does(edit(CYD, target, "hello"));

        assertThat(room.after(Duration.ofMillis(1)).refusal(edit(CYD, target, "hey")))
                .isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void refusesToTouchWhatIsNoMessage() {
        for (long target : new long[] {0, 1, 4, 5, 99, Long.MAX_VALUE}) {
            assertThat(room.refusal(edit(CYD, target, "hi"))).isEqualTo(Refusal.TARGET_NOT_FOUND);
            assertThat(room.refusal(delete(ADA, target))).isEqualTo(Refusal.TARGET_NOT_FOUND);
            assertThat(room.refusal(react(CYD, target, "x", true))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        }
    }

    @Test
    void refusesToTouchWhatIsTooLongAgo() {
        long target = room.says(CYD);
        while (room.state().offset() < target + REACH - 1) {
            room.with(new Fact.Skip());
        }
        assertThat(room.facts(edit(CYD, target, "hi"))).hasSize(1);
        room.with(new Fact.Skip());
        assertThat(room.refusal(edit(CYD, target, "hi"))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.refusal(delete(CYD, target))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.refusal(react(CYD, target, "x", false))).isEqualTo(Refusal.TARGET_NOT_FOUND);
    }

    @Test
    void refusesToTouchWhatTheLogForgot() {
        long target = room.says(CYD);

        assertThat(room.facts(new Request.Edit(CYD, target, "hi", target, room.now())))
                .hasSize(1);
        assertThat(room.refusal(new Request.Edit(CYD, target, "hi", target + 1, room.now())))
                .isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.refusal(new Request.Delete(CYD, target, target + 1))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.refusal(new Request.React(CYD, target, "x", true, target + 1)))
                .isEqualTo(Refusal.TARGET_NOT_FOUND);
    }

    // ---------------------------------------------------------------- delete

    @Test
    void letsAuthorsModeratorsAndOwnersDelete() {
        long cyds = room.says(CYD);
        long adas = room.says(ADA);

        for (MemberId member : List.of(ADA, BOB, CYD)) {
            assertThat(room.facts(delete(member, cyds))).containsExactly(new Fact.Delete(member, cyds, List.of()));
        }
        assertThat(room.facts(delete(BOB, adas))).as("a moderator the owner's").hasSize(1);
        assertThat(room.refusal(delete(CYD, adas))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(room.refusal(delete(DAN, adas))).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void letsTheMutedDeleteWhatTheySaid() {
        long target = room.says(DAN);

        assertThat(room.facts(delete(DAN, target))).hasSize(1);
    }

    @Test
    void leavesNothingToDoWithADeletedMessage() {
        long target = room.says(CYD);
        room.does(delete(CYD, target));

        assertThat(room.refusal(delete(CYD, target))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.refusal(edit(CYD, target, "hi"))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.refusal(react(CYD, target, "x", true))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(room.facts(post(CYD, "hi", target)))
                .as("an answer may point at it")
                .hasSize(1);
    }

    // ---------------------------------------------------------------- react

    @Test
    void putsAnEmojiAndTakesItAway() {
        long target = room.says(CYD);

        assertThat(room.facts(react(BOB, target, THUMB, true)))
                .containsExactly(new Fact.Reaction(BOB, target, THUMB, true, List.of()));
        long put = room.does(react(BOB, target, THUMB, true));
        room.does(react(CYD, target, THUMB, true));
        assertThat(room.already(react(BOB, target, THUMB, true))).isEqualTo(put);
        assertThat(room.facts(react(BOB, target, THUMB, false)))
                .containsExactly(new Fact.Reaction(BOB, target, THUMB, false, List.of()));
    }

    @Test
    void tellsTheMessageIfThereIsNothingToTakeAway() {
        long target = room.says(CYD);

        assertThat(room.already(react(BOB, target, "x", false))).isEqualTo(target);
        room.does(react(CYD, target, "x", true));
        assertThat(room.already(react(BOB, target, "x", false))).as("another's").isEqualTo(target);
    }

    @Test
    void takesTwentyKindsAtAMessage() {
        long target = room.says(CYD);
        for (int i = 0; i < 20; i++) {
            room.does(react(i % 2 == 0 ? CYD : BOB, target, "kind " + i, true));
        }
        assertThat(room.refusal(react(CYD, target, "one more", true))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(room.already(react(CYD, target, "one more", false))).isEqualTo(target);
        assertThat(room.facts(react(ADA, target, "kind 0", true)))
                .as("one of the twenty")
                .hasSize(1);
        room.does(react(ADA, target, "kind 0", true));
        room.does(react(CYD, target, "kind 0", false));
        assertThat(room.refusal(react(CYD, target, "one more", true)))
                .as("the kind is still there")
                .isEqualTo(Refusal.FORBIDDEN);
        room.does(react(ADA, target, "kind 0", false));
        assertThat(room.facts(react(CYD, target, "one more", true))).hasSize(1);
        assertThat(room.facts(react(CYD, room.says(ADA), "one more", true)))
                .as("another message")
                .hasSize(1);
    }

    @Test
    void takesAnEmojiOfSixteenCodePoints() {
        long target = room.says(CYD);

        assertThat(room.facts(react(CYD, target, THUMB.repeat(16), true))).hasSize(1);
        for (String emoji : List.of("", " ", THUMB.repeat(17), "\0", "\uD83D", "\u200D")) {
            assertThat(room.refusal(react(CYD, target, emoji, true))).isEqualTo(Refusal.BAD_REQUEST);
        }
    }

    // ---------------------------------------------------------------- the host application

    @Test
    void speaksForTheHostUnderAnIdOfNobody() {
        assertThat(room.facts(new Request.Announce("News", "hi")))
                .containsExactly(new Fact.Message(new MemberId(5), "News", "hi", null));
        room.does(new Request.Announce("News", "hi"));
        assertThat(room.facts(new Request.Announce("News", "again")))
                .containsExactly(new Fact.Message(new MemberId(5), "News", "again", null));
        assertThat(room.facts(new Request.Announce("Weather", "hi")))
                .containsExactly(new Fact.Message(new MemberId(6), "Weather", "hi", null));
        assertThat(room.facts(new Request.Announce("Ada", "hi")))
                .as("not the member of that name")
                .containsExactly(new Fact.Message(new MemberId(6), "Ada", "hi", null));
    }

    @Test
    void refusesToAnnounceWhatIsNoText() {
        assertThat(room.refusal(new Request.Announce("News", ""))).isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(room.refusal(new Request.Announce("News", "x".repeat(MAX_TEXT + 1))))
                .isEqualTo(Refusal.TEXT_TOO_LONG);
    }

    @Test
    void letsModeratorsDeleteWhatTheHostSaid() {
        long target = room.does(new Request.Announce("News", "hi"));

        assertThat(room.facts(delete(BOB, target))).hasSize(1);
        assertThat(room.refusal(delete(CYD, target))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(room.refusal(edit(CYD, target, "hi"))).isEqualTo(Refusal.FORBIDDEN);
    }

    // ---------------------------------------------------------------- shape

    @Test
    void knowsOfEachKindOfRequestWhatItMustLookLike() {
        for (Request request :
                List.of(post(NOBODY, "", null), edit(NOBODY, 99, ""), new Request.Announce("News", ""))) {
            assertThat(room.rules().malformed(request).refusal()).isEqualTo(Refusal.TEXT_REQUIRED);
        }
        assertThat(room.rules().malformed(react(NOBODY, 99, "", true)).refusal())
                .isEqualTo(Refusal.BAD_REQUEST);
        for (Request request : List.of(
                post(NOBODY, "hi", 99L), edit(NOBODY, 99, "hi"), react(NOBODY, 99, "x", true), delete(NOBODY, 99))) {
            assertThat(room.rules().malformed(request)).isNull();
        }
    }
}
