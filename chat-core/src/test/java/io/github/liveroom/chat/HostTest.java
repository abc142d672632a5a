package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.answer;
import static io.github.liveroom.chat.TestService.now;
import static io.github.liveroom.chat.TestService.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.liveroom.chat.RoomEvent.Gone;
import io.github.liveroom.chat.RoomPolicy.Action;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the host application can do: its own policy, its voice, its bots, its view of the people. */
class HostTest {
    private static final String BADGE = "{\"badge\":\"host\"}";

    private final List<Entry> heard = new ArrayList<>();
    private final TestService service = new TestService(settings -> settings.listener(new RoomListener() {
        @Override
        public void appended(Room room, Entry entry) {
            heard.add(entry);
        }
    }));
    private final Room room = service.room();

    @AfterEach
    void close() {
        service.close();
    }

    private Joined enter(Membership bot) {
        return service.done(bot.joined()).orElseThrow();
    }

    // ---------------------------------------------------------------- policy

    @Test
    void asksTheHostsPolicyWhoMayDoWhat() {
        RoomPolicy quiet = (action, actor, target) -> action != Action.SEND && action != Action.MUTE;
        try (TestService other = new TestService(settings -> settings.policy(quiet))) {
            Room silent = other.room();
            InProcessClient eve = other.join(silent, "Eve");
            InProcessClient dan = other.join(silent, "Dan");

            assertThat(refusal(eve.send("hello"))).isEqualTo(Refusal.FORBIDDEN);
            assertThat(refusal(eve.execute(new Command.Mute(dan.member(), "", null), null)))
                    .isEqualTo(Refusal.FORBIDDEN);
            assertThat(now(eve.execute(new Command.Kick(dan.member(), ""), null)))
                    .isInstanceOf(Outcome.Ok.class);
        }
    }

    @Test
    void asksTheHostsPolicyWhoMayCreateARoom() {
        RoomPolicy known = new RoomPolicy() {
            @Override
            public boolean allows(Action action, Role actor, Role target) {
                return true;
            }

            @Override
            public boolean allowsCreate(Visitor visitor, RoomOptions options) {
                return visitor.identity() != null && !options.keep();
            }
        };
        try (TestService other = new TestService(settings -> settings.policy(known))) {
            RoomOptions kept = new RoomOptions(null, null, true, null, null);
            Visitor eve = Visitor.known("user:1");
            assertThat(refusal(other.rooms.create(RoomOptions.DEFAULTS, Visitor.UNKNOWN)))
                    .isEqualTo(Refusal.FORBIDDEN);
            assertThat(refusal(other.rooms.create(kept, eve))).isEqualTo(Refusal.FORBIDDEN);
            assertThat(now(other.rooms.create(RoomOptions.DEFAULTS, eve))).isInstanceOf(Outcome.Ok.class);
            assertThat(now(other.rooms.create(kept))).as("the host itself").isInstanceOf(Outcome.Ok.class);
        }
    }

    // ---------------------------------------------------------------- voice

    @Test
    void speaksUnderANameThatIsNobodys() {
        InProcessClient ada = service.join(room, "Ada");
        now(room.post("Ada", "not the Ada you know"));
        now(room.post("the house", "closing soon"));
        now(room.post("Ada", "again"));
        InProcessClient bob = service.join(room, "Bob");

        MemberId first = new MemberId(2);
        MemberId second = new MemberId(3);
        assertThat(ada.facts())
                .startsWith(
                        new Fact.Message(first, "Ada", "not the Ada you know", null),
                        new Fact.Message(second, "the house", "closing soon", null),
                        new Fact.Message(first, "Ada", "again", null));
        assertThat(bob.member()).as("ids are given once").isEqualTo(new MemberId(4));
        assertThat(room.members()).extracting(Member::name).containsExactly("Ada", "Bob");
        assertThat(refusal(room.post("", "x"))).isEqualTo(Refusal.NAME_INVALID);
        assertThat(refusal(room.post("x".repeat(33), "x"))).isEqualTo(Refusal.NAME_INVALID);
        assertThat(refusal(room.post("Host", " "))).isEqualTo(Refusal.TEXT_REQUIRED);
        assertThat(refusal(room.post("Host", "x".repeat(4001)))).isEqualTo(Refusal.TEXT_TOO_LONG);
    }

    @Test
    void changesTheRoomAndTakesMembersOut() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        RoomChanges title = new RoomChanges("tea", null, null, null, null, null);
        assertThat(service.done(room.update(title))).isEqualTo(Outcome.ok(new Answer.Done()));
        assertThat(refusal(room.update(RoomChanges.NONE))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(now(room.remove(ada.member(), "time is up"))).isEqualTo(Outcome.ok(new Answer.Done()));

        assertThat(bob.facts())
                .containsExactly(
                        new Fact.Update(title, null),
                        new Fact.Leave(ada.member(), "Ada", LeaveReason.CLOSED, "time is up", null));
        assertThat(ada.gone()).contains(new Gone(Gone.Cause.KICKED, "time is up"));
        assertThat(refusal(room.remove(ada.member(), ""))).isEqualTo(Refusal.TARGET_NOT_FOUND);
        assertThat(refusal(room.remove(bob.member(), "x".repeat(201)))).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(service.join(room, "Ada").joined().room().title()).isEqualTo("tea");
    }

    @Test
    void hearsWhispersToo() {
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = service.join(room, "Bob");
        now(ada.execute(new Command.Send("psst", null, List.of(bob.member())), null));
        service.executor.runAll();

        assertThat(heard)
                .extracting(Entry::fact)
                .last()
                .isEqualTo(new Fact.Message(ada.member(), "Ada", "psst", null, List.of(bob.member()), null));
    }

    // ---------------------------------------------------------------- bots and profiles

    @Test
    void letsABotTakeNoSeat() {
        service.done(room.update(new RoomChanges(null, null, null, 1, null, null)));
        Membership bot = room.bot("Helper", BADGE, event -> {});
        assertThat(enter(bot).me().profile()).isEqualTo(BADGE);
        InProcessClient ada = service.join(room, "Ada");
        assertThat(ada.joined().members()).extracting(Member::name).containsExactly("Helper", "Ada");
        assertThat(Ask.as("Bob").at(room).refusal()).isEqualTo(Refusal.ROOM_FULL);
        Membership second = room.bot("Second", null, event -> {});
        assertThat(enter(second).me().name()).as("also when it is full").isEqualTo("Second");
        assertThat(service.done(bot.send("at your service"))).isInstanceOf(Outcome.Ok.class);
        assertThat(ada.texts()).containsExactly("at your service");
    }

    @Test
    void letsABotKeepNoRoomOpen() {
        List<RoomEvent> seen = new ArrayList<>();
        enter(room.bot("Helper", null, seen::add));
        InProcessClient ada = service.join(room, "Ada");
        ada.leave();
        service.seconds(60);
        service.executor.runAll();

        assertThat(service.rooms.find(room.code())).isEmpty();
        assertThat(seen).last().isEqualTo(new Gone(Gone.Cause.ROOM_CLOSED, ""));
        assertThat(service.time.waiting()).isZero();
    }

    @Test
    void letsABotInheritNothing() {
        NewRoom created = service.create(RoomOptions.DEFAULTS);
        enter(created.room().bot("Helper", null, event -> {}));
        InProcessClient eve = Ask.as("Eve").owner(created.ownerSecret()).at(created.room());
        InProcessClient ada = service.join(created.room(), "Ada");
        eve.leave();

        assertThat(created.room().members())
                .extracting(Member::name, Member::role)
                .containsExactly(tuple("Helper", Role.MEMBER), tuple("Ada", Role.OWNER));
        ada.leave();
        assertThat(created.room().members()).extracting(Member::role).containsExactly(Role.MEMBER);
    }

    @Test
    void showsProfilesInListsAndJoins() {
        Visitor known = new Visitor("user:1", null, null, BADGE, false);
        InProcessClient ada = service.join(room, "Ada");
        InProcessClient bob = Ask.as("Bob").visitor(known).at(room);

        assertThat(bob.joined().me().profile()).isEqualTo(BADGE);
        assertThat(ada.facts())
                .last()
                .isInstanceOfSatisfying(
                        Fact.Join.class,
                        join -> assertThat(join.visitor().profile()).isEqualTo(BADGE));
        Answer.People people = (Answer.People) answer(ada.execute(new Command.Members(null, 10), null));
        assertThat(people.members()).extracting(Member::profile).containsExactly(null, BADGE);
        assertThat(room.members()).isEqualTo(people.members());
    }

    @Test
    void pagesThroughTheMembers() {
        InProcessClient ada = service.join(room, "Ada");
        service.join(room, "Bob");
        service.join(room, "Cyd");

        assertThat(answer(ada.execute(new Command.Members(null, 2), null)))
                .isEqualTo(new Answer.People(room.members().subList(0, 2), true));
        assertThat(answer(ada.execute(new Command.Members(new MemberId(2), 2), null)))
                .isEqualTo(new Answer.People(room.members().subList(2, 3), false));
        assertThat(answer(ada.execute(new Command.Members(new MemberId(3), 2), null)))
                .isEqualTo(new Answer.People(List.of(), false));
    }
}
