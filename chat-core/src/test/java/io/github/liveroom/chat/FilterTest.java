package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.answer;
import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.offset;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.MessageFilter.Verdict;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The host application's filter. It thinks until the test runs the executor. */
class FilterTest {
    private final CapturedLog logged = new CapturedLog();
    private final List<String> judged = new ArrayList<>();
    private final TestService service = new TestService(settings -> settings.filter(this::judge));
    private final NewRoom created = service.create(RoomOptions.DEFAULTS);
    private final Room room = created.room();
    private final InProcessClient ada =
            Ask.as("Ada").owner(created.ownerSecret()).at(room);
    private final InProcessClient bob = service.join(room, "Bob");

    @AfterEach
    void close() {
        service.close();
        logged.close();
    }

    private Verdict judge(Room where, Member author, String text) {
        assertThat(where).isSameAs(room);
        judged.add(author.name() + ": " + text);
        if (text.startsWith("throw")) {
            throw new IllegalStateException("a defect of the host");
        } else if (text.startsWith("error")) {
            throw new StackOverflowError("a defect of the host");
        } else if (text.startsWith("null")) {
            return null;
        } else if (text.startsWith("refuse")) {
            return new Verdict.Refuse("not here");
        }
        return text.startsWith("as ") ? new Verdict.Rewrite(text.substring(3)) : new Verdict.Allow();
    }

    private void think() {
        service.executor.runAll();
    }

    @Test
    void letsPassRewritesAndRefuses() {
        var allowed = ada.send("hello");
        var rewritten = ada.send("as something else", "c1");
        var refused = ada.send("refuse me", "c2");
        assertThat(allowed).isNotDone();
        think();

        assertThat(judged).containsExactly("Ada: hello", "Ada: as something else", "Ada: refuse me");
        assertThat(offset(allowed)).isEqualTo(3);
        assertThat(offset(rewritten)).isEqualTo(4);
        assertThat(now(refused)).isEqualTo(Outcome.refused(Refusal.FORBIDDEN, "not here"));
        assertThat(bob.texts()).containsExactly("hello", "something else");
        var again = ada.send("refuse me", "c1");
        assertThat(((Outcome.Ok<Answer>) now(again)).repeated())
                .as("a repeat is not judged")
                .isTrue();
        assertThat(judged).hasSize(3);
    }

    @Test
    void judgesEditsToo() {
        ada.send("hello");
        think();
        var rewritten = ada.execute(new Command.Edit(3, "as another"), null);
        var refused = ada.execute(new Command.Edit(3, "refuse"), null);
        think();

        assertThat(offset(rewritten)).isEqualTo(4);
        assertThat(refusal(refused)).isEqualTo(Refusal.FORBIDDEN);
        assertThat(bob.facts()).last().isEqualTo(new Fact.Edit(ada.member(), 3, "another", List.of()));
    }

    @Test
    void letsNothingPassUnseenWhenTheFilterFails() {
        var thrown = ada.send("throw");
        var error = ada.send("error");
        var none = ada.send("null");
        var blank = ada.send("as  ");
        var fine = ada.send("fine");
        think();

        assertThat(refusal(thrown)).isEqualTo(Refusal.INTERNAL);
        assertThat(refusal(error)).isEqualTo(Refusal.INTERNAL);
        assertThat(refusal(none)).isEqualTo(Refusal.INTERNAL);
        assertThat(refusal(blank)).isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(offset(fine)).isEqualTo(3);
        assertThat(bob.texts()).containsExactly("fine");
        assertThat(logged.lines()).hasSize(3);
    }

    @Test
    void refusesAMessageWhenTheFilterTakesTooLongAndHearsItNoMore() {
        var slow = ada.send("slow", "c1");
        var next = ada.typing(true);
        service.time.advance(Duration.ofSeconds(1).minusNanos(1));
        assertThat(slow).isNotDone();
        service.time.advance(Duration.ofNanos(1));

        assertThat(now(slow)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.UNAVAILABLE);
            assertThat(refused.retryAfter()).isNotNull();
        });
        assertThat(answer(next)).as("who waited goes on").isEqualTo(new Answer.Done());
        think();
        assertThat(bob.texts()).isEmpty();
        var again = ada.send("slow", "c1");
        think();
        assertThat(now(again)).isEqualTo(Outcome.ok(new Answer.Sent(3, service.time.instant())));
        assertThat(service.time.waiting()).as("no limit is left").isZero();
    }

    @Test
    void judgesOnlyWhatMightBeSaid() {
        ada.execute(new Command.Mute(bob.member(), "", null), null);
        assertThat(refusal(bob.send("muted"))).isEqualTo(Refusal.MUTED);
        assertThat(refusal(ada.send(" "))).isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(refusal(ada.execute(new Command.Edit(99, "x"), null))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(now(room.post("Host", "not judged").toCompletableFuture())).isInstanceOf(Outcome.Ok.class);
        assertThat(judged).isEmpty();
        assertThat(service.executor.waiting()).isZero();
    }

    @Test
    void decidesOnWhatIsTrueWhenTheFilterHasThought() {
        var muted = bob.send("hello");
        ada.execute(new Command.Mute(bob.member(), "", null), null);
        think();
        assertThat(refusal(muted)).isEqualTo(Refusal.MUTED);
        ada.execute(new Command.Mute(bob.member(), "", Duration.ZERO), null);
        var out = bob.send("hello");
        ada.execute(new Command.Kick(bob.member(), ""), null);
        think();
        assertThat(refusal(out)).isEqualTo(Refusal.NOT_JOINED);
        assertThat(ada.texts()).isEmpty();
    }

    @Test
    void keepsSlowModeBetweenTheConnectionsOfAMember() {
        InProcessClient one = Ask.as("Cyd").identity("user:1").at(room);
        InProcessClient two = Ask.as("Cyd").identity("user:1").at(room);
        service.done(room.update(new RoomChanges(null, null, null, null, Duration.ofSeconds(10), null)));
        var first = one.send("first");
        var second = two.send("second");
        think();

        assertThat(now(first)).isInstanceOf(Outcome.Ok.class);
        assertThat(refusal(second)).isEqualTo(Refusal.RATE_LIMITED);
    }

    // ---------------------------------------------------------------- order

    @Test
    void keepsTheOrderOfOneConnectionAndDelaysNobodyElse() {
        var one = ada.send("1");
        var rename = ada.rename("Ida");
        var two = ada.send("2");
        var left = ada.leave();
        assertThat(now(bob.rename("Bobby"))).isInstanceOf(Outcome.Ok.class);
        assertThat(one).isNotDone();
        assertThat(rename).isNotDone();
        assertThat(left).isNotDone();
        think();

        assertThat(bob.facts())
                .extracting(Object::getClass)
                .startsWith(
                        Fact.Rename.class, Fact.Message.class, Fact.Rename.class, Fact.Message.class, Fact.Leave.class);
        assertThat(bob.texts()).containsExactly("1", "2");
        assertThat(List.of(one, rename, two))
                .allSatisfy(each -> assertThat(now(each)).isInstanceOf(Outcome.Ok.class));
        assertThat(now(left)).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void goesOnWithWhatWaitsBehindARefusal() {
        ada.send("refuse");
        var next = ada.rename("Ida");
        think();
        assertThat(now(next)).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void saysWhatWasSentBeforeTheConnectionWasLostAndLeavesWithWhoLeft() {
        bob.send("last words");
        bob.drop();
        think();
        assertThat(ada.texts()).containsExactly("last words");
        assertThat(room.members().get(1).status()).isEqualTo(MemberStatus.AWAY);
        assertThat(bob.entries()).as("a lost connection hears nothing").isEmpty();
        InProcessClient cyd = service.join(room, "Cyd");
        cyd.send("bye");
        var left = cyd.leave();
        cyd.drop();
        think();
        assertThat(left).isDone();
        assertThat(ada.facts()).last().isEqualTo(new Fact.Leave(cyd.member(), "Cyd", LeaveReason.LEFT));
    }

    @Test
    void appendsOnceWhatComesAgainOnAnotherConnectionWhileTheFilterThinks() {
        var first = bob.send("hello", "c1");
        InProcessClient back = Ask.resuming(bob.resume()).at(room);
        var again = back.send("hello", "c1");
        think();

        assertThat(refusal(first)).as("taken over").isEqualTo(Refusal.NOT_JOINED);
        assertThat(offset(again)).isEqualTo(3);
        assertThat(ada.texts()).containsExactly("hello");
    }

    @Test
    void appendsOnceWhatTwoConnectionsSendUnderOneCid() {
        InProcessClient one = Ask.as("Cyd").identity("user:1").at(room);
        InProcessClient two = Ask.as("Cyd").identity("user:1").at(room);
        var first = one.send("hello", "c1");
        var again = two.send("hello", "c1");
        think();

        assertThat(offset(first)).isEqualTo(offset(again));
        assertThat(ada.texts()).containsExactly("hello");
    }

    @Test
    void refusesWhatCannotBeJudgedBecauseTheExecutorTakesNothing() {
        try (TestService full =
                new TestService(settings -> settings.filter((where, author, text) -> new Verdict.Allow())
                        .executor(task -> {
                            throw new RejectedExecutionException("full");
                        }))) {
            Room small = full.room();
            InProcessClient eve = full.join(small, "Eve");
            assertThat(refusal(eve.send("hello"))).isEqualTo(Refusal.UNAVAILABLE);
            full.seconds(10);
            assertThat(now(eve.rename("Eva"))).as("and goes on").isInstanceOf(Outcome.Ok.class);
        }
    }
}
