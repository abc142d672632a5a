package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.answer;
import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.offset;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sees a whisper, by every way there is. The clients check that positions stay whole. */
class WhisperTest {
    private static final Fact SKIP = new Fact.Skip();

    private final TestService service = new TestService();
    private final NewRoom created = service.create(RoomOptions.DEFAULTS);
    private final Room room = created.room();
    private InProcessClient ada;
    private InProcessClient bob;
    private InProcessClient cyd;
    private Fact whisper;

    @BeforeEach
    void enter() {
        ada = service.join(room, "Ada");
        bob = service.join(room, "Bob");
        cyd = Ask.as("Cyd").owner(created.ownerSecret()).at(room);
        ada.forget();
        bob.forget();
        whisper = new Fact.Message(ada.member(), "Ada", "psst, Bob", null, List.of(bob.member()), null);
    }

    @AfterEach
    void close() {
        service.close();
    }

    private static CompletableFuture<Outcome<Answer>> whisper(
            InProcessClient who, String text, InProcessClient... others) {
        return who.execute(
                new Command.Send(
                        text,
                        null,
                        List.of(others).stream().map(InProcessClient::member).toList()),
                "w" + text.length());
    }

    private static List<Fact> facts(List<Entry> entries) {
        return entries.stream().map(Entry::fact).toList();
    }

    private static List<Entry> history(InProcessClient who) {
        return ((Answer.Page) answer(who.history(null, 100))).entries();
    }

    private List<Entry> found(InProcessClient who, String text) {
        var found = who.execute(new Command.Search(text, null, 100), null);
        service.executor.runAll();
        return ((Answer.Page) answer(found)).entries();
    }

    private static List<Entry> synced(InProcessClient who, Position since) {
        return ((Answer.Synced) answer(who.execute(new Command.Sync(since), null)))
                .joined()
                .entries();
    }

    @Test
    void goesToItsAuthorAndThoseItIsSaidToAndLeavesTheOthersAGap() {
        assertThat(offset(whisper(ada, "psst, Bob", bob))).isEqualTo(4);
        now(cyd.send("aloud"));

        assertThat(facts(ada.entries())).startsWith(whisper);
        assertThat(facts(bob.entries())).startsWith(whisper);
        assertThat(facts(cyd.entries())).startsWith(SKIP).hasSize(2);
        assertThat(cyd.entries().get(0).cause()).as("not even who it was").isNull();
        assertThat(cyd.position().offset()).isEqualTo(5);
    }

    @Test
    void showsInTailHistorySyncAndSearchOnlyToThose() {
        Position before = cyd.position();
        whisper(ada, "psst, Bob", bob);
        now(ada.send("psst, all"));

        for (InProcessClient inside : List.of(ada, bob)) {
            assertThat(facts(history(inside))).contains(whisper);
            assertThat(facts(synced(inside, before))).startsWith(whisper);
            assertThat(found(inside, "PSST")).extracting(Entry::offset).containsExactly(4L, 5L);
            assertThat(facts(Ask.resuming(inside.resume())
                            .since(before)
                            .at(room)
                            .joined()
                            .entries()))
                    .startsWith(whisper);
        }
        InProcessClient dan = service.join(room, "Dan");
        for (List<Entry> read : List.of(
                history(cyd),
                synced(cyd, before),
                dan.joined().entries(),
                Ask.resuming(cyd.resume()).since(before).at(room).joined().entries())) {
            assertThat(facts(read)).contains(SKIP).doesNotContain(whisper);
            assertThat(read.toString()).doesNotContain("psst, Bob");
            assertThat(read)
                    .as("the count stays whole")
                    .extracting(Entry::offset)
                    .containsExactlyElementsOf(LongStream.rangeClosed(
                                    read.get(0).offset(),
                                    read.get(read.size() - 1).offset())
                            .boxed()
                            .toList());
        }
        assertThat(found(dan, "psst")).extracting(Entry::offset).containsExactly(5L);
    }

    @Test
    void isNoTargetForOutsidersNotEvenTheOwner() {
        whisper(ada, "psst, Bob", bob);

        assertThat(refusal(cyd.execute(new Command.Edit(4, "mine"), null))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(cyd.execute(new Command.React(4, "+", true), null))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(cyd.execute(new Command.Delete(4), null))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(bob.execute(new Command.Edit(4, "mine"), null)))
                .as("who sees it is told why")
                .isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void keepsWhatIsAboutItAmongThose() {
        whisper(ada, "psst, Bob", bob); // 4
        now(bob.execute(new Command.React(4, "+", true), null));
        now(ada.execute(new Command.Edit(4, "psst, you"), null));
        assertThat(found(bob, "you")).hasSize(1);
        assertThat(found(cyd, "you")).isEmpty();
        now(ada.execute(new Command.Delete(4), null));

        List<MemberId> those = List.of(ada.member(), bob.member());
        assertThat(bob.facts())
                .containsExactly(
                        whisper,
                        new Fact.Reaction(bob.member(), 4, "+", true, those),
                        new Fact.Edit(ada.member(), 4, "psst, you", those),
                        new Fact.Delete(ada.member(), 4, those));
        assertThat(cyd.facts()).containsExactly(SKIP, SKIP, SKIP, SKIP);
        assertThat(history(bob).toString()).doesNotContain("psst");
    }

    @Test
    void isSaidOnlyToMembersOfTheRoom() {
        MemberId nobody = new MemberId(99);

        assertThat(refusal(ada.execute(new Command.Send("psst", null, List.of(bob.member(), nobody)), null)))
                .isEqualTo(Refusal.TARGET_NOT_FOUND);
        now(bob.leave());
        assertThat(refusal(whisper(ada, "psst", bob))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        bob = service.join(room, "Bob");
        bob.drop();
        assertThat(now(whisper(ada, "psst", bob))).as("to who is away").isInstanceOf(Outcome.Ok.class);
        InProcessClient back = Ask.resuming(bob.resume()).since(bob.position()).at(room);
        assertThat(back.joined().entries().toString()).contains("psst");
    }

    @Test
    void mayBeSaidToOneselfAndToOneTwice() {
        assertThat(offset(whisper(ada, "a note", ada))).isEqualTo(4);
        assertThat(offset(whisper(ada, "twice", bob, bob))).isEqualTo(5);

        assertThat(bob.facts())
                .containsExactly(
                        SKIP, new Fact.Message(ada.member(), "Ada", "twice", null, List.of(bob.member()), null));
    }

    @Test
    void goesToEveryConnectionOfThose() {
        InProcessClient one = Ask.as("Dan").identity("user:1").at(room);
        InProcessClient two = Ask.as("Dan").identity("user:1").at(room);
        whisper(ada, "psst", one);

        assertThat(one.texts()).containsExactly("psst");
        assertThat(two.texts()).containsExactly("psst");
    }

    @Test
    void answersARepeatWithTheFirstAnswer() {
        whisper(ada, "psst", bob);
        assertThat(((Outcome.Ok<Answer>) now(whisper(ada, "psst", bob))).repeated())
                .isTrue();
        assertThat(bob.texts()).containsExactly("psst");
    }
}
