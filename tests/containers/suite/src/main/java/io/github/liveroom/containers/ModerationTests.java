package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The commands {@code kick}, {@code mute}, {@code role} and {@code close}. */
abstract class ModerationTests extends ThreePeopleTests {
    ModerationTests(Servers servers) {
        super(servers);
    }

    @Test
    void putsSomebodyOut() {
        long offset = ada.ok("kick", "room", room, "member", "m2", "reason", "too loud")
                .at("offset")
                .number();
        Json gone = bob.push(room, "gone");
        assertThat(gone.fields()).containsExactlyInAnyOrder("room", "type", "code", "reason");
        assertThat(gone.at("code").number()).isEqualTo(4503);
        assertThat(gone.at("reason").text()).isEqualTo("too loud");
        assertThat(bob.entry(room, offset).at("reason").text()).isEqualTo("kicked");
        assertThat(bob.error("history", "room", room)).isEqualTo("not_joined");
        assertThat(cyd.entry(room, offset).toString()).doesNotContain("too loud");
        bob.join(room, "Bob");
    }

    @Test
    void isForThoseWhoKeepOrder() {
        assertThat(bob.error("kick", "room", room, "member", "m3")).isEqualTo("forbidden");
        assertThat(ada.error("kick", "room", room, "member", "m1")).isEqualTo("forbidden");
        assertThat(ada.error("kick", "room", room, "member", "m9")).isEqualTo("target_not_found");
        ada.ok("role", "room", room, "member", "m2", "role", "moderator");
        assertThat(bob.error("role", "room", room, "member", "m3", "role", "moderator"))
                .isEqualTo("forbidden");
        assertThat(bob.error("close", "room", room)).isEqualTo("forbidden");
        bob.ok("kick", "room", room, "member", "m3");
        assertThat(cyd.push(room, "gone").at("reason").text()).isEmpty();
    }

    @Test
    void lowersAVoiceForATime() {
        ada.ok("mute", "room", room, "member", "m2", "forMs", 200);
        assertThat(bob.push(room, "role").at("role").text()).isEqualTo("muted");
        Json end = bob.push(room, "role", line -> line.at("role").is("member"));
        assertThat(end.at("by").isNull()).isTrue();
        bob.say(room, "again");
        ada.ok("mute", "room", room, "member", "m2");
        assertThat(bob.error("send", "room", room, "text", "x", "cid", "m")).isEqualTo("muted");
        ada.ok("mute", "room", room, "member", "m2", "forMs", 0);
        bob.say(room, "and again");
    }

    @Test
    void handsTheRoomOver() {
        ada.ok("role", "room", room, "member", "m2", "role", "owner");
        Json given = cyd.push(room, "role", line -> line.at("member").is("m1"));
        assertThat(given.at("role").text()).isEqualTo("moderator");
        assertThat(given.at("by").text()).isEqualTo("m1");
        assertThat(ada.error("close", "room", room)).isEqualTo("forbidden");
    }

    @Test
    void endsTheRoom() {
        assertThat(ada.ok("close", "room", room, "reason", "late").fields()).isEmpty();
        assertThat(bob.push(room, "close").at("reason").text()).isEqualTo("late");
        Json gone = bob.push(room, "gone");
        assertThat(gone.at("code").number()).isEqualTo(4506);
        assertThat(gone.at("reason").text()).isEqualTo("late");
        assertThat(ada.push(room, "close").at("reason").text()).isEqualTo("late");
        assertThat(ada.error("join", "room", room, "name", "Ada")).isEqualTo("room_not_found");
        assertThat(ada.pushes(room, "gone")).isEmpty();
    }
}
