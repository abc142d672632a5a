package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.FakeTime;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages: said, said again, and read later. */
class TalkingTest {
    private final TestService service = new TestService();
    private final Room room = service.room();

    @AfterEach
    void close() {
        service.close();
    }

    // ---------------------------------------------------------------- send

    @Test
    void sendsATextVerbatimToEverybodyInTheRoom() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        String text = "  <b>\r\n\t\u00E9 e\u0301 \uD83D\uDC4D\u202E ";
        service.seconds(1);
        Outcome<Answer> answer = now(ada.send(text));

        assertThat(answer).isEqualTo(Outcome.ok(new Answer.Sent(3, FakeTime.START.plusSeconds(1))));
        assertThat(bob.entries())
                .containsExactly(new Entry(
                        3, FakeTime.START.plusSeconds(1), new Fact.Message(ada.member(), "Ada", text, null), null));
        assertThat(ada.entries()).endsWith(bob.entries().get(0));
    }

    @Test
    void refusesATextThatShowsNothingOrIsNoTextOrIsTooLong() {
        InProcessClient ada = service.join(room, "Ada");

        assertThat(refusal(ada.send(""))).isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(refusal(ada.send(" \u00A0\u3000\n"))).isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(refusal(ada.send("a\0b"))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(ada.send("a\uD800"))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(ada.send("\uD83D\uDC4D".repeat(4001)))).isEqualTo(Refusal.TEXT_TOO_LONG);
        assertThat(now(ada.send("\uD83D\uDC4D".repeat(4000)))).isInstanceOf(Outcome.Ok.class);
        assertThat(room.info().position().offset()).isEqualTo(2);
    }

    @Test
    void answersOnlyToEntriesThatAreThere() {
        InProcessClient ada = service.join(room, "Ada");
        now(ada.send("hello"));

        assertThat(now(ada.execute(new Command.Send("re", 2L), null))).isInstanceOf(Outcome.Ok.class);
        assertThat(refusal(ada.execute(new Command.Send("re", 4L), null))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(ada.execute(new Command.Send("re", 0L), null))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(ada.execute(new Command.Send("re", -1L), null))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(ada.facts()).last().isEqualTo(new Fact.Message(ada.member(), "Ada", "re", 2L));
    }

    // ---------------------------------------------------------------- cid

    @Test
    void answersACommandThatComesAgainWithTheFirstAnswer() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        Outcome<Answer> first = now(ada.send("hello", "c1"));
        service.seconds(60);
        Outcome<Answer> again = now(ada.send("something else", "c1"));

        assertThat(first).isEqualTo(Outcome.ok(new Answer.Sent(3, FakeTime.START)));
        assertThat(again).isEqualTo(new Outcome.Ok<>(new Answer.Sent(3, FakeTime.START), true));
        assertThat(bob.texts()).containsExactly("hello");
        assertThat(bob.entries().get(0).cause())
                .isEqualTo(new Entry.Cause(ada.joined().scope(), "c1", "send"));
    }

    @Test
    void looksForARepeatBeforeItReadsOrAdmitsTheCommand() {
        InProcessClient ada = service.join(room, "Ada");
        now(ada.send("hello", "c1"));
        List<String> asked = new ArrayList<>();
        Outcome<Answer> again = now(ada.execute(
                "send",
                "c1",
                () -> {
                    asked.add("read");
                    return Outcome.refused(Refusal.BAD_REQUEST, "unreadable");
                },
                () -> {
                    asked.add("admit");
                    return null;
                }));

        assertThat(again).isInstanceOf(Outcome.Ok.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void looksAtTheShapeBeforeItAdmitsACommandAndAtTheRoleAfterwards() {
        InProcessClient ada = service.join(room, "Ada");
        Outcome.Refused<Answer> tooMuch =
                new Outcome.Refused<>(Refusal.RATE_LIMITED, "too much", Duration.ofMillis(900));
        List<String> asked = new ArrayList<>();

        assertThat(refusal(ada.execute("send", "c1", () -> Outcome.refused(Refusal.TEXT_REQUIRED, "no text"), () -> {
                    asked.add("admit");
                    return tooMuch;
                })))
                .isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(refusal(ada.execute("send", "c1", () -> Outcome.ok(new Command.Send(" ", null)), () -> {
                    asked.add("admit");
                    return tooMuch;
                })))
                .isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(refusal(ada.execute("rename", null, () -> Outcome.ok(new Command.Rename("")), () -> {
                    asked.add("admit");
                    return tooMuch;
                })))
                .isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(asked).isEmpty();
        assertThat(now(ada.execute("send", "c1", () -> Outcome.ok(new Command.Send("re", 99L)), () -> tooMuch)))
                .as("there is room for it before its target is looked for")
                .isEqualTo(tooMuch);
        assertThat(now(ada.send("hello", "c1")))
                .as("a refused command is not remembered")
                .isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void refusesACidThatWasUsedWithAnotherCommand() {
        InProcessClient ada = service.join(room, "Ada");
        now(ada.send("hello", "c1"));
        now(ada.execute(new Command.Rename("Ida"), "c2"));

        assertThat(refusal(ada.execute(new Command.Rename("Eda"), "c1"))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(ada.send("hello", "c2"))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(ada.execute(new Command.Typing(true), "c1"))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(now(ada.execute(new Command.Rename("whatever"), "c2")))
                .isEqualTo(new Outcome.Ok<>(new Answer.Renamed("Ida"), true));
    }

    @Test
    void tellsTheCidsOfTwoMembersApart() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        now(ada.send("hello", "c1"));

        assertThat(now(bob.send("hi", "c1"))).isEqualTo(Outcome.ok(new Answer.Sent(4, FakeTime.START)));
    }

    @Test
    void remembersCidsAcrossAResume() {
        InProcessClient ada = service.join(room, "Ada");
        Outcome<Answer> first = now(ada.send("hello", "c1"));
        InProcessClient back = Ask.resuming(ada.resume()).at(room);

        assertThat(now(back.send("hello", "c1"))).isEqualTo(new Outcome.Ok<>(first.orElseThrow(), true));
    }

    // ---------------------------------------------------------------- history

    private static Answer.Page page(Outcome<Answer> outcome) {
        return (Answer.Page) outcome.orElseThrow();
    }

    private static List<Long> offsets(Answer.Page page) {
        return page.entries().stream().map(Entry::offset).toList();
    }

    @Test
    void pagesThroughTheHistoryFromTheNewestToTheOldest() {
        InProcessClient ada = service.join(room, "Ada");
        for (int i = 1; i <= 6; i++) {
            ada.send("" + i);
        }

        Answer.Page newest = page(now(ada.history(null, 3)));
        assertThat(offsets(newest)).containsExactly(5L, 6L, 7L);
        assertThat(newest.more()).isTrue();
        Answer.Page before = page(now(ada.history(5L, 3)));
        assertThat(offsets(before)).containsExactly(2L, 3L, 4L);
        assertThat(before.more()).isTrue();
        Answer.Page oldest = page(now(ada.history(2L, 3)));
        assertThat(offsets(oldest)).containsExactly(1L);
        assertThat(oldest.more()).isFalse();
        assertThat(page(now(ada.history(1L, 3)))).isEqualTo(new Answer.Page(List.of(), false));
        assertThat(page(now(ada.history(0L, 3)))).isEqualTo(new Answer.Page(List.of(), false));
        assertThat(offsets(page(now(ada.history(Long.MAX_VALUE, 100))))).hasSize(7);
    }

    @Test
    void saysThatNothingOlderIsRetained() {
        try (TestService small = new TestService(settings -> settings.retain(3))) {
            Room smallRoom = small.room();
            InProcessClient ada = small.join(smallRoom, "Ada");
            for (int i = 1; i <= 6; i++) {
                ada.send("" + i);
            }

            assertThat(offsets(page(now(ada.history(null, 2))))).containsExactly(6L, 7L);
            assertThat(page(now(ada.history(6L, 100))).more()).isFalse();
            assertThat(offsets(page(now(ada.history(6L, 100))))).containsExactly(5L);
            assertThat(page(now(ada.history(3L, 100)))).isEqualTo(new Answer.Page(List.of(), false));
        }
    }

    @Test
    void cutsAPageThatIsTooLongForOneAnswer() {
        InProcessClient ada = service.join(room, "Ada");
        for (int i = 1; i <= 80; i++) {
            ada.send("\u4F60".repeat(4000));
        }

        Answer.Page page = page(now(ada.history(null, 100)));
        assertThat(page.entries().stream().mapToInt(Entry::size).sum()).isLessThanOrEqualTo(256 * 1024);
        assertThat(page.entries()).hasSize(21);
        assertThat(page.more()).isTrue();
    }
}
