package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command {@code typing}. */
abstract class TypingTests extends WireTests {
    private WireClient ada;
    private WireClient bob;
    private String room;
    private Json me;

    @SuppressWarnings("NullAway.Init")
    TypingTests(Servers servers) {
        super(servers);
    }

    @BeforeEach
    void meet() {
        ada = connect();
        bob = connect();
        room = ada.create();
        me = ada.join(room, "Ada").at("me", "member");
        bob.join(room, "Bob");
        ada.push(room, "join");
    }

    @Test
    void tellsTheOthers() {
        assertThat(ada.ok("typing", "room", room, "on", true).fields()).isEmpty();
        Json typing = bob.push(room, "typing");
        assertThat(typing.fields()).containsExactlyInAnyOrder("room", "type", "member", "on");
        assertThat(typing.at("member")).isEqualTo(me);
        assertThat(typing.at("on").yes()).isTrue();
        ada.ok("typing", "room", room, "on", false);
        bob.push(room, "typing", push -> push.at("on").is(false));
    }

    @Test
    void isNotNumbered() {
        ada.ok("typing", "room", room, "on", true);
        bob.push(room, "typing");
        assertThat(ada.say(room, "typed").at("offset").number()).isEqualTo(3);
        assertThat(ada.ok("history", "room", room).at("entries").items())
                .extracting(entry -> entry.at("type").text())
                .containsExactly("join", "join", "message");
    }

    @Test
    void isNotSentToTheOneWhoTypes() {
        ada.ok("typing", "room", room, "on", true);
        bob.push(room, "typing");
        bob.say(room, "I see you type");
        ada.message(room, "I see you type");
        assertThat(ada.pushes(room, "typing")).isEmpty();
    }

    @Test
    void isToldOnceInThreeSeconds() {
        for (int i = 0; i < 5; i++) {
            ada.ok("typing", "room", room, "on", true);
        }
        ada.say(room, "at last");
        bob.message(room, "at last");
        assertThat(bob.pushes(room, "typing")).hasSize(1);
    }

    @Test
    void refusesWhatIsNeitherOnNorOff() {
        assertThat(ada.error("typing", "room", room)).isEqualTo("bad_request");
        for (Object bad : List.of("true", 1, 0, List.of(), new Json.Raw("{}"))) {
            assertThat(ada.error("typing", "room", room, "on", bad))
                    .as("%s", bad)
                    .isEqualTo("bad_request");
        }
    }

    @Test
    void isForMembersOnly() {
        WireClient eve = connect();
        assertThat(eve.error("typing", "room", room, "on", true)).isEqualTo("not_joined");
        assertThat(eve.error("typing", "room", room)).isEqualTo("not_joined");
        assertThat(eve.error("typing", "on", true)).isEqualTo("bad_request");
    }

    @Test
    void hasNoEffectAboveFiftyMembers() {
        List<WireClient> crowd = connect(server(), 49);
        for (int i = 0; i < crowd.size(); i++) {
            crowd.get(i).join(room, "Member " + i);
        }
        assertThat(ada.ok("typing", "room", room, "on", true).fields()).isEmpty();
        ada.say(room, "unseen typing");
        bob.message(room, "unseen typing");
        assertThat(bob.pushes(room, "typing")).isEmpty();
        crowd.get(0).ok("leave", "room", room);
        crowd.get(1).ok("typing", "room", room, "on", true);
        bob.push(room, "typing");
    }
}
