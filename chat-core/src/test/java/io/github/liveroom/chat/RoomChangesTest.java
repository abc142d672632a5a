package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.offset;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoomChangesTest {
    private final TestService service = new TestService();
    private final NewRoom created = service.create(RoomOptions.DEFAULTS);
    private final Room room = created.room();
    private final InProcessClient ada =
            Ask.as("Ada").owner(created.ownerSecret()).at(room);

    @AfterEach
    void close() {
        service.close();
    }

    private static RoomChanges title(String title) {
        return new RoomChanges(title, null, null, null, null, null);
    }

    private static RoomChanges passphrase(String passphrase) {
        return new RoomChanges(null, passphrase, null, null, null, null);
    }

    private static RoomChanges locked(boolean locked) {
        return new RoomChanges(null, null, locked, null, null, null);
    }

    private static RoomChanges seats(int seats) {
        return new RoomChanges(null, null, null, seats, null, null);
    }

    private static RoomChanges slow(Duration pause) {
        return new RoomChanges(null, null, null, null, pause, null);
    }

    private static RoomChanges keep(boolean keep) {
        return new RoomChanges(null, null, null, null, null, keep);
    }

    private CompletableFuture<Outcome<Answer>> update(InProcessClient who, RoomChanges changes) {
        CompletableFuture<Outcome<Answer>> answer = who.execute(new Command.Update(changes), null);
        service.executor.runAll();
        return answer;
    }

    private InProcessClient knocks(Ask ask) {
        InProcessClient client = ask.at(room);
        service.executor.runAll();
        return client;
    }

    // ---------------------------------------------------------------- who and what

    @Test
    void tellsEverybodyWhatIsOtherThanBefore() {
        InProcessClient bob = service.join(room, "Bob");
        assertThat(offset(update(ada, new RoomChanges("tea", null, true, 500, null, false))))
                .isEqualTo(3);

        assertThat(bob.facts())
                .containsExactly(new Fact.Update(new RoomChanges("tea", null, true, null, null, null), ada.member()));
        assertThat(room.info().title()).isEqualTo("tea");
        assertThat(room.info().locked()).isTrue();
        assertThat(offset(update(ada, title("")))).isEqualTo(4);
        assertThat(room.info().title()).isNull();
    }

    @Test
    void refusesWhatIsOutOfRangeAndWhatChangesNothing() {
        assertThat(refusal(update(ada, RoomChanges.NONE))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(update(ada, locked(false)))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(update(ada, title("x".repeat(81))))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(update(ada, passphrase("x".repeat(129))))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(update(ada, seats(0)))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(update(ada, seats(501)))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(update(ada, slow(Duration.ofHours(1).plusMillis(1)))))
                .isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal(update(ada, slow(Duration.ofMillis(-1))))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(room.info().position().offset()).isEqualTo(1);
    }

    @Test
    void letsModeratorsChangeTheRoomAndMembersNot() {
        InProcessClient bob = service.join(room, "Bob");
        assertThat(refusal(update(bob, title("mine")))).isEqualTo(Refusal.FORBIDDEN);
        assertThat(refusal(update(bob, passphrase("mine")))).isEqualTo(Refusal.FORBIDDEN);
        ada.execute(new Command.Role(bob.member(), Role.MODERATOR), null);
        assertThat(offset(update(bob, title("ours")))).isEqualTo(4);
    }

    // ---------------------------------------------------------------- lock and seats

    @Test
    void letsNobodyNewIntoALockedRoom() {
        InProcessClient bob = service.join(room, "Bob");
        update(ada, locked(true));
        assertThat(Ask.as("Cyd").at(room).refusal()).isEqualTo(Refusal.ROOM_LOCKED);
        assertThat(Ask.resuming(bob.resume()).at(room).member()).isEqualTo(bob.member());
        assertThat(Ask.as("Eve")
                        .owner(created.ownerSecret())
                        .at(room)
                        .joined()
                        .me()
                        .role())
                .isEqualTo(Role.OWNER);
        update(ada, locked(false));
        assertThat(Ask.as("Cyd").at(room).joined().me().name()).isEqualTo("Cyd");
    }

    @Test
    void putsNobodyOutWhenThereAreFewerSeats() {
        InProcessClient bob = service.join(room, "Bob");
        InProcessClient cyd = service.join(room, "Cyd");
        assertThat(now(update(ada, seats(1)))).isInstanceOf(Outcome.Ok.class);

        assertThat(room.members()).hasSize(3);
        assertThat(bob.gone()).isEmpty();
        assertThat(Ask.as("Dan").at(room).refusal()).isEqualTo(Refusal.ROOM_FULL);
        bob.leave();
        cyd.drop();
        assertThat(Ask.as("Dan").at(room).refusal()).isEqualTo(Refusal.ROOM_FULL);
        assertThat(Ask.resuming(cyd.resume()).at(room).member()).isEqualTo(cyd.member());
        update(ada, seats(3));
        assertThat(Ask.as("Dan").at(room).joined().room().maxMembers()).isEqualTo(3);
    }

    // ---------------------------------------------------------------- passphrase

    @Test
    void asksForThePassphraseOfTheMoment() {
        assertThat(offset(update(ada, passphrase("first")))).isEqualTo(2);
        assertThat(room.info().passphrase()).isTrue();
        assertThat(ada.entries().toString() + room.info()).doesNotContain("first");
        assertThat(knocks(Ask.as("Bob")).refusal()).isEqualTo(Refusal.WRONG_PASSPHRASE);
        assertThat(knocks(Ask.as("Bob").passphrase("second")).refusal()).isEqualTo(Refusal.WRONG_PASSPHRASE);
        assertThat(knocks(Ask.as("Bob").passphrase("first")).joined().me().name())
                .isEqualTo("Bob");

        ada.execute(new Command.Update(passphrase("second")), null);
        InProcessClient slow = Ask.as("Cyd").passphrase("first").at(room); // what it shows is looked at later
        service.executor.runAll();
        assertThat(slow.refusal()).as("by then it is another").isEqualTo(Refusal.WRONG_PASSPHRASE);
        assertThat(knocks(Ask.as("Cyd").passphrase("second")).joined().me().name())
                .isEqualTo("Cyd");

        update(ada, passphrase(""));
        assertThat(room.info().passphrase()).isFalse();
        assertThat(service.join(room, "Dan").joined().room().passphrase()).isFalse();
    }

    @Test
    void hashesAPassphraseHoweverShortTheFiltersTimeIs() {
        try (TestService hasty = new TestService(settings -> settings.filterLimit(Duration.ofMillis(1)))) {
            NewRoom small = hasty.create(RoomOptions.DEFAULTS);
            InProcessClient eve = Ask.as("Eve").owner(small.ownerSecret()).at(small.room());
            var changed = eve.execute(new Command.Update(passphrase("word")), null);
            hasty.seconds(60);
            hasty.executor.runAll();
            assertThat(offset(changed)).isEqualTo(2);
        }
    }

    // ---------------------------------------------------------------- slow mode

    @Test
    void letsMembersTalkOnlyOnceInAWhile() {
        InProcessClient bob = service.join(room, "Bob");
        update(ada, slow(Duration.ofSeconds(10)));
        assertThat(now(bob.send("one"))).isInstanceOf(Outcome.Ok.class);
        service.seconds(4);

        assertThat(now(bob.send("two", "c2")))
                .isEqualTo(Outcome.refused(Refusal.RATE_LIMITED, "the room is in slow mode", Duration.ofSeconds(6)));
        assertThat(now(bob.execute(new Command.Edit(4, "one!"), null))).isInstanceOf(Outcome.Ok.class);
        assertThat(now(bob.execute(new Command.React(4, "+", true), null))).isInstanceOf(Outcome.Ok.class);
        service.seconds(6);
        assertThat(now(bob.send("two", "c2"))).as("not remembered").isInstanceOf(Outcome.Ok.class);
        assertThat(refusal(bob.send("three"))).isEqualTo(Refusal.RATE_LIMITED);
        assertThat(((Outcome.Ok<Answer>) now(bob.send("two", "c2"))).repeated()).isTrue();
        InProcessClient back = Ask.resuming(bob.resume()).at(room);
        assertThat(refusal(back.send("three")))
                .as("the member, not the connection")
                .isEqualTo(Refusal.RATE_LIMITED);
        update(ada, slow(Duration.ZERO));
        assertThat(now(back.send("three"))).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void setsOwnersAndModeratorsFreeOfSlowMode() {
        InProcessClient bob = service.join(room, "Bob");
        ada.execute(new Command.Role(bob.member(), Role.MODERATOR), null);
        update(ada, slow(Duration.ofHours(1)));
        for (InProcessClient each : new InProcessClient[] {ada, ada, bob, bob}) {
            assertThat(now(each.send("hello"))).isInstanceOf(Outcome.Ok.class);
        }
    }

    // ---------------------------------------------------------------- keep

    @Test
    void keepsAnEmptyRoomAsLongAsItIsSoSet() {
        update(ada, keep(true));
        ada.leave();
        service.seconds(24 * 3600);
        assertThat(service.rooms.find(room.code())).isPresent();
        var changed = room.update(keep(false));
        service.done(changed);
        service.seconds(59);
        assertThat(service.rooms.find(room.code())).isPresent();
        service.seconds(1);
        assertThat(service.rooms.find(room.code())).isEmpty();
    }

    @Test
    void closesAnEmptyRoomThatWasKeptBefore() {
        NewRoom kept = service.create(new RoomOptions(null, null, true, null, null));
        InProcessClient eve = Ask.as("Eve").owner(kept.ownerSecret()).at(kept.room());
        update(eve, keep(false));
        eve.leave();
        service.seconds(60);
        assertThat(service.rooms.find(kept.room().code())).isEmpty();
    }
}
