package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The command {@code react}. */
abstract class ReactionTests extends ThreePeopleTests {
    ReactionTests(Servers servers) {
        super(servers);
    }

    @Test
    void putsAnEmojiToAMessageAndTakesItAway() {
        long target = bob.say(room, "hello").at("offset").number();
        long on = ada.ok("react", "room", room, "target", target, "emoji", "\ud83d\udc4d", "on", true)
                .at("offset")
                .number();
        Json entry = bob.push(room, "reaction");
        assertThat(entry.fields())
                .containsExactlyInAnyOrder("room", "offset", "type", "at", "member", "target", "emoji", "on");
        assertThat(entry.at("emoji").text()).isEqualTo("\ud83d\udc4d");
        assertThat(ada.ok("react", "room", room, "target", target, "emoji", "\ud83d\udc4d", "on", true)
                        .at("offset")
                        .number())
                .isEqualTo(on);
        ada.ok("react", "room", room, "target", target, "emoji", "\ud83d\udc4d", "on", false);
        bob.push(room, "reaction", line -> line.at("on").is(false));
        assertThat(bob.pushes(room, "reaction")).hasSize(2);
        assertThat(ada.ok("react", "room", room, "target", target, "emoji", "\ud83d\udc4d", "on", false)
                        .at("offset")
                        .number())
                .isEqualTo(target);
    }

    @Test
    void refusesWhatIsNoReaction() {
        long target = bob.say(room, "hello").at("offset").number();
        for (String emoji : new String[] {"", "x".repeat(17), "\u0000"}) {
            assertThat(cyd.error("react", "room", room, "target", target, "emoji", emoji, "on", true))
                    .isEqualTo("bad_request");
        }
        assertThat(cyd.error("react", "room", room, "target", target, "emoji", "x"))
                .isEqualTo("bad_request");
        assertThat(cyd.error("react", "room", room, "target", 99, "emoji", "x", "on", true))
                .isEqualTo("target_not_found");
    }

    @Test
    void allowsTwentyKinds() {
        long target = bob.say(room, "hello").at("offset").number();
        for (int i = 0; i < 20; i++) {
            ada.ok("react", "room", room, "target", target, "emoji", "e" + i, "on", true);
        }
        assertThat(cyd.error("react", "room", room, "target", target, "emoji", "x", "on", true))
                .isEqualTo("forbidden");
        cyd.ok("react", "room", room, "target", target, "emoji", "e0", "on", true);
    }
}
