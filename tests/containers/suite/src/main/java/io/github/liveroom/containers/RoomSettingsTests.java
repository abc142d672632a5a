package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The command {@code update}. */
abstract class RoomSettingsTests extends ThreePeopleTests {
    RoomSettingsTests(Servers servers) {
        super(servers);
    }

    @Test
    void tellsWhatChanged() {
        ada.ok("update", "room", room, "title", "Tea", "locked", true, "maxMembers", 2);
        Json entry = bob.push(room, "room");
        assertThat(entry.fields())
                .containsExactlyInAnyOrder("room", "offset", "type", "at", "title", "locked", "maxMembers", "by");
        assertThat(entry.at("by").text()).isEqualTo("m1");
        WireClient dora = connect();
        assertThat(dora.error("join", "room", room, "name", "Dora")).isEqualTo("room_locked");
        ada.ok("update", "room", room, "locked", false);
        assertThat(dora.error("join", "room", room, "name", "Dora")).isEqualTo("room_full");
        cyd.say(room, "still here");
    }

    @Test
    void tellsNobodyThePassphrase() {
        ada.ok("update", "room", room, "passphrase", "open sesame");
        assertThat(bob.push(room, "room").at("passphrase").yes()).isTrue();
        WireClient dora = connect();
        assertThat(dora.error("join", "room", room, "name", "Dora")).isEqualTo("wrong_passphrase");
        assertThat(dora.join(room, "Dora", "passphrase", "open sesame").toString())
                .doesNotContain("sesame");
        ada.ok("update", "room", room, "passphrase", null);
        connect().join(room, "Eve");
        assertThat(ada.lines().toString()).doesNotContain("sesame");
    }

    @Test
    void refusesWhatChangesNothingOrMayNotBe() {
        assertThat(ada.error("update", "room", room)).isEqualTo("bad_request");
        assertThat(ada.error("update", "room", room, "locked", false)).isEqualTo("bad_request");
        assertThat(ada.error("update", "room", room, "slowModeMs", 3_600_001)).isEqualTo("bad_request");
        assertThat(bob.error("update", "room", room, "locked", true)).isEqualTo("forbidden");
    }

    @Test
    void slowsMembersDown() {
        ada.ok("update", "room", room, "slowModeMs", 3_600_000);
        bob.say(room, "one");
        Json refused = bob.call("send", "room", room, "text", "two", "cid", "two");
        assertThat(WireClient.errorOf(refused)).isEqualTo("rate_limited");
        assertThat(refused.at("error", "retryAfterMs").number()).isBetween(3_500_000L, 3_600_000L);
        ada.say(room, "one");
        ada.say(room, "two");
    }
}
