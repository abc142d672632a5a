package io.github.liveroom.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who comes in, under which name, and what they see first. */
class JoiningTest {
    private TestService service = new TestService();

    @AfterEach
    void close() {
        service.close();
    }

    private void restart(java.util.function.UnaryOperator<RoomServiceBuilder> settings) {
        service.close();
        service = new TestService(settings);
    }

    private static RoomOptions options(String passphrase, Integer maxMembers) {
        return new RoomOptions(null, passphrase, false, maxMembers, null);
    }

    @Test
    void showsTheRoomAsOfTheOwnJoin() {
        NewRoom created = service.create(new RoomOptions("Tea", null, true, 7, null));
        Room room = created.room();
        InProcessClient ada = service.join(room, "Ada");
        ada.send("one");
        ada.send("two");
        InProcessClient bob = service.join(room, "  Bob ");

        Joined joined = bob.joined();
        String epoch = room.info().position().epoch();
        assertThat(joined.room())
                .isEqualTo(new RoomInfo(
                        room.code(), "Tea", new Position(epoch, 4), 1, false, false, true, 7, Duration.ZERO, 2))
                .isEqualTo(room.info());
        assertThat(joined.me())
                .isEqualTo(new Member(new MemberId(2), "Bob", Role.MEMBER, MemberStatus.ACTIVE, 1, null));
        assertThat(joined.members())
                .containsExactly(
                        new Member(new MemberId(1), "Ada", Role.MEMBER, MemberStatus.ACTIVE, 1, null), joined.me())
                .isEqualTo(room.members());
        assertThat(joined.recovery()).isEqualTo(Recovery.NOT_ASKED);
        assertThat(joined.more()).isFalse();
        assertThat(joined.entries()).extracting(Entry::offset).containsExactly(1L, 2L, 3L, 4L);
        assertThat(joined.entries().get(3).fact())
                .isEqualTo(new Fact.Join(new MemberId(2), "Bob", Role.MEMBER, Visitor.UNKNOWN, joined.scope()));
        assertThat(bob.events()).as("its own join came with the answer").isEmpty();
    }

    @Test
    void goesOnWhereTheAnswerEnded() {
        Room room = service.room();
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        ada.send("hello");
        bob.send("hi");

        assertThat(bob.joined().room().position().offset()).isEqualTo(2);
        assertThat(bob.entries()).extracting(Entry::offset).containsExactly(3L, 4L);
        assertThat(bob.texts()).containsExactly("hello", "hi");
        assertThat(ada.entries()).extracting(Entry::offset).containsExactly(2L, 3L, 4L);
        assertThat(ada.entries().subList(1, 3)).isEqualTo(bob.entries());
    }

    @Test
    void givesAsMuchOfTheTailAsWasAskedFor() {
        Room room = service.room();
        InProcessClient ada = service.join(room, "Ada");
        IntStream.rangeClosed(1, 5).forEach(i -> ada.send("" + i));

        Joined three = Ask.as("Bob").tail(3).at(room).joined();
        assertThat(three.entries()).extracting(Entry::offset).containsExactly(5L, 6L, 7L);
        assertThat(three.more()).isTrue();

        Joined none = Ask.as("Cyd").tail(0).at(room).joined();
        assertThat(none.entries()).isEmpty();
        assertThat(none.more()).isTrue();
        assertThat(none.room().position().offset()).isEqualTo(8);

        Joined all = Ask.as("Dan").tail(200).at(room).joined();
        assertThat(all.entries()).hasSize(9);
        assertThat(all.more()).isFalse();
    }

    @Test
    void cutsATailThatIsTooLongForOneAnswerAtItsOldEnd() {
        restart(settings -> settings.replyBytes(64 * 1024).textLength(10_000));
        Room room = service.room();
        InProcessClient ada = service.join(room, "Ada");
        IntStream.rangeClosed(1, 10).forEach(i -> ada.send("x".repeat(10_000)));

        Joined bob = Ask.as("Bob").at(room).joined();
        assertThat(bob.entries()).extracting(Entry::offset).containsExactly(6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(bob.more()).isTrue();
        assertThat(bob.entries().stream().mapToInt(Entry::size).sum()).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void listsTheOwnerBeforeThoseWhoCameEarlier() {
        NewRoom created = service.create(RoomOptions.DEFAULTS);
        service.join(created.room(), "Ada");
        service.join(created.room(), "Bob");
        InProcessClient owner = Ask.as("Zoe").owner(created.ownerSecret()).at(created.room());

        assertThat(owner.joined().members()).extracting(Member::name).containsExactly("Zoe", "Ada", "Bob");
        assertThat(owner.joined().me().role()).isEqualTo(Role.OWNER);
        assertThat(created.room().members()).extracting(Member::name).containsExactly("Ada", "Bob", "Zoe");
    }

    @Test
    void listsAThousandMembersAndCountsAll() {
        restart(settings -> settings.maxMembers(2000));
        NewRoom created = service.create(RoomOptions.DEFAULTS);
        for (int i = 1; i <= 1005; i++) {
            Ask.as("guest " + i).tail(0).at(created.room());
        }
        Joined owner = Ask.as("Zoe")
                .owner(created.ownerSecret())
                .tail(0)
                .at(created.room())
                .joined();

        assertThat(owner.members()).hasSize(1000);
        assertThat(owner.members()).first().isEqualTo(owner.me());
        assertThat(owner.members().get(999).name()).isEqualTo("guest 999");
        assertThat(owner.room().count()).isEqualTo(1006);
        assertThat(created.room().members()).hasSize(1006);
    }

    @Test
    void refusesNoNameABadNameAndATakenName() {
        Room room = service.room();
        InProcessClient ada = service.join(room, "Ada");

        assertThat(Ask.as(null).at(room).refusal()).isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(Ask.as(" \u3000").at(room).refusal()).isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(Ask.as("x".repeat(33)).at(room).refusal()).isEqualTo(Refusal.NAME_INVALID);
        assertThat(Ask.as("a\u202Eb").at(room).refusal()).isEqualTo(Refusal.NAME_INVALID);
        assertThat(Ask.as("aDA").at(room).refusal()).isEqualTo(Refusal.NAME_TAKEN);
        assertThat(Ask.as("\uFF21\uFF44\uFF41").at(room).refusal()).isEqualTo(Refusal.NAME_TAKEN);
        assertThat(room.info().position().offset()).as("nobody noticed").isEqualTo(1);
        assertThat(ada.events()).isEmpty();
    }

    @Test
    void findsMembersByNamesThatLookAlike() {
        Room room = service.room();
        service.join(room, "Ada");

        assertThat(room.memberNamed("ADA")).map(Member::id).contains(new MemberId(1));
        assertThat(room.memberNamed("Bob")).isEmpty();
        assertThat(room.memberNamed("")).isEmpty();
    }

    @Test
    void givesTheNameOfSomebodyWhoLeftToSomebodyElseButNeverTheId() {
        Room room = service.room();
        service.join(room, "Ada").leave();

        assertThat(service.join(room, "Ada").member()).isEqualTo(new MemberId(2));
    }

    @Test
    void refusesWhoeverFindsNoSeat() {
        NewRoom created = service.create(options(null, 2));
        InProcessClient ada = service.join(created.room(), "Ada");
        service.join(created.room(), "Bob");

        assertThat(Ask.as("Cyd").at(created.room()).refusal()).isEqualTo(Refusal.ROOM_FULL);
        assertThat(Ask.as("Ada").at(created.room()).refusal())
                .as("the name is looked at before the seats")
                .isEqualTo(Refusal.NAME_TAKEN);
        ada.leave();
        assertThat(service.join(created.room(), "Cyd").joined().room().count()).isEqualTo(2);
    }

    @Test
    void keepsTheSeatOfSomebodyWhoIsAway() {
        NewRoom created = service.create(options(null, 1));
        service.join(created.room(), "Ada").drop();

        assertThat(Ask.as("Bob").at(created.room()).refusal()).isEqualTo(Refusal.ROOM_FULL);
        assertThat(Ask.as("Ada").at(created.room()).refusal()).isEqualTo(Refusal.NAME_TAKEN);
        service.seconds(15);
        assertThat(service.join(created.room(), "Bob").joined().room().count()).isEqualTo(1);
    }

    private InProcessClient entering(Room room, Ask ask) {
        InProcessClient client = ask.at(room);
        service.executor.runAll();
        return client;
    }

    @Test
    void letsInOnlyWhoKnowsThePassphrase() {
        Room room = service.create(options("open sesame", null)).room();

        assertThat(room.info().passphrase()).isTrue();
        assertThat(entering(room, Ask.as("Ada")).refusal()).isEqualTo(Refusal.WRONG_PASSPHRASE);
        assertThat(entering(room, Ask.as("Ada").passphrase("open sesam")).refusal())
                .isEqualTo(Refusal.WRONG_PASSPHRASE);
        assertThat(entering(room, Ask.as("").passphrase("wrong")).refusal())
                .as("the passphrase is looked at before the name")
                .isEqualTo(Refusal.WRONG_PASSPHRASE);
        assertThat(entering(room, Ask.as("Ada").passphrase("open sesame"))
                        .joined()
                        .room()
                        .passphrase())
                .isTrue();
    }

    @Test
    void takesAPassphraseOfAnyShapeForAWrongOne() {
        Room room = service.create(options("\u00E9t\u00E9 \uD83C\uDF1E", null)).room();

        for (String shown : List.of("", "\0", "\uD800", "x".repeat(100_000))) {
            assertThat(entering(room, Ask.as("Ada").passphrase(shown)).refusal())
                    .isEqualTo(Refusal.WRONG_PASSPHRASE);
        }
        assertThat(entering(room, Ask.as("Ada").passphrase("\u00E9t\u00E9 \uD83C\uDF1E"))
                        .answer())
                .get()
                .isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void ignoresAPassphraseWhereNoneIsWanted() {
        assertThat(entering(service.room(), Ask.as("Ada").passphrase("whatever"))
                        .member())
                .isEqualTo(new MemberId(1));
    }

    @Test
    void letsTheOwnerPastPassphraseAndSeats() {
        NewRoom created = service.create(options("open sesame", 1));
        entering(created.room(), Ask.as("Ada").passphrase("open sesame")).joined();
        InProcessClient owner = entering(created.room(), Ask.as("Bob").owner(created.ownerSecret()));

        assertThat(owner.joined().me().role()).isEqualTo(Role.OWNER);
        assertThat(owner.joined().room().count()).isEqualTo(2);
        assertThat(entering(created.room(), Ask.as("Cyd").owner("guessed")).refusal())
                .isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(entering(created.room(), Ask.as("Cyd").owner("")).refusal()).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(entering(created.room(), Ask.as("ada").owner(created.ownerSecret()))
                        .refusal())
                .isEqualTo(Refusal.NAME_TAKEN);
    }

    @Test
    void makesNobodyOwnerWhoDoesNotShowTheSecret() {
        assertThat(service.join(service.room(), "Ada").joined().me().role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void answersNotJoinedToWhoeverWasRefused() {
        Room room = service.room();
        InProcessClient nobody = Ask.as("").at(room);

        assertThat(TestService.refusal(nobody.send("hello"))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(TestService.refusal(nobody.typing(true))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(TestService.refusal(nobody.history(null, 1))).isEqualTo(Refusal.NOT_JOINED);
        assertThat(TestService.refusal(nobody.leave())).isEqualTo(Refusal.NOT_JOINED);
        nobody.drop();
        assertThat(room.info().position().offset()).isZero();
    }

    @Test
    void runsCommandsThatCameBeforeTheAnswerWhenTheJoinIsDone() {
        Room room = service.create(options("open sesame", null)).room();
        InProcessClient ada = Ask.as("Ada").passphrase("open sesame").at(room);
        var first = ada.send("first");
        var second = ada.send("second");
        assertThat(first).isNotDone();
        service.executor.runAll();

        assertThat(TestService.now(first)).isInstanceOf(Outcome.Ok.class);
        assertThat(TestService.now(second)).isInstanceOf(Outcome.Ok.class);
        assertThat(ada.texts()).containsExactly("first", "second");

        InProcessClient bob = Ask.as("Bob").passphrase("wrong").at(room);
        var refused = bob.send("hello");
        service.executor.runAll();
        assertThat(TestService.refusal(refused)).isEqualTo(Refusal.NOT_JOINED);
    }

    @Test
    void letsNoLaterCommandPassThoseThatCameBeforeTheAnswer() {
        Room room = service.create(options("open sesame", null)).room();
        InProcessClient ada = Ask.as("Ada").passphrase("open sesame").at(room);
        ada.execute(
                "send",
                null,
                () -> {
                    ada.send("third");
                    return Outcome.ok(new Command.Send("first", null));
                },
                () -> null);
        ada.send("second");
        service.executor.runAll();

        assertThat(ada.texts()).containsExactly("first", "second", "third");
    }

    @Test
    void takesALeaveOrADropThatCameBeforeTheAnswer() {
        Room room = service.create(options("open sesame", null)).room();
        InProcessClient ada = Ask.as("Ada").passphrase("open sesame").at(room);
        var left = ada.leave();
        InProcessClient bob = Ask.as("Bob").passphrase("open sesame").at(room);
        bob.drop();
        service.executor.runAll();

        assertThat(TestService.now(left)).isInstanceOf(Outcome.Ok.class);
        assertThat(room.members())
                .containsExactly(new Member(bob.member(), "Bob", Role.MEMBER, MemberStatus.AWAY, 0, null));
        service.seconds(15);
        assertThat(room.members()).isEmpty();
    }
}
