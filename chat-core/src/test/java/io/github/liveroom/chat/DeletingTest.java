package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.answer;
import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.offset;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits and deletions, and where a text may be read after them. */
class DeletingTest {
    private static final List<MemberId> EVERYONE = List.of();

    private final TestService service = new TestService();
    private final NewRoom created = service.create(RoomOptions.DEFAULTS);
    private final Room room = created.room();
    private InProcessClient ada;
    private InProcessClient bob;

    @BeforeEach
    void enter() {
        ada = Ask.as("Ada").owner(created.ownerSecret()).at(room);
        bob = service.join(room, "Bob");
    }

    @AfterEach
    void close() {
        service.close();
    }

    private static CompletableFuture<Outcome<Answer>> edit(InProcessClient who, long target, String text) {
        return who.execute(new Command.Edit(target, text), null);
    }

    private static CompletableFuture<Outcome<Answer>> delete(InProcessClient who, long target) {
        return who.execute(new Command.Delete(target), null);
    }

    private List<Entry> found(InProcessClient who, String text) {
        var found = who.execute(new Command.Search(text, null, 100), null);
        service.executor.runAll();
        return ((Answer.Page) answer(found)).entries();
    }

    /** All that anybody can read of the room, by every way there is. */
    private List<List<Entry>> everywhere(Position since) {
        InProcessClient cyd = Ask.as("Cyd").at(room);
        InProcessClient dan = Ask.as("Dan").since(since).at(room);
        assertThat(dan.joined().recovery()).isEqualTo(Recovery.COMPLETE);
        Answer.Page history = (Answer.Page) answer(bob.history(null, 100));
        Answer.Synced synced = (Answer.Synced) answer(bob.execute(new Command.Sync(since), null));
        assertThat(synced.joined().recovery()).isEqualTo(Recovery.COMPLETE);
        InProcessClient back = Ask.resuming(bob.resume()).since(since).at(room);
        bob = back;
        return List.of(
                cyd.joined().entries(),
                dan.joined().entries(),
                history.entries(),
                synced.joined().entries(),
                back.joined().entries());
    }

    private static List<Fact> factsAt(List<Entry> entries, Long... offsets) {
        return entries.stream()
                .filter(entry -> List.of(offsets).contains(entry.offset()))
                .map(Entry::fact)
                .toList();
    }

    // ---------------------------------------------------------------- edit

    @Test
    void tellsOfAnEditAndReplaysTheNewestText() {
        Position before = bob.position();
        now(ada.send("helo")); // 3
        assertThat(offset(edit(ada, 3, "hallo"))).isEqualTo(4);
        assertThat(offset(edit(ada, 3, "hello"))).isEqualTo(5);

        assertThat(bob.facts())
                .containsExactly(
                        new Fact.Message(ada.member(), "Ada", "helo", null),
                        new Fact.Edit(ada.member(), 3, "hallo", EVERYONE),
                        new Fact.Edit(ada.member(), 3, "hello", EVERYONE));
        for (List<Entry> read : everywhere(before)) {
            assertThat(factsAt(read, 3L))
                    .containsExactly(new Fact.Message(ada.member(), "Ada", "hello", null, EVERYONE, 5L));
        }
        assertThat(found(bob, "hello")).extracting(Entry::offset).containsExactly(3L);
        assertThat(found(bob, "helo")).isEmpty();
        assertThat(found(bob, "hallo")).isEmpty();
    }

    @Test
    void letsNobodyEditAnothersMessageNotEvenTheOwner() {
        now(bob.send("mine"));

        assertThat(refusal(edit(ada, 3, "yours"))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(refusal(edit(bob, 2, "no message"))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(edit(bob, 4, "not yet"))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(edit(bob, 0, "never"))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(edit(bob, 3, " "))).isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(refusal(edit(bob, 3, "x".repeat(4001)))).isEqualTo(Refusal.TEXT_TOO_LONG);
        assertThat(refusal(edit(bob, 3, "a\0"))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(bob.texts()).containsExactly("mine");
    }

    @Test
    void letsMembersEditForAQuarterOfAnHour() {
        now(ada.send("hello"));
        service.time.advance(Duration.ofMinutes(15));
        assertThat(offset(edit(ada, 3, "in time"))).isEqualTo(4);
        service.time.advance(Duration.ofMillis(1));
        assertThat(refusal(edit(ada, 3, "too late"))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(offset(delete(ada, 3))).as("deleting has no end").isEqualTo(5);
    }

    @Test
    void answersAnEditThatComesAgainWithTheFirstAnswer() {
        now(ada.send("hello"));
        assertThat(offset(ada.execute(new Command.Edit(3, "one"), "c1"))).isEqualTo(4);

        assertThat(now(ada.execute(new Command.Edit(3, "two"), "c1")))
                .isEqualTo(new Outcome.Ok<>(new Answer.Appended(4), true));
        assertThat(refusal(ada.execute(new Command.Delete(3), "c1"))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(ada.send("two", "c1"))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(bob.facts()).hasSize(2);
    }

    // ---------------------------------------------------------------- delete

    @Test
    void takesADeletedTextAndItsEditsOutOfEverything() {
        Position before = bob.position();
        now(ada.send("secret one", "c1")); // 3
        now(ada.execute(new Command.Edit(3, "secret two"), "c2")); // 4
        now(ada.send("stays")); // 5
        assertThat(offset(delete(ada, 3))).isEqualTo(6);

        for (List<Entry> read : everywhere(before)) {
            assertThat(factsAt(read, 3L, 4L, 6L))
                    .containsExactly(
                            new Fact.Message(ada.member(), "Ada", null, null, EVERYONE, null),
                            new Fact.Edit(ada.member(), 3, null, EVERYONE),
                            new Fact.Delete(ada.member(), 3, EVERYONE));
            assertThat(read.toString()).doesNotContain("secret").contains("stays");
        }
        assertThat(found(bob, "secret")).isEmpty();
        assertThat(now(ada.send("secret three", "c1")).toString())
                .as("a repeat knows no text")
                .contains("offset=3")
                .doesNotContain("secret");
        assertThat(room.info().position().offset()).isEqualTo(8); // Cyd and Dan came
    }

    @Test
    void findsADeletedMessageNoMore() {
        now(bob.send("gone"));
        now(delete(bob, 3));

        assertThat(refusal(edit(bob, 3, "back"))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(delete(bob, 3))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(delete(ada, 3))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(bob.execute(new Command.React(3, "+", true), null))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(now(bob.execute(new Command.Send("an answer to it", 3L), null)))
                .as("the entry is there")
                .isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void letsModeratorsDeleteWhateverSomebodySaidAndMembersOnlyTheirOwn() {
        InProcessClient cyd = service.join(room, "Cyd"); // 3
        now(ada.execute(new Command.Role(bob.member(), Role.MODERATOR), null)); // 4
        now(ada.send("by the owner")); // 5
        now(cyd.send("by a member")); // 6

        assertThat(refusal(delete(cyd, 5))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(offset(delete(bob, 5))).isEqualTo(7);
        assertThat(offset(delete(bob, 6))).isEqualTo(8);
        assertThat(cyd.facts()).endsWith(new Fact.Delete(bob.member(), 6, EVERYONE));
    }

    @Test
    void letsModeratorsDeleteWhatSomebodySaidWhoIsGone() {
        now(bob.send("and away"));
        now(bob.leave());
        InProcessClient again = service.join(room, "Bob");

        assertThat(refusal(delete(again, 3))).as("another stay").isEqualTo(Refusal.FORBIDDEN);
        assertThat(now(delete(ada, 3))).isInstanceOf(Outcome.Ok.class);
    }

    // ---------------------------------------------------------------- what the log has forgotten

    private static void assertForgotten(InProcessClient who, long target) {
        assertThat(refusal(edit(who, target, "late"))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(delete(who, target))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(who.execute(new Command.React(target, "+", true), null)))
                .isEqualTo(Refusal.TARGET_NOT_FOUND);
    }

    @Test
    void forgetsMessagesThatAreTooManyEntriesBack() {
        try (TestService small = new TestService(settings -> settings.retain(3))) {
            InProcessClient eve = small.join(small.room(), "Eve");
            now(eve.send("2"));
            now(eve.send("3"));
            assertThat(offset(edit(eve, 2, "2!"))).isEqualTo(4);
            assertThat(offset(edit(eve, 3, "3!"))).isEqualTo(5);
            assertForgotten(eve, 2);
            assertThat(offset(delete(eve, 3))).isEqualTo(6);
        }
    }

    @Test
    void forgetsMessagesThatAreTooOld() {
        try (TestService small = new TestService(
                settings -> settings.retainAge(Duration.ofMinutes(10)).editWindow(Duration.ofHours(1)))) {
            InProcessClient eve = small.join(small.room(), "Eve");
            now(eve.send("2"));
            small.time.advance(Duration.ofMinutes(10));
            now(eve.send("3"));
            assertThat(offset(edit(eve, 2, "2!"))).isEqualTo(4);
            small.time.advance(Duration.ofMillis(1));
            assertForgotten(eve, 2);
            assertThat(offset(delete(eve, 3))).isEqualTo(5);
        }
    }

    @Test
    void forgetsMessagesThatAreTooManyBytesBack() {
        try (TestService small = new TestService(settings -> settings.retainBytes(64 * 1024))) {
            InProcessClient eve = small.join(small.room(), "Eve");
            now(eve.send("2"));
            for (int i = 0; i < 20; i++) {
                now(eve.send("x".repeat(4000)));
            }
            assertForgotten(eve, 2);
            assertThat(now(delete(eve, 22))).isInstanceOf(Outcome.Ok.class);
        }
    }
}
